import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  createRoster,
  evaluate,
  type ReleaseMarking,
  readTerms,
  type Tlp,
  writeReleaseMarking,
} from '@entente/release';
import { type JsonObject, type StixObject, tlpMarkings } from '@entente/stix';
import fc from 'fast-check';
import { markingsOf, termsOfObject, withMarkingResolved } from './object-terms.ts';

const members = [1, 2, 3, 4, 5];
const identity = (member: number): string => `identity--00000000-0000-4000-8000-00000000000${member}`;
const roster = createRoster(
  members.map((id) => ({ id, kind: 'member', identity: identity(id), member: id, active: true })),
);
const owner = 1;
const context = { roster, now: '2026-01-01T00:00:00.000Z' };

const markingIds = ['a', 'b'].map((each) => `marking-definition--00000000-0000-4000-8000-00000000000${each}`);
const someMembers = fc.subarray(members.map(identity), { minLength: 1 });
const release: fc.Arbitrary<ReleaseMarking> = fc.record(
  { to: someMembers, not: someMembers, handling: fc.constantFrom({}, { notBefore: '2099-01-01T00:00:00.000Z' }) },
  { requiredKeys: [] },
);
const definition = (id: string) =>
  fc.oneof(
    release.map((says) => writeReleaseMarking(says, { id, created: context.now, createdBy: identity(owner) })),
    fc.constant<JsonObject>({ type: 'marking-definition', id, definition_type: 'statement', definition: {} }),
    fc.constant<JsonObject>({ type: 'marking-definition', id, definition_type: 'unheard-of', definition: {} }),
  );
const tlpIds = [...tlpMarkings.keys()];
const marks = fc.subarray([...tlpIds, ...markingIds], { maxLength: 3 });
const levels: readonly (Tlp | undefined)[] = [undefined, 'green', 'amber'];

test('terms that waited for a marking become what they would have been, had it been known', () => {
  fc.assert(
    fc.property(
      fc.tuple(...markingIds.map(definition)),
      fc.shuffledSubarray(markingIds),
      marks,
      marks,
      fc.constantFrom(...levels),
      fc.oneof(fc.constant('all' as const), fc.subarray(members)),
      (definitions, arriving, whole, part, unmarked, at) => {
        const known = new Map<string, JsonObject>();
        const reading = {
          owner,
          lookupMarking: (id: string) => known.get(id),
          readers: { collection: 1, at },
          ...(unmarked && { unmarked }),
        };
        const object = {
          type: 'note',
          object_marking_refs: whole,
          ...(part.length > 0 && {
            granular_markings: part.map((marking_ref) => ({ marking_ref, selectors: ['content'] })),
          }),
        } as unknown as StixObject;

        let waiting = termsOfObject(object, reading, 'by-markings');
        for (const id of arriving) {
          known.set(id, definitions[markingIds.indexOf(id)] as JsonObject);
          const says = readTerms({ object_marking_refs: [id] }, { owner, lookupMarking: reading.lookupMarking });
          waiting = withMarkingResolved(waiting, id, says);
        }
        const atOnce = termsOfObject(object, reading, 'by-markings');
        assert.equal(evaluate(waiting, context).key, evaluate(atOnce, context).key);
        assert.equal(evaluate(markingsOf(waiting), context).key, evaluate(markingsOf(atOnce), context).key);
      },
    ),
    { numRuns: 1000 },
  );
});
