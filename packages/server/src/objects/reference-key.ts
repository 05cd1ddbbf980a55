/**
 * A number by which the references to an object are found: 48 bits of its UUID, a small and dense index entry. Two ids
 * may share one, so whoever finds a version by it looks whether that version names the object.
 */
export function referenceKey(id: string): number {
  const start = id.length - 36;
  const key = Number.parseInt(id.slice(start, start + 8) + id.slice(start + 9, start + 13), 16);
  return Number.isNaN(key) ? 0 : key;
}
