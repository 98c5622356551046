import { fireEvent } from "@testing-library/preact";
import { describe, expect, it, vi } from "vitest";
import { show, speakStaff } from "../testing";
import { VersionConflict } from "./VersionConflict";
import { differences } from "./VersionConflict.examples";

const de = await speakStaff("de");

describe("VersionConflict", () => {
  it("chooses one's own version at first, and tells the fields that stay one's own", () => {
    const onDecide = vi.fn();
    const view = show(
      <VersionConflict differences={differences} onDecide={onDecide} onClose={() => undefined} />,
      de,
    );
    fireEvent.click(view.getByText("So speichern"));
    expect(onDecide).toHaveBeenLastCalledWith(["name", "phone"]);
    fireEvent.click(view.getAllByLabelText(/Gespeicherte Fassung/)[0] as HTMLElement);
    fireEvent.click(view.getByText("So speichern"));
    expect(onDecide).toHaveBeenLastCalledWith(["phone"]);
  });

  it("says what is empty in words", () => {
    const view = show(
      <VersionConflict differences={differences} onDecide={() => undefined} onClose={() => undefined} />,
      de,
    );
    expect(view.getByRole("group", { name: "Telefon" }).textContent).toContain("leer");
  });
});
