import { type JsonObject, type JsonValue, referencesOf } from '@entente/stix';

type Written = { readonly value: JsonValue };

/**
 * The places of a batch in the order in which they are written: markings first, since what they say holds for the
 * others; then each object after those that it names, whose terms decide about the naming (design, Release, rule 5).
 * Objects that name each other in a circle stay in the order in which they came. `names`: what each names.
 */
export function writingOrder(batch: readonly Written[], names: readonly (readonly string[])[]): readonly number[] {
  const places = new Map<string, number[]>();
  const order: number[] = [];
  const begun = new Uint8Array(batch.length);
  const ordered = new Uint8Array(batch.length);
  const put = (place: number): void => {
    if (ordered[place] === 1) return;
    begun[place] = ordered[place] = 1;
    order.push(place);
  };
  for (const [place, { value }] of batch.entries()) {
    if (!isJsonObject(value) || typeof value.id !== 'string') continue;
    if (value.type === 'marking-definition') put(place);
    const same = places.get(value.id);
    if (same === undefined) places.set(value.id, [place]);
    else same.push(place);
  }
  /** Those that an object names and that nobody has come to yet. */
  function before(place: number): number[] {
    const found: number[] = [];
    for (const id of names[place] ?? []) {
      for (const other of places.get(id) ?? []) if (begun[other] === 0 && other !== place) found.push(other);
    }
    return found;
  }
  for (const start of batch.keys()) {
    // A stack instead of recursion: a chain may be as long as the batch.
    const stack = [start];
    for (let place = stack.at(-1); place !== undefined; place = stack.at(-1)) {
      const first = begun[place] === 1 ? [] : before(place);
      begun[place] = 1;
      if (first.length > 0) stack.push(...first.reverse());
      else {
        put(place);
        stack.pop();
      }
    }
  }
  return order;
}

/** The ids that an object names, each once, but for the references that every object has and nobody follows. */
export function namedBy(value: JsonValue): readonly string[] {
  if (!isJsonObject(value)) return [];
  const named: string[] = [];
  for (const { property, target } of referencesOf(value)) if (!isBookkeeping(property)) named.push(target);
  return named.length < 2 ? named : [...new Set(named)];
}

/** Who created it and how it is marked: never withheld, and no relation. */
function isBookkeeping(property: string): boolean {
  return (
    property === 'created_by_ref' || property.startsWith('object_marking_refs') || property.startsWith('granular_')
  );
}

function isJsonObject(value: JsonValue): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
