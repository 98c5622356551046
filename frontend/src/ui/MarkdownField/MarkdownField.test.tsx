import { fireEvent, waitFor } from "@testing-library/preact";
import { afterEach, describe, expect, it, vi } from "vitest";
import { cleanedHtml } from "../cleanedHtml";
import { show, speakStaff } from "../testing";
import { MarkdownField } from "./MarkdownField";
import { entry } from "./MarkdownField.examples";

const de = await speakStaff("de");

describe("MarkdownField", () => {
  it("shows on demand what the server made of the text, and hides it when the text changes", async () => {
    const preview = vi.fn(entry.preview);
    const view = show(<MarkdownField {...entry} preview={preview} />, de);
    expect(preview).not.toHaveBeenCalled();
    fireEvent.click(view.getByRole("button", { name: "Vorschau" }));
    await waitFor(() => expect(view.container.querySelector("strong")?.textContent).toBe("Auftakt"));
    expect(preview).toHaveBeenCalledExactlyOnceWith(entry.value);
    fireEvent.input(view.getByLabelText("Text"), { target: { value: "neu" } });
    await waitFor(() => expect(view.container.querySelector("strong")).toBeNull());
  });

  it("says that there is no preview just now, and keeps the text", async () => {
    const failing = async () => {
      throw new Error("no network");
    };
    const view = show(<MarkdownField {...entry} preview={failing} />, de);
    fireEvent.click(view.getByRole("button", { name: "Vorschau" }));
    await waitFor(() => expect(view.container.textContent).toContain("Ihr Text bleibt erhalten"));
    expect((view.getByLabelText("Text") as HTMLTextAreaElement).value).toBe(entry.value);
  });
});

describe("cleaned HTML", () => {
  afterEach(() => vi.unstubAllGlobals());

  it("goes through the one policy the server allows", () => {
    const createPolicy = vi.fn((_name: string, rules: { createHTML: (html: string) => string }) => rules);
    vi.stubGlobal("trustedTypes", { createPolicy });
    expect(cleanedHtml("<p>a</p>")).toBe("<p>a</p>");
    expect(cleanedHtml("<p>b</p>")).toBe("<p>b</p>");
    expect(createPolicy.mock.calls.map(([name]) => name)).toEqual(["wik-html"]);
  });
});
