/** How long after a write of this browser the news that it makes are its own, in milliseconds. */
const echo = 4000;
let last = Number.NEGATIVE_INFINITY;

/** Remembers that this browser has just written something. */
export function noteOwnWrite(): void {
  last = performance.now();
}

/** Whether news that arrive now may be no more than one's own writing. */
export function isOwnEcho(): boolean {
  return performance.now() - last < echo;
}
