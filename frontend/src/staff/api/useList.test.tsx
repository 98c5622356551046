import { fireEvent, waitFor } from "@testing-library/preact";
import { beforeEach, describe, expect, it } from "vitest";
import { erika, showAs, speakStaff } from "../testing";
import { watchSession } from "./client";
import { json, problem, serve } from "./testing";
import { useList } from "./useList";

const de = await speakStaff("de");

function Probe({ q }: { q: string }) {
  const list = useList("/staff/organisations", { query: { q } });
  return (
    <>
      <output>{`${list.state}: ${list.items.map(({ key }) => key).join(" ")}`}</output>
      {list.more && (
        <button type="button" onClick={list.more}>
          mehr
        </button>
      )}
      <button type="button" onClick={list.reload}>
        neu
      </button>
    </>
  );
}
const page = (keys: string[], next: string | null = null) =>
  json({ items: keys.map((key) => ({ key })), next });

beforeEach(() => watchSession({ signInAgain: async () => false, onAnswer: () => undefined }));

describe("useList", () => {
  it("adds page to page until all are there", async () => {
    const seen = serve({ "GET /staff/organisations": [page(["a", "b"], "nach-b"), page(["c"])] });
    const view = showAs(erika, <Probe q="x" />, de);
    fireEvent.click(await view.findByText("mehr"));
    await view.findByText("ready: a b c");
    expect(view.queryByText("mehr")).toBeNull();
    expect(seen.map(({ address }) => address)).toEqual([
      "/staff/organisations?limit=200&q=x",
      "/staff/organisations?limit=200&q=x&after=nach-b",
    ]);
  });

  it("keeps what is shown while it is read again, and says when that fails", async () => {
    serve({ "GET /staff/organisations": [page(["a"]), page(["a", "b"]), problem(503, "not-ready")] });
    const view = showAs(erika, <Probe q="x" />, de);
    await view.findByText("ready: a");
    fireEvent.click(view.getByText("neu"));
    expect(view.getByText("ready: a")).toBeTruthy();
    await view.findByText("ready: a b");
    fireEvent.click(view.getByText("neu"));
    await waitFor(() => expect(view.container.querySelector("output")?.textContent).toBe("error: "));
  });
});
