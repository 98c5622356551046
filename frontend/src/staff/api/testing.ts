import { vi } from "vitest";

/** One request as the server would see it. */
export interface Seen {
  method: string;
  /** Behind `/api/v1`, with its query. */
  address: string;
  body: unknown;
  headers: Headers;
}

type Reply = Response | Error | ((seen: Seen) => Response | Promise<Response>);

export function json(body: unknown, status = 200, headers: Record<string, string> = {}): Response {
  return new Response(body === undefined ? null : JSON.stringify(body), {
    status,
    headers: { "content-type": "application/json", ...headers },
  });
}

export function problem(
  status: number,
  code: string,
  errors: { pointer: string; code: string }[] = [],
): Response {
  const document = { type: `/problems/${code}`, title: code, status, detail: "", errors };
  return json(document, status, { "content-type": "application/problem+json" });
}

const copy = (reply: Reply, seen: Seen) => {
  if (reply instanceof Error) throw reply;
  return typeof reply === "function" ? reply(seen) : reply.clone();
};

/**
 * Stands in for the server: replies by "METHOD /address" (without query). A list is used up one by one, its last stays.
 * Returns the requests that were made. What is not listed is answered 404.
 */
export function serve(replies: Record<string, Reply | Reply[]>): Seen[] {
  const seen: Seen[] = [];
  const queues = Object.fromEntries(
    Object.entries(replies).map(([name, reply]) => [name, Array.isArray(reply) ? [...reply] : [reply]]),
  );
  vi.spyOn(globalThis, "fetch").mockImplementation(async (input, init) => {
    const request = new Request(input, init);
    const url = new URL(request.url, "http://localhost");
    const isForm = request.headers.get("content-type")?.startsWith("multipart/form-data") ?? false;
    const text = isForm ? "" : await request.text();
    const one: Seen = {
      method: request.method,
      address: url.pathname.replace("/api/v1", "") + url.search,
      body: isForm ? Object.fromEntries(await request.formData()) : text ? JSON.parse(text) : undefined,
      headers: request.headers,
    };
    seen.push(one);
    const queue = queues[`${one.method} ${one.address.split("?")[0]}`];
    const reply = queue && queue.length > 1 ? queue.shift() : queue?.[0];
    return reply ? copy(reply, one) : problem(404, "not-found");
  });
  return seen;
}
