/** One property of an object that differs between two versions. */
export type PropertyChange =
  | { property: string; kind: 'added'; after: unknown }
  | { property: string; kind: 'removed'; before: unknown }
  | { property: string; kind: 'changed'; before: unknown; after: unknown };

/** Deep equality of JSON values, blind to the order of keys. */
export function sameJson(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) || Array.isArray(b)) {
    return Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((item, i) => sameJson(item, b[i]));
  }
  const left = new Map(Object.entries(a));
  const right = new Map(Object.entries(b));
  return (
    left.size === right.size && [...left].every(([key, value]) => right.has(key) && sameJson(value, right.get(key)))
  );
}

/** What changed between two versions, property by property, in the order of the newer one. */
export function diffObjects(before: Record<string, unknown>, after: Record<string, unknown>): PropertyChange[] {
  // Maps, because a property may be named like a member of Object.prototype.
  const old = new Map(Object.entries(before));
  const changes: PropertyChange[] = [];
  for (const [property, value] of Object.entries(after)) {
    if (!old.has(property)) changes.push({ property, kind: 'added', after: value });
    else if (!sameJson(old.get(property), value)) {
      changes.push({ property, kind: 'changed', before: old.get(property), after: value });
    }
    old.delete(property);
  }
  for (const [property, value] of old) changes.push({ property, kind: 'removed', before: value });
  return changes;
}
