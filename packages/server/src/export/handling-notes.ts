import { randomUUID } from 'node:crypto';
import { type StixObject, tlpMarkings } from '@entente/stix';
import { dutiesOf } from '../terms/duties.ts';
import type { TermsStore } from '../terms/terms-store.ts';
import { handlingUnder } from './handling-under.ts';

/** An object that is exported, and the terms under which its reader has it. */
export type Exported = { readonly id: string; readonly terms: number };

/**
 * Notes that say how these objects must be treated, one for all that have the same duties and level: a release marking,
 * which says it, is its author's alone, and an object leaves as exactly the bytes that came. They have no author.
 */
export function handlingNotes(terms: TermsStore, objects: readonly Exported[], now: string): StixObject[] {
  const together = Map.groupBy(objects, (each) =>
    JSON.stringify([terms.facts(each.terms).tlp ?? null, dutiesOf(handlingUnder(terms, each.terms))]),
  );
  return [...together].flatMap(([key, theirs]): StixObject[] => {
    const [level, duties] = JSON.parse(key) as [string | null, string[]];
    if (duties.length === 0) return [];
    const marking = [...tlpMarkings.values()].find((each) => each.version === 2 && each.level === level);
    return [
      {
        type: 'note',
        spec_version: '2.1',
        id: `note--${randomUUID()}`,
        created: now,
        modified: now,
        abstract: 'Handling',
        content: duties.join(' '),
        labels: ['handling'],
        object_refs: [...new Set(theirs.map(({ id }) => id))],
        ...(marking === undefined ? {} : { object_marking_refs: [marking.definition.id] }),
      },
    ];
  });
}
