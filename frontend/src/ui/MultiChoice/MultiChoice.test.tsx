import { fireEvent } from "@testing-library/preact";
import { expect, it, vi } from "vitest";
import { show, speakStaff } from "../testing";
import { MultiChoice } from "./MultiChoice";
import { languages } from "./MultiChoice.examples";

const de = await speakStaff("de");

it("keeps the order of the options, and values it does not know", () => {
  const onChange = vi.fn();
  const view = show(<MultiChoice {...languages} value={["pl", "xx"]} onChange={onChange} />, de);
  fireEvent.click(view.getByLabelText("Deutsch"));
  expect(onChange).toHaveBeenLastCalledWith(["de", "pl", "xx"]);
  fireEvent.click(view.getByLabelText("Polnisch"));
  expect(onChange.mock.lastCall?.[0]).not.toContain("pl");
});
