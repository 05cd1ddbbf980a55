/** A distance in tokens as one of nine steps, finer where it is short. */
export function distanceBin(n: number): number {
  return n <= 3 ? n : n <= 5 ? 4 : n <= 9 ? 5 : n <= 16 ? 6 : n <= 30 ? 7 : 8;
}
