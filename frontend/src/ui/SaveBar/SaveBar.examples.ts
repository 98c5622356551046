const actions = { busy: false, onSave: () => undefined, onDiscard: () => undefined };
export const clean = { ...actions, dirty: false, draft: { state: "none" as const } };
export const kept = {
  ...actions,
  dirty: true,
  draft: { state: "saved" as const, at: new Date("2026-11-22T13:02:00Z") },
};
export const offline = { ...actions, dirty: true, draft: { state: "offline" as const } };
