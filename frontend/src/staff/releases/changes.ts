import type { DraftCell } from "./types";

/** What the public will read in a cell: nothing of a hidden one. */
export function publicOf({ status, numerator, denominator, hidden }: DraftCell) {
  return hidden
    ? ({ status: "suppressed", numerator: null, denominator: null } as const)
    : { status, numerator, denominator };
}

/** Whether a draft changes what is published of a cell. */
export function isChanged(cell: DraftCell): boolean {
  const { before } = cell;
  const after = publicOf(cell);
  return (
    before === null ||
    before.status !== after.status ||
    before.numerator !== after.numerator ||
    before.denominator !== after.denominator
  );
}
