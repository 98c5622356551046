import { fireEvent } from "@testing-library/preact";
import { describe, expect, it, vi } from "vitest";
import { show, speak } from "../testing";
import { Select } from "./Select";
import { goals } from "./Select.examples";

const de = await speak("de");

describe("Select", () => {
  it("looks as agreed", () => {
    expect(show(<Select {...goals} onChange={() => undefined} />, de).container).toMatchSnapshot();
  });

  it("is found by its label, shows its value and tells a new one", () => {
    const onChange = vi.fn();
    const field = show(<Select {...goals} onChange={onChange} />, de).getByLabelText(
      "Ziel",
    ) as HTMLSelectElement;
    expect(field.value).toBe("2");
    fireEvent.change(field, { target: { value: "1" } });
    expect(onChange).toHaveBeenCalledWith("1");
  });
});
