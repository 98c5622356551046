/** One mark as it was made at the door; the server takes the latest, in whatever order marks arrive. */
export interface Mark {
  session: number;
  registration: string;
  present: boolean;
  marked_at: string;
}

/** Marks that wait for the server: at most one per person and date, without a name or a contact. */
export type Queue = readonly Mark[];

const same = (a: Mark, b: Mark) => a.session === b.session && a.registration === b.registration;
const nameOf = (event: number) => `wik.attendance.${event}`;

/** The queue with a mark; it replaces an earlier one of the same person and date. */
export function withMark(queue: Queue, mark: Mark): Queue {
  return [...queue.filter((one) => !same(one, mark)), mark];
}

/** The queue without a mark that was sent; a newer one of the same person stays. */
export function without(queue: Queue, mark: Mark): Queue {
  return queue.filter((one) => !(same(one, mark) && one.marked_at === mark.marked_at));
}

/** What this device kept of an event, also from before it was switched off. */
export function kept(event: number): Queue {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(nameOf(event)) ?? "[]");
    return Array.isArray(found) ? (found as Mark[]) : [];
  } catch {
    return [];
  }
}

/** Keeps the queue on this device until the server has it. */
export function keep(event: number, queue: Queue): void {
  try {
    if (queue.length > 0) localStorage.setItem(nameOf(event), JSON.stringify(queue));
    else localStorage.removeItem(nameOf(event));
  } catch {
    // A device that keeps nothing still has the queue on the open page.
  }
}

/** Whether a request is to be sent again later: no connection, a tired server, or nobody signed in. */
export function comesAgain(status: number): boolean {
  return status === 0 || status === 401 || status === 408 || status === 429 || status >= 500;
}
