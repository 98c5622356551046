import createClient from "openapi-fetch";
import { ApiError, type Problem } from "../../api/client";
import type { AddressOf, AnswerOf, Method, Options, Read } from "./operations";

/** One thing wrong with a request: JSON pointer into the body or name of a parameter, and a code. */
export interface Issue {
  pointer: string;
  code: string;
  hint: string;
}
export type StaffProblem = Problem & { errors?: Issue[] };

interface Init {
  path?: unknown;
  query?: unknown;
  body?: unknown;
  seen?: string | undefined;
  key?: string | undefined;
  signal?: AbortSignal | undefined;
  /** How the answer is read; JSON without it. */
  parseAs?: "blob";
}
interface Sent {
  data?: unknown;
  error?: unknown;
  response: Response;
}

/** Asked when a request needs something of the person first. True: it is done, send the request once more. */
type BringBack = () => Promise<boolean>;
const never: BringBack = async () => false;
let signInAgain = never;
let prove = never;
let onAnswer: () => void = () => undefined;

/**
 * Who brings a person back who was signed out in the middle of work, who asks for a fresh proof, and who hears of every
 * answer (it keeps the session alive).
 */
export function watchSession(watch: {
  signInAgain: BringBack;
  prove?: BringBack;
  onAnswer: () => void;
}): void {
  signInAgain = watch.signInAgain;
  prove = watch.prove ?? never;
  onAnswer = watch.onAnswer;
}

const client = createClient<Record<string, never>>({
  baseUrl: "/api/v1",
  fetch: (request: Request) => globalThis.fetch(request),
});
const request = client.request as unknown as (method: string, path: string, init: unknown) => Promise<Sent>;

function headersOf(method: Method, { seen, key }: Init): Record<string, string> {
  return {
    ...(seen ? { "If-Match": seen } : {}),
    ...(method === "post" && key ? { "Idempotency-Key": key } : {}),
  };
}

async function once(method: Method, address: string, init: Init): Promise<Sent> {
  const { path, query, body, signal, parseAs } = init;
  const params = { path: path ?? {}, query: query ?? {} };
  const headers = headersOf(method, init);
  const wish = {
    params,
    headers,
    // Public answers may be kept for a while by visitors; who works here sees at once what changed.
    cache: "no-cache",
    ...(body === undefined ? {} : { body }),
    ...(signal ? { signal } : {}),
    ...(parseAs ? { parseAs } : {}),
  };
  return request(method, address, wish).catch((error: unknown) => {
    if (signal?.aborted) throw error;
    throw new ApiError({ type: "about:blank", title: "network", status: 0 });
  });
}

function problemOf({ error, response }: Sent): StaffProblem {
  const told = (typeof error === "object" && error ? error : {}) as Partial<StaffProblem>;
  return { type: "about:blank", title: response.statusText, ...told, status: response.status };
}

/** What a person must do before this request can be answered. */
function neededFor(address: string, problem: StaffProblem): BringBack {
  if (address.startsWith("/session")) return never;
  if (problem.type === "/problems/fresh-proof-needed") return prove;
  return problem.status === 401 || problem.type === "/problems/second-factor-required" ? signInAgain : never;
}

async function send(method: Method, address: string, given: Init): Promise<Read<unknown>> {
  // The key stays the same when the request is repeated.
  const init = { ...given, key: given.key ?? (method === "post" ? crypto.randomUUID() : undefined) };
  let sent = await once(method, address, init);
  if (!sent.response.ok && (await neededFor(address, problemOf(sent))())) {
    sent = await once(method, address, init);
  }
  if (!sent.response.ok) throw new ApiError(problemOf(sent));
  if (!address.startsWith("/session")) onAnswer();
  return { data: sent.data, etag: sent.response.headers.get("etag") ?? "" };
}

type Call<M extends Method> = <A extends AddressOf<M>>(
  address: A,
  ...options: Record<string, never> extends Options<A, M>
    ? [options?: Options<A, M>]
    : [options: Options<A, M>]
) => Promise<Read<AnswerOf<A, M>>>;

function caller<M extends Method>(method: M): Call<M> {
  return ((address: string, options: Init = {}) => send(method, address, options)) as unknown as Call<M>;
}

/**
 * Calls to the API for the person who is signed in: `api.patch("/me", { body: { name }, seen: etag })`.
 * Every call throws `ApiError` for every answer that is not a success; `status` 0 means that no answer came.
 */
export const api = {
  get: caller("get"),
  post: caller("post"),
  put: caller("put"),
  patch: caller("patch"),
  delete: caller("delete"),
};

/** POSTs, and returns the file that is the answer. Throws as every call of `api` does. */
export async function postForFile<A extends AddressOf<"post">>(
  address: A,
  options: Options<A, "post">,
): Promise<Blob> {
  const { data } = await send("post", address, { ...(options as Init), parseAs: "blob" });
  return data as Blob;
}

/** The problem in a thrown value; what is no problem document counts as "no answer". */
export function problemIn(error: unknown): StaffProblem {
  return error instanceof ApiError
    ? (error.problem as StaffProblem)
    : { type: "about:blank", title: String(error), status: 0 };
}
