import { langOf } from "./links";

const WORKER = "/sw.js";

/** The address of the worker as the browser's trusted types want it: a policy that admits exactly this one string. */
function workerUrl(): string {
  const factory = (globalThis as { trustedTypes?: TrustedTypes }).trustedTypes;
  if (!factory) return WORKER;
  const policy = factory.createPolicy("wik-sw", {
    createScriptURL(url) {
      if (url !== WORKER) throw new TypeError("only the service worker of this site");
      return url;
    },
  });
  return policy.createScriptURL(WORKER) as unknown as string;
}

interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { createScriptURL(url: string): string },
  ): { createScriptURL(url: string): { toString(): string } };
}

/**
 * Registers the worker for the pages of this language only (`/de/`), one registration per language used:
 * addresses outside of a language, such as the anonymous box, are never controlled by it.
 */
export function registerOffline(): void {
  if (!import.meta.env.PROD || !("serviceWorker" in navigator)) return;
  const scope = `/${langOf(location.pathname)}/`;
  const register = () => navigator.serviceWorker.register(workerUrl(), { scope }).catch(() => undefined);
  if (document.readyState === "complete") void register();
  else addEventListener("load", () => void register(), { once: true });
}
