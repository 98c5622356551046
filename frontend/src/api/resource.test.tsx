import { render, waitFor } from "@testing-library/preact";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { forgetResources, type Resource, useResource } from "./resource";
import { STAND_HEADER } from "./stand";
import type { Body } from "./types";

type Goals = Resource<Body<"/api/v1/goals">>;
let seen: Goals[] = [];

function Probe({ lang }: { lang: string | null }) {
  seen.push(useResource("/api/v1/goals", lang ? { query: { lang } } : null));
  return null;
}

function answer(body: unknown, status = 200, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { "content-type": "application/json", ...headers },
  });
}

const list = (code: string) => ({ items: [{ code }], next: null });
const last = () => seen.at(-1) as Goals;

function serve(...answers: (() => Response | Promise<Response>)[]) {
  const queue = [...answers];
  return vi.spyOn(globalThis, "fetch").mockImplementation(async () => {
    const next = queue.length > 1 ? queue.shift() : queue[0];
    if (!next) throw new Error("no answer left");
    return next();
  });
}

beforeEach(() => {
  seen = [];
  forgetResources();
});

describe("useResource", () => {
  it("goes from loading to ready and asks the address with its query", async () => {
    const fetch = serve(() => answer(list("1")));
    render(<Probe lang="pl" />);
    expect(last().state).toBe("loading");
    await waitFor(() => expect(last()).toMatchObject({ state: "ready", data: list("1"), stand: null }));
    expect(new Request(fetch.mock.lastCall?.[0] ?? "").url).toMatch(/\/api\/v1\/goals\?lang=pl$/);
  });

  it("asks nothing while there are no parameters", () => {
    const fetch = serve(() => answer(list("1")));
    render(<Probe lang={null} />);
    expect(last().state).toBe("loading");
    expect(fetch).not.toHaveBeenCalled();
  });

  it("asks once for two readers, and not again while the answer is fresh", async () => {
    const fetch = serve(() => answer(list("1")));
    render(
      <>
        <Probe lang="de" />
        <Probe lang="de" />
      </>,
    );
    await waitFor(() => expect(last().state).toBe("ready"));
    render(<Probe lang="de" />);
    expect(last().state).toBe("ready");
    expect(fetch).toHaveBeenCalledTimes(1);
  });

  it("shows an old answer at once and then the new one", async () => {
    serve(
      () => answer(list("1")),
      () => answer(list("2")),
    );
    const now = vi.spyOn(Date, "now").mockReturnValue(1_000_000);
    render(<Probe lang="de" />);
    await waitFor(() => expect(last().state).toBe("ready"));
    now.mockReturnValue(1_031_000);
    seen = [];
    render(<Probe lang="de" />);
    expect(seen[0]).toMatchObject({ state: "ready", data: list("1") });
    await waitFor(() => expect(last()).toMatchObject({ data: list("2") }));
  });

  it("carries the time of a stored copy", async () => {
    serve(() => answer(list("1"), 200, { [STAND_HEADER]: "2026-03-01T11:30:00.000Z" }));
    render(<Probe lang="de" />);
    await waitFor(() => expect(last()).toMatchObject({ stand: new Date("2026-03-01T11:30:00Z") }));
  });

  it("tells the problem of the server, and is ready after a second try", async () => {
    serve(
      () => answer({ type: "/problems/not-found", title: "Not found", status: 404 }, 404),
      () => answer(list("1")),
    );
    render(<Probe lang="de" />);
    await waitFor(() => expect(last().state).toBe("error"));
    expect(last()).toMatchObject({ problem: { type: "/problems/not-found", status: 404 } });
    last().retry();
    await waitFor(() => expect(last().state).toBe("ready"));
  });

  it("has status 0 when no answer came", async () => {
    serve(() => Promise.reject(new TypeError("failed")));
    render(<Probe lang="de" />);
    await waitFor(() => expect(last()).toMatchObject({ state: "error", problem: { status: 0 } }));
  });
});
