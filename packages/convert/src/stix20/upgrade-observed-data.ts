import { type JsonObject, type JsonValue, observableId } from '@entente/stix';
import { asList, asObject, asText, type Draft, objectsIn } from '../json/json-access.ts';
import { stableId } from '../stable-id.ts';
import { upgradeObservable } from './upgrade-observable.ts';

/** The properties that can hold references and contribute to an observable's own id, which is why they go first. */
const REFERENCES_IN_IDS: ReadonlySet<string> = new Set([
  'dst_ref',
  'extensions',
  'from_ref',
  'parent_directory_ref',
  'src_ref',
]);

/** A selector into the `objects` dictionary: all of it, or one observable. */
const SELECTOR_OF_OBJECTS = /^objects(?:\.(?<key>[^.]+))?(?:\.|$)/;

/**
 * Turns the `objects` dictionary of a STIX 2.0 observed-data object into observables of their own, and `object_refs` to
 * them. Changes the draft; answers the observables and what could not be kept.
 *
 * What marked the observed data, or a part of an observable in it, marks the whole observable.
 */
export function upgradeObservedData(draft: Draft): { observables: JsonObject[]; notes: string[] } {
  const dictionary = asObject(draft.objects);
  if (dictionary === undefined) return { observables: [], notes: [] };

  const notes: string[] = [];
  const identify = identifier(asText(draft.id) ?? '', dictionary);
  const observables = new Map<string, JsonObject>();
  const markings = markingsOfObservables(draft);
  for (const [key, value] of Object.entries(dictionary)) {
    const observable = asObject(value);
    const id = identify(key);
    if (observable === undefined || id === undefined) {
      notes.push(`objects.${key} is not an observable and was left out`);
      continue;
    }
    const { type, ...properties } = upgradeObservable(observable, (reference) => {
      const target = identify(reference);
      if (target === undefined) notes.push(`objects.${key} refers to ${reference}, which is not there`);
      return target;
    });
    const refs = markings(key);
    const { spec_version: _, id: __, ...rest } = properties;
    const marked = refs.length > 0 ? { object_marking_refs: refs } : {};
    observables.set(id, { type: type ?? '', spec_version: '2.1', id, ...rest, ...marked });
  }
  delete draft.objects;
  draft.object_refs = [...observables.keys()];
  return { observables: [...observables.values()], notes };
}

/** The ids of the observables in a dictionary, by key. They are deterministic, and depend on those of what they refer to. */
function identifier(container: string, dictionary: JsonObject): (key: string) => string | undefined {
  const known = new Map<string, string>();
  const underWay = new Set<string>();
  const identify = (key: string): string | undefined => {
    const observable = Object.hasOwn(dictionary, key) ? asObject(dictionary[key]) : undefined;
    const type = asText(observable?.type);
    if (observable === undefined || type === undefined) return undefined;
    const found = known.get(key);
    if (found !== undefined) return found;
    const random = stableId(type, `${container}\n${key}`);
    // Objects that contain each other have no deterministic order.
    if (underWay.has(key)) return random;
    underWay.add(key);
    const contributing = Object.entries(observable).filter(
      ([property]) => REFERENCES_IN_IDS.has(property) || !/_refs?$/.test(property),
    );
    const id = observableId(upgradeObservable(Object.fromEntries(contributing), identify)) ?? random;
    underWay.delete(key);
    known.set(key, id);
    return id;
  };
  return identify;
}

/**
 * Takes the granular markings that select into `objects` off the draft, and answers what marks each observable: those,
 * and the markings of the observed data.
 */
function markingsOfObservables(draft: Draft): (key: string) => JsonValue[] {
  const whole = asList(draft.object_marking_refs);
  const partial: { key: string | undefined; ref: string }[] = [];
  const remaining = objectsIn(draft.granular_markings).flatMap(({ object: marking }) => {
    const selectors = asList(marking.selectors).filter((selector) => {
      const match = typeof selector === 'string' ? SELECTOR_OF_OBJECTS.exec(selector) : null;
      if (match !== null && typeof marking.marking_ref === 'string') {
        partial.push({ key: match.groups?.key, ref: marking.marking_ref });
      }
      return match === null;
    });
    return selectors.length > 0 ? [{ ...marking, selectors }] : [];
  });
  if (remaining.length > 0) draft.granular_markings = remaining;
  else delete draft.granular_markings;
  return (key) => {
    const own = partial.filter((marking) => marking.key === undefined || marking.key === key);
    return [...new Set([...whole, ...own.map(({ ref }) => ref)])];
  };
}
