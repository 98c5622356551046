export const due = { name: "due", label: "Fällig am", value: "2026-12-01", onChange: () => undefined };
