import { fireEvent, waitFor } from "@testing-library/preact";
import { describe, expect, it, vi } from "vitest";
import { show, speakStaff } from "../testing";
import { ConfirmButton } from "./ConfirmButton";
import { end } from "./ConfirmButton.examples";

const de = await speakStaff("de");
const view = (onConfirm: () => Promise<unknown>) => {
  const shown = show(
    <ConfirmButton {...end} confirm="Ja, beenden" onConfirm={onConfirm}>
      <p>{end.text}</p>
    </ConfirmButton>,
    de,
  );
  fireEvent.click(shown.getByRole("button", { name: "Beenden" }));
  return shown;
};

describe("ConfirmButton", () => {
  it("does nothing before the second click, and closes then", async () => {
    const deed = vi.fn(async () => undefined);
    const { getByRole, queryByRole } = view(deed);
    expect(deed).not.toHaveBeenCalled();
    expect(getByRole("dialog").textContent).toContain(end.text);
    fireEvent.click(getByRole("button", { name: "Ja, beenden" }));
    await waitFor(() => expect(queryByRole("dialog")).toBeNull());
    expect(deed).toHaveBeenCalledOnce();
  });

  it("stays when the deed fails", async () => {
    const deed = vi.fn(async () => {
      throw new Error("refused");
    });
    const { getByRole } = view(deed);
    const button = getByRole("button", { name: "Ja, beenden" }) as HTMLButtonElement;
    fireEvent.click(button);
    await waitFor(() => expect(button.disabled).toBe(false));
    expect(deed).toHaveBeenCalledOnce();
    expect(getByRole("dialog")).toBeTruthy();
  });

  it("is left by cancel", () => {
    const deed = vi.fn(async () => undefined);
    const { getByRole, queryByRole } = view(deed);
    fireEvent.click(getByRole("button", { name: "Abbrechen" }));
    expect(queryByRole("dialog")).toBeNull();
    expect(deed).not.toHaveBeenCalled();
  });
});
