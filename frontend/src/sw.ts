/// <reference lib="webworker" />
import { cleanupOutdatedCaches, precacheAndRoute } from "workbox-precaching";
import { registerRoute, setCatchHandler } from "workbox-routing";
import { CacheFirst, NetworkFirst } from "workbox-strategies";
import { STAND_HEADER } from "./api/stand";

declare const self: ServiceWorkerGlobalScope & { __WB_MANIFEST: { url: string; revision: string | null }[] };

const manifest = self.__WB_MANIFEST;
/** Shells name the files of their build: a new build begins an empty store of them. */
const SHELLS = `shells-${hash(manifest)}`;
const DATA = "data";
/** Seconds until a slow network counts as none. */
const PATIENCE = 4;

function hash(value: unknown): string {
  let sum = 5381;
  for (const sign of JSON.stringify(value)) sum = (sum * 33 + sign.charCodeAt(0)) >>> 0;
  return sum.toString(36);
}

/** A copy of `response` that says when it was fetched. */
function stamped(response: Response): Response {
  const headers = new Headers(response.headers);
  headers.set(STAND_HEADER, new Date().toISOString());
  return new Response(response.body, { status: response.status, headers });
}

/** This worker serves one language (its scope is `/de/`): texts of the others are stored when they are used. */
const LANG = new URL(self.registration.scope).pathname.split("/")[1] ?? "";
const ownTexts = ({ url }: { url: string }) => !url.includes("/texts.") || url.includes(`/texts.${LANG}.`);

precacheAndRoute(manifest.filter(ownTexts));
cleanupOutdatedCaches();

registerRoute(({ url }) => url.pathname.startsWith("/assets/"), new CacheFirst({ cacheName: "files" }));

/** Answers that depend on who asks say so: they are never stored. */
const mayBeKept = (response: Response) =>
  response.status === 200 && !response.headers.get("cache-control")?.includes("no-store");

registerRoute(
  ({ url }) => url.pathname.startsWith("/api/v1/") && !url.pathname.includes("/staff/"),
  new NetworkFirst({
    cacheName: DATA,
    // Past the browser's own cache (a 304 is cheap): an old answer must never look like a new one.
    fetchOptions: { cache: "no-cache" },
    networkTimeoutSeconds: PATIENCE,
    plugins: [{ cacheWillUpdate: async ({ response }) => (mayBeKept(response) ? stamped(response) : null) }],
  }),
);

registerRoute(
  ({ request }) => request.mode === "navigate",
  new NetworkFirst({
    cacheName: SHELLS,
    networkTimeoutSeconds: PATIENCE,
    plugins: [{ cacheWillUpdate: async ({ response }) => (response.status === 200 ? response : null) }],
  }),
);

/** A page never seen, and no network: the start page's shell; the app in it shows the asked address. */
setCatchHandler(async ({ request }) => {
  const shell =
    request.mode === "navigate" ? await caches.match(self.registration.scope, { cacheName: SHELLS }) : null;
  return shell ?? Response.error();
});

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(SHELLS).then((cache) => cache.add(self.registration.scope)));
  void self.skipWaiting();
});

self.addEventListener("activate", (event) => {
  const forget = async () => {
    const names = await caches.keys();
    await Promise.all(
      names
        .filter((name) => name.startsWith("shells-") && name !== SHELLS)
        .map((name) => caches.delete(name)),
    );
    await self.clients.claim();
  };
  event.waitUntil(forget());
});
