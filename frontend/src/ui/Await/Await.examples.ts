import type { Resource } from "../../api/resource";

const retry = () => undefined;
export const loading: Resource<string> = { state: "loading", retry };
export const fresh: Resource<string> = { state: "ready", data: "12 Maßnahmen", stand: null, retry };
export const stored: Resource<string> = { ...fresh, stand: new Date("2026-03-01T11:30:00Z") };
export const offline: Resource<string> = {
  state: "error",
  problem: { type: "about:blank", title: "network", status: 0 },
  retry,
};
export const broken: Resource<string> = {
  ...offline,
  problem: { type: "/problems/internal", title: "", status: 500 },
};
