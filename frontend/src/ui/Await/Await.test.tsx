import { fireEvent } from "@testing-library/preact";
import { describe, expect, it, vi } from "vitest";
import type { Resource } from "../../api/resource";
import { show, speak } from "../testing";
import { Await } from "./Await";
import { broken, fresh, loading, offline, stored } from "./Await.examples";

const de = await speak("de");
const view = (of: Resource<string>) => show(<Await of={of}>{(data) => <p>{data}</p>}</Await>, de);

describe("Await", () => {
  it("looks as agreed in every state", () => {
    for (const state of [loading, fresh, stored, offline, broken])
      expect(view(state).container).toMatchSnapshot();
  });

  it("tells a screen reader that it loads", () => {
    expect(view(loading).getByRole("status").textContent).toBe("Wird geladen …");
  });

  it("names the time of a stored copy in Berlin time", () => {
    expect(view(stored).container.textContent).toContain("1. März 2026 um 12:30");
    expect(view(fresh).container.textContent).toBe("12 Maßnahmen");
  });

  it("tells a missing connection from a fault of the server, and tries again", () => {
    const retry = vi.fn();
    const { getByRole, container } = view({ ...offline, retry });
    expect(container.textContent).toContain("keine Verbindung");
    fireEvent.click(getByRole("button"));
    expect(retry).toHaveBeenCalledOnce();
    expect(view(broken).container.textContent).toContain("Es liegt nicht an Ihnen");
  });
});
