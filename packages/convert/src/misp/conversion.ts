import type { JsonValue, StixObject } from '@entente/stix';
import { asList, type Draft } from '../json/json-access.ts';
import { narrowestTlp } from './markings.ts';
import { invalidity } from './validity.ts';

/** Something that could not be converted: its place in the input, and why. */
export type Refusal = { readonly path: string; readonly reason: string };

/** The state of converting one event: what it became so far, and what was refused. */
export type Conversion = {
  /** The id of the identity in whose name the event was written. */
  readonly creator: string;
  /** The event's own timestamp, for what has none. */
  readonly timestamp: string;
  /** Whether a narrow distribution closes what it is set on. */
  readonly closeByDistribution: boolean;
  /** The markings of the event. */
  readonly markings: readonly string[];
  /** The STIX object that speaks for a MISP attribute, object or event, by MISP's UUID. */
  readonly speakers: Map<string, StixObject>;
  /** Adds objects if all of them are valid. Answers why not, or undefined if they were added. */
  readonly add: (objects: readonly StixObject[]) => string | undefined;
  readonly refuse: (path: string, reason: string) => void;
  readonly objects: () => StixObject[];
  readonly refused: () => Refusal[];
};

/** An empty conversion in the name of a creator. */
export function createConversion(
  of: Pick<Conversion, 'creator' | 'timestamp' | 'closeByDistribution' | 'markings'>,
): Conversion {
  const objects = new Map<string, StixObject>();
  const refused: Refusal[] = [];
  return {
    ...of,
    speakers: new Map(),
    add(added) {
      for (const object of added) {
        const reason = invalidity(object);
        if (reason !== undefined) return `${object.type}: ${reason}`;
      }
      for (const object of added) {
        const known = objects.get(object.id);
        objects.set(object.id, known === undefined ? object : merged(known, object));
      }
      return undefined;
    },
    refuse: (path, reason) => refused.push({ path, reason }),
    objects: () => [...objects.values()],
    refused: () => refused,
  };
}

/**
 * Two values of an event may name the same observable: its lists are united, its markings narrowed. Other objects with an
 * id that is there already are the same thing twice.
 */
function merged(first: StixObject, second: StixObject): StixObject {
  if (first.created !== undefined) return first;
  const result: Draft = { ...second, ...first };
  for (const [property, value] of Object.entries(second)) {
    if (Array.isArray(value) && Array.isArray(first[property])) result[property] = united(first[property], value);
  }
  const refs = asList(result.object_marking_refs).filter((ref) => typeof ref === 'string');
  if (refs.length > 0) result.object_marking_refs = narrowestTlp(refs);
  return { ...result, type: first.type, id: first.id };
}

function united(first: readonly JsonValue[], second: readonly JsonValue[]): JsonValue[] {
  const texts = new Set(first.map((member) => JSON.stringify(member)));
  return [...first, ...second.filter((member) => !texts.has(JSON.stringify(member)))];
}
