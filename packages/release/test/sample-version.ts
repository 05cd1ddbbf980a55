import type { JsonObject } from '@entente/stix';
import { evaluate } from '../src/evaluate.ts';
import { readPartTerms, readTerms } from '../src/read-terms.ts';
import type { ReleasedVersion } from '../src/renditions.ts';
import type { Terms } from '../src/terms.ts';
import type { MarkingShelf } from './sample-markings.ts';
import { identity, roster, who } from './sample-roster.ts';

export const context = { roster, audienceOf: (terms: Terms) => evaluate(terms, { roster }) };

/** A report of charlie's with a summary for many and details for few. */
export const report = {
  type: 'report',
  spec_version: '2.1',
  id: 'report--00000000-0000-4000-8000-000000000001',
  created_by_ref: identity(who.charlie),
  created: '2026-01-01T00:00:00.000Z',
  modified: '2026-01-01T00:00:00.000Z',
  name: 'A title',
  description: 'A summary',
  published: '2026-01-01T00:00:00Z',
  object_refs: [indicator(1)],
} as const satisfies JsonObject;

export function indicator(number: number): string {
  return `indicator--00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
}

/** Charlie's version of an object, published to a collection that all may read. */
export function versionOf(
  object: JsonObject,
  shelf: MarkingShelf,
  rest: Partial<ReleasedVersion> = {},
): ReleasedVersion {
  const reading = {
    owner: who.charlie,
    lookupMarking: shelf.lookup,
    readers: { collection: 1, at: 'all' as const },
  };
  const terms = readTerms(object, reading);
  return {
    text: JSON.stringify(object),
    object,
    terms,
    parts: readPartTerms(object, terms, reading),
    targetTerms: () => undefined,
    thirdParty: false,
    sayWithheld: false,
    ...rest,
  };
}
