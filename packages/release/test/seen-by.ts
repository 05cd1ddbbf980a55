import { evaluate } from '../src/evaluate.ts';
import { makeRenditions, type ReleasedVersion } from '../src/renditions.ts';
import type { PrincipalId, Roster } from '../src/roster.ts';
import type { Terms } from '../src/terms.ts';
import { isList, type Written } from './arbitrary-object.ts';
import { now } from './arbitrary-terms.ts';
import { readWritten } from './read-written.ts';

/** What renditions are made with: all of a roster, at `now`. */
export const contextOf = (roster: Roster) => ({
  roster,
  audienceOf: (terms: Terms) => evaluate(terms, { roster, now }),
});

/** For each principal with a rendition: the scalar texts that it sees, markings aside. */
export function seenByEach(version: ReleasedVersion, roster: Roster): Map<PrincipalId, ReadonlySet<string>> {
  const seen = makeRenditions(version, contextOf(roster)).renditions.flatMap(({ text, audience }) => {
    const {
      granular_markings: _,
      object_marking_refs: __,
      ...content
    } = readWritten(text) as { [key: string]: Written };
    return audience.list().map((viewer) => [viewer, new Set(scalarsAt(content).sort())] as const);
  });
  return new Map(seen.sort(([a], [b]) => a - b));
}

/** The scalar texts at and below a place. */
export function scalarsAt(value: Written | undefined): string[] {
  if (value === undefined) return [];
  if (typeof value === 'string') return [value];
  return (isList(value) ? value : Object.values(value)).flatMap(scalarsAt);
}
