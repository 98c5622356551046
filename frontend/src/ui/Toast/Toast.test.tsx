import { act, fireEvent } from "@testing-library/preact";
import { afterEach, expect, it, vi } from "vitest";
import { show, speakStaff } from "../testing";
import { Toasts, useSay } from "./Toast";
import { failed, saved } from "./Toast.examples";

const de = await speakStaff("de");

function Probe() {
  const say = useSay();
  return (
    <>
      <button type="button" onClick={() => say(saved)}>
        gut
      </button>
      <button type="button" onClick={() => say(failed)}>
        schlecht
      </button>
    </>
  );
}

afterEach(() => vi.useRealTimers());

it("is read aloud and goes by itself; what went wrong stays", () => {
  vi.useFakeTimers();
  const view = show(
    <Toasts>
      <Probe />
    </Toasts>,
    de,
  );
  const region = view.getByRole("status");
  fireEvent.click(view.getByText("gut"));
  expect(region.textContent).toBe(saved.text);
  act(() => void vi.advanceTimersByTime(7000));
  expect(region.textContent).toBe("");
  fireEvent.click(view.getByText("schlecht"));
  act(() => void vi.advanceTimersByTime(60_000));
  expect(region.textContent).toBe(failed.text);
});
