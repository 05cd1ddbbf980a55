/** The day it is in UTC, which the node counts in. */
export function today(): string {
  return new Date().toISOString().slice(0, 10);
}
