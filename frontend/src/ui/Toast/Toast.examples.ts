import type { Message } from "./Toast";

export const saved: Message = { text: "Gespeichert." };
export const failed: Message = { text: "Das hat nicht geklappt.", kind: "danger" };
