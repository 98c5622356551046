import type { paths } from "../../api/schema";

export type Method = "get" | "post" | "put" | "patch" | "delete";

type Short<P> = P extends `/api/v1${infer Rest}` ? Rest : never;
type Address = Short<keyof paths>;
type At<A> = `/api/v1${A & string}` extends infer P extends keyof paths ? paths[P] : never;
type Operation<A, M extends Method> = At<A> extends { [K in M]: infer O } ? O : never;
/** The addresses (without `/api/v1`) that answer to a method. */
export type AddressOf<M extends Method> = {
  [A in Address]: [Operation<A, M>] extends [never] ? never : A;
}[Address];

type JsonOf<R> = R extends { content: { "application/json": infer B } } ? B : undefined;
type Responses<O> = O extends { responses: infer R } ? R : never;
/** The body of the success answer; undefined for 204. */
export type AnswerOf<A extends AddressOf<M>, M extends Method> =
  Responses<Operation<A, M>> extends infer R
    ? R extends { 200: infer B }
      ? JsonOf<B>
      : R extends { 201: infer B }
        ? JsonOf<B>
        : undefined
    : never;

type Part<O, Name extends "path" | "query"> = O extends { parameters: { [K in Name]?: infer P } }
  ? Exclude<P, undefined>
  : never;
type PathPart<O> = [Part<O, "path">] extends [never] ? { path?: never } : { path: Part<O, "path"> };
type QueryPart<O> = [Part<O, "query">] extends [never] ? { query?: never } : { query?: Part<O, "query"> };
export type BodyOf<A extends AddressOf<M>, M extends Method> =
  Operation<A, M> extends { requestBody?: infer R }
    ? [Exclude<R, undefined>] extends [never]
      ? never
      : Exclude<R, undefined> extends { content: { "application/json": infer B } }
        ? B
        : Exclude<R, undefined> extends { content: { "multipart/form-data": unknown } }
          ? FormData
          : never
    : never;
type BodyPart<A extends AddressOf<M>, M extends Method> = [BodyOf<A, M>] extends [never]
  ? { body?: never }
  : { body: BodyOf<A, M> };

interface Extra {
  /** The ETag that was read; sent as If-Match. */
  seen?: string | undefined;
  /** Key of a POST; by default a new one for every call. The same key for the same wish, tried again. */
  key?: string | undefined;
  signal?: AbortSignal | undefined;
}
export type Options<A extends AddressOf<M>, M extends Method> = PathPart<Operation<A, M>> &
  QueryPart<Operation<A, M>> &
  BodyPart<A, M> &
  Extra;

/** What comes back: the body, and the ETag to send with a change. */
export interface Read<T> {
  data: T;
  etag: string;
}
