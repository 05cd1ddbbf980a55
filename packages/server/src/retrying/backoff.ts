/** Milliseconds to wait after so many failures in a row: doubling, with jitter, so that nodes do not come all at once. */
export function backoff(failures: number, least = 1000, most = 60_000): number {
  const full = Math.min(most, least * 2 ** Math.min(failures - 1, 16));
  return full / 2 + Math.random() * (full / 2);
}
