import { describe, expect, it } from "vitest";
import { show, speak } from "../testing";
import { RichText } from "./RichText";
import { happened } from "./RichText.examples";

const ar = await speak("ar");

describe("RichText", () => {
  it("shows the server's HTML in the language and direction of the text", () => {
    const { container } = show(<RichText {...happened} />, ar);
    const text = container.querySelector('[lang="de"][dir="ltr"]');
    expect(text?.querySelector("strong")?.textContent).toBe("Auftakt");
    expect(text?.querySelectorAll("li")).toHaveLength(2);
  });

  it("says that a machine translated it", () => {
    const text = { ...happened.text, state: "machine" as const };
    expect(show(<RichText text={text} mark />, ar).container.querySelector(".local-mark")).not.toBeNull();
    expect(show(<RichText {...happened} />, ar).container.querySelector(".local-mark")).toBeNull();
  });
});
