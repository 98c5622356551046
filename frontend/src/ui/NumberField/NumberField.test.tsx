import { fireEvent } from "@testing-library/preact";
import { describe, expect, it, vi } from "vitest";
import { show, speakStaff } from "../testing";
import { NumberField, parseNumber } from "./NumberField";
import { share } from "./NumberField.examples";

const de = await speakStaff("de");

describe("NumberField", () => {
  it.each([
    ["1.234,5", 1234.5],
    ["1.234", 1234],
    ["12,5", 12.5],
    ["12.5", 12.5],
    ["1 234", 1234],
    ["-3", -3],
    ["", null],
    ["zwölf", Number.NaN],
    ["1,2,3", Number.NaN],
    ["12 %", Number.NaN],
  ])("reads %j as %j", (text, value) => {
    expect(parseNumber(text)).toBe(value);
  });

  it("keeps what is no number, says so and does not pretend the old one still stands", () => {
    const onChange = vi.fn();
    const { getByLabelText, container } = show(<NumberField {...share} onChange={onChange} />, de);
    const field = getByLabelText("Fortschritt (%)") as HTMLInputElement;
    expect(field.value).toBe("62,5");
    fireEvent.input(field, { target: { value: "viel" } });
    expect(onChange).toHaveBeenLastCalledWith(Number.NaN);
    expect(field.value).toBe("viel");
    expect(container.textContent).toContain("Bitte geben Sie eine Zahl ein.");
    fireEvent.input(field, { target: { value: "70" } });
    expect(onChange).toHaveBeenLastCalledWith(70);
  });
});
