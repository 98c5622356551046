import { describe, expect, it, vi } from "vitest";
import { ApiError } from "../../api/client";
import { api, problemIn, watchSession } from "./client";
import { json, problem, serve } from "./testing";

const quiet = () => watchSession({ signInAgain: async () => false, onAnswer: () => undefined });
const drafts = { base_revision: 3, values: { name: "x" } };

describe("api", () => {
  it("reads a document with its ETag, filling path and query", async () => {
    const seen = serve({ "GET /accounts/7": json({ id: 7 }, 200, { etag: '"4"' }) });
    const { data, etag } = await api.get("/accounts/{number}", { path: { number: 7 } });
    expect([data, etag]).toEqual([{ id: 7 }, '"4"']);
    await api.get("/audit", { query: { actor: "account:7" } }).catch(() => undefined);
    expect(seen.map(({ address }) => address)).toEqual(["/accounts/7", "/audit?actor=account%3A7"]);
  });

  it("sends what was seen as If-Match, and JSON", async () => {
    const seen = serve({ "PATCH /me": json({}) });
    await api.patch("/me", { body: { language: "pl" }, seen: '"4"' });
    expect(seen[0]?.headers.get("if-match")).toBe('"4"');
    expect(seen[0]?.headers.get("content-type")).toBe("application/json");
    expect(seen[0]?.body).toEqual({ language: "pl" });
  });

  it("gives every POST a key of its own, and the same key for the same wish tried again", async () => {
    quiet();
    const seen = serve({ "POST /me/totp": json({}) });
    await api.post("/me/totp");
    await api.post("/me/totp");
    await api.post("/me/totp", { key: "a" });
    const keys = seen.map(({ headers }) => headers.get("idempotency-key"));
    expect(new Set(keys).size).toBe(3);
    expect(keys[2]).toBe("a");
  });

  it("asks to sign in again and repeats the request with its body and key", async () => {
    const signInAgain = vi.fn(async () => true);
    watchSession({ signInAgain, onAnswer: () => undefined });
    const seen = serve({ "PUT /me/drafts/a": [problem(401, "not-signed-in"), json({})] });
    await api.put("/me/drafts/{key}", { path: { key: "a" }, body: drafts });
    expect(signInAgain).toHaveBeenCalledOnce();
    expect(seen.map(({ body }) => body)).toEqual([drafts, drafts]);

    const posts = serve({ "POST /me/totp": [problem(403, "second-factor-required"), json({})] });
    await api.post("/me/totp");
    expect(posts[0]?.headers.get("idempotency-key")).toBe(posts[1]?.headers.get("idempotency-key"));
  });

  it("gives up when nobody signs in, and never asks for the sign-in itself", async () => {
    const signInAgain = vi.fn(async () => false);
    watchSession({ signInAgain, onAnswer: () => undefined });
    serve({ "GET /me": problem(401, "not-signed-in"), "POST /session": problem(401, "not-signed-in") });
    await expect(api.get("/me")).rejects.toThrow(ApiError);
    expect(signInAgain).toHaveBeenCalledOnce();
    await expect(api.post("/session", { body: { email: "", password: "" } })).rejects.toThrow(ApiError);
    expect(signInAgain).toHaveBeenCalledOnce();
  });

  it("does not take an ordinary refusal for a lost session", async () => {
    const signInAgain = vi.fn(async () => true);
    watchSession({ signInAgain, onAnswer: () => undefined });
    serve({ "GET /me": problem(403, "forbidden") });
    await expect(api.get("/me")).rejects.toThrow(ApiError);
    expect(signInAgain).not.toHaveBeenCalled();
  });

  it("throws the problem document, and status 0 when no answer came", async () => {
    quiet();
    serve({ "GET /me": problem(422, "invalid", [{ pointer: "/name", code: "missing" }]) });
    const error = await api.get("/me").catch((thrown: unknown) => thrown);
    expect(problemIn(error)).toMatchObject({ status: 422, errors: [{ pointer: "/name", code: "missing" }] });
    serve({ "GET /me": new TypeError("failed") });
    expect(problemIn(await api.get("/me").catch((thrown: unknown) => thrown)).status).toBe(0);
  });

  it("takes an answer without a body", async () => {
    quiet();
    serve({ "DELETE /me/sessions/3": json(undefined, 204) });
    await expect(api.delete("/me/sessions/{number}", { path: { number: 3 } })).resolves.toMatchObject({
      etag: "",
    });
  });
});
