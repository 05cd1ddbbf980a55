import { type JsonObject, type JsonValue, referencesOf } from '@entente/stix';

type Written = { readonly value: JsonValue };

/**
 * The places of a batch in the order in which they are written: markings first, since what they say holds for the
 * others; then each object after those that it names, whose terms decide about the naming (design, Release, rule 5).
 * Objects that name each other in a circle stay in the order in which they came. `names`: what each names.
 */
export function writingOrder(batch: readonly Written[], names: readonly (readonly string[])[]): readonly number[] {
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
      const named = begun.has(place) ? [] : (names[place] ?? []).flatMap((id) => places.get(id) ?? []);
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

/** The ids that an object names, each once, but for the references that every object has and nobody follows. */
export function namedBy(value: JsonValue): readonly string[] {
  if (!isJsonObject(value)) return [];
  const named = referencesOf(value).flatMap(({ property, target }) => (isBookkeeping(property) ? [] : [target]));
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
