import createClient from "openapi-fetch";
import { STAND_HEADER } from "./stand";
import type { Body, Path, paths } from "./types";

/** An error answer (RFC 9457). `status` 0: no answer came at all. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail?: string;
  /** What is wrong with what was sent: a JSON pointer into it, and a code. */
  errors?: { pointer: string; code: string; hint: string }[];
}

/** A body and, when it came from the offline store, the time it was fetched. */
export interface Answer<T> {
  data: T;
  stand: Date | null;
}

type Parameters_<P extends Path> = paths[P]["get"]["parameters"];
type PathPart<P extends Path> = [Exclude<Parameters_<P>["path"], undefined>] extends [never]
  ? { path?: never }
  : { path: Exclude<Parameters_<P>["path"], undefined> };
export type Params<P extends Path> = PathPart<P> & { query?: NonNullable<Parameters_<P>["query"]> };

export const client = createClient<paths>({ fetch: (request: Request) => globalThis.fetch(request) });

export class ApiError extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.title);
    this.problem = problem;
  }
}

interface Sent<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/** What was answered. Throws `ApiError` for every answer that is not a success, also when there is no network. */
export async function answerOf<T>(sent: Promise<Sent<T>>): Promise<{ data: T; response: Response }> {
  const { data, error, response } = await sent.catch(() => {
    throw new ApiError({ type: "about:blank", title: "network", status: 0 });
  });
  if (data === undefined && response.status !== 204) {
    const problem = (typeof error === "object" && error ? error : {}) as Partial<Problem>;
    throw new ApiError({
      type: "about:blank",
      title: response.statusText,
      ...problem,
      status: response.status,
    });
  }
  return { data: data as T, response };
}

/** GET `path`. Throws `ApiError` like `answerOf`. */
export async function get<P extends Path>(path: P, params: Params<P>): Promise<Answer<Body<P>>> {
  const call = client.GET as unknown as (path: Path, init: unknown) => Promise<Sent<Body<P>>>;
  const { data, response } = await answerOf(call(path, { params }));
  const stand = response.headers.get(STAND_HEADER);
  return { data, stand: stand ? new Date(stand) : null };
}
