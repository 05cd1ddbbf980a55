import { type JsonObject, type JsonValue, referencesOf } from '@entente/stix';

type Written = { readonly value: JsonValue };

/**
 * The places of a batch in the order in which they are written: markings first, since what they say holds for the
 * others; then each object after those that it names, whose terms decide about the naming (design, Release, rule 5).
 * Objects that name each other in a circle stay in the order in which they came.
 */
export function writingOrder(batch: readonly Written[]): readonly number[] {
  const places = new Map<string, number[]>();
  const markings: number[] = [];
  for (const [place, { value }] of batch.entries()) {
    if (!isJsonObject(value) || typeof value.id !== 'string') continue;
    if (value.type === 'marking-definition') markings.push(place);
    places.set(value.id, [...(places.get(value.id) ?? []), place]);
  }
  const order = new Set(markings);
  const begun = new Set(markings);
  for (const start of batch.keys()) {
    // A stack instead of recursion: a chain may be as long as the batch.
    const stack = [start];
    for (let place = stack.at(-1); place !== undefined; place = stack.at(-1)) {
      const named = begun.has(place) ? [] : namedBy(batch[place]?.value).flatMap((id) => places.get(id) ?? []);
      const before = named.filter((other) => !begun.has(other) && other !== place);
      begun.add(place);
      if (before.length > 0) stack.push(...before.reverse());
      else {
        order.add(place);
        stack.pop();
      }
    }
  }
  return [...order];
}

/** References that every object has, and that nobody follows as a relation. */
export function isBookkeeping(property: string): boolean {
  return (
    property === 'created_by_ref' || property.startsWith('object_marking_refs') || property.startsWith('granular_')
  );
}

function namedBy(value: JsonValue | undefined): string[] {
  if (value === undefined || !isJsonObject(value)) return [];
  return referencesOf(value).flatMap(({ property, target }) => (isBookkeeping(property) ? [] : [target]));
}

function isJsonObject(value: JsonValue): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
