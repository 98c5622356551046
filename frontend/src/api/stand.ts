/** Header the service worker puts on an answer in its store: when it was fetched (ISO instant). */
export const STAND_HEADER = "x-wik-stand";
