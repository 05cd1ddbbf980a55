import assert from 'node:assert/strict';
import { test } from 'node:test';
import { validateObject } from '@entente/stix';
import fc from 'fast-check';
import { isList, selectorsOf, targets, type Written } from '../test/arbitrary-object.ts';
import { arbitraryRoster } from '../test/arbitrary-roster.ts';
import { now } from '../test/arbitrary-terms.ts';
import { arbitraryMarkedObject, build, owner } from '../test/arbitrary-version.ts';
import { at, leave, readWritten } from '../test/read-written.ts';
import { contextOf, scalarsAt, seenByEach } from '../test/seen-by.ts';
import { evaluate } from './evaluate.ts';
import { makeRenditions, type ReleasedVersion } from './renditions.ts';
import type { Roster } from './roster.ts';
import { evaluateRendition } from './visibility.ts';

const runs = { numRuns: 300 };

const make = (version: ReleasedVersion, roster: Roster) => makeRenditions(version, contextOf(roster));

test('nobody sees a value that some marking on it, or around it, withholds from him', () => {
  fc.assert(
    fc.property(arbitraryRoster, arbitraryMarkedObject, (roster, marked) => {
      const { version } = build(marked);
      const { audienceOf } = contextOf(roster);
      const own = roster.ownSide.get(owner);
      for (const { text, audience } of make(version, roster).renditions) {
        const scalars = new Set(scalarsAt(readWritten(text)));
        for (const viewer of audience.list()) {
          assert.ok(audienceOf(version.terms).has(viewer));
          if (own?.has(viewer)) continue;
          for (const { path, terms } of version.parts) {
            if (audienceOf(terms).has(viewer) || path[0] === 'object_refs' || path.at(-1) === 'x_link_ref') continue;
            for (const scalar of scalarsAt(at(marked.object, path))) {
              if (!targets.includes(JSON.parse(scalar))) assert.ok(!scalars.has(scalar), `${viewer} sees ${scalar}`);
            }
          }
          for (const [id, terms] of marked.targetTerms) {
            const maySee = terms.some((each) => audienceOf(each).has(viewer));
            if (!maySee) assert.ok(!scalars.has(JSON.stringify(id)), `${viewer} sees ${id}`);
          }
        }
      }
    }),
    runs,
  );
});

test('nobody gets two renditions, and whoever may have the object gets one or is in a warning that says why not', () => {
  fc.assert(
    fc.property(arbitraryRoster, arbitraryMarkedObject, (roster, marked) => {
      const { version } = build(marked);
      const { renditions, warnings } = make(version, roster);
      const notMade = warnings.filter(({ code }) => code !== 'reference-withheld');
      const groups = [...renditions, ...notMade].map(({ audience }) => audience.list());
      const all = groups.flat();
      assert.equal(new Set(all).size, all.length);
      assert.deepEqual(
        all.toSorted((a, b) => a - b),
        evaluate(version.terms, { roster, now }).list(),
      );
    }),
    runs,
  );
});

test('every rendition is valid, and what is not withheld is in it unchanged and in its place', () => {
  fc.assert(
    fc.property(arbitraryRoster, arbitraryMarkedObject, (roster, marked) => {
      const { version } = build(marked);
      const full = readWritten(version.text);
      for (const { text, withheld } of make(version, roster).renditions) {
        if (withheld.length > 0) assert.deepEqual(validateObject(JSON.parse(text)), []);
        const { granular_markings: left, object_refs: references, ...rest } = asObject(readWritten(text));
        const expected = asObject(leave(full, new Set(withheld)) ?? {});
        const { granular_markings: _, object_refs: expectedReferences, ...expectedRest } = expected;
        assert.deepEqual(rest, expectedRest);
        assert.deepEqual(references, expectedReferences ?? [JSON.stringify(version.object.created_by_ref)]);
        assertSameMarkings(full, left, text, withheld);
      }
    }),
    runs,
  );
});

/** Each marking still selects what it selected, unless that is withheld. */
function assertSameMarkings(full: Written, left: Written | undefined, text: string, withheld: readonly string[]) {
  const gone = new Set(withheld);
  const before = markedScalars(full, asObject(full).granular_markings, gone);
  assert.deepEqual(markedScalars(readWritten(text), left, new Set()), before);
}

/** Pairs of marking and what it selects, of which something is left, emptied `object_refs` aside. */
function markedScalars(object: Written, markings: Written | undefined, gone: ReadonlySet<string>): string[] {
  const rest = leave(object, gone);
  return ((markings ?? []) as { marking_ref: string; selectors: string[] }[]).flatMap(({ marking_ref, selectors }) =>
    selectors.flatMap((quoted) => {
      const selector: string = JSON.parse(quoted);
      if (selector.startsWith('object_refs')) return [];
      const path = selector.split('.').map((step) => (step.startsWith('[') ? Number(step.slice(1, -1)) : step));
      const isGone = path.some((_, depth) =>
        gone.has(
          selector
            .split('.')
            .slice(0, depth + 1)
            .join('.'),
        ),
      );
      const kept = isGone ? undefined : leave(at(object, path) as Written, gone, path);
      return kept === undefined || rest === undefined ? [] : [`${marking_ref} ${JSON.stringify(kept)}`];
    }),
  );
}

test('the owner has the exact text, and so has whoever may see all of it', () => {
  fc.assert(
    fc.property(arbitraryRoster, arbitraryMarkedObject, (roster, marked) => {
      const { version } = build(marked);
      const first = make(version, roster).renditions[0];
      assert.equal(first?.text, version.text);
      assert.ok(roster.ownSide.get(owner)?.isSubsetOf(first.audience));
    }),
    runs,
  );
});

test('a reference of whose target its owner may see nothing is never touched', () => {
  fc.assert(
    fc.property(arbitraryRoster, arbitraryMarkedObject, (roster, marked) => {
      const { version } = build({ ...marked, targetTerms: new Map(), granular: [] });
      const { renditions } = make(version, roster);
      assert.deepEqual(
        renditions.map(({ text }) => text),
        [version.text],
      );
    }),
    runs,
  );
});

test('the terms of a rendition evaluate to its audience', () => {
  fc.assert(
    fc.property(arbitraryRoster, arbitraryMarkedObject, (roster, marked) => {
      for (const { audience, terms } of make(build(marked).version, roster).renditions) {
        const read = JSON.parse(JSON.stringify(terms));
        assert.equal(evaluateRendition(read, contextOf(roster)).key, audience.key);
      }
    }),
    runs,
  );
});

test('the order of markings does not matter', () => {
  fc.assert(
    fc.property(arbitraryRoster, arbitraryMarkedObject, (roster, marked) => {
      const shuffled = { ...marked, markings: marked.markings.toReversed(), granular: marked.granular.toReversed() };
      assert.deepEqual(seenByEach(build(shuffled).version, roster), seenByEach(build(marked).version, roster));
    }),
    runs,
  );
});

test('observables and third-party objects are released whole or not at all', () => {
  fc.assert(
    fc.property(arbitraryRoster, arbitraryMarkedObject, (roster, marked) => {
      const { version } = build(marked, { thirdParty: true });
      const own = build(marked).version;
      const whole = make(version, roster);
      assert.deepEqual(
        whole.renditions.map(({ text }) => text),
        [version.text],
      );
      assert.equal(whole.renditions[0]?.audience.key, make(own, roster).renditions[0]?.audience.key);
    }),
    runs,
  );
});

function asObject(value: Written): { readonly [key: string]: Written } {
  assert.ok(typeof value === 'object' && !isList(value));
  return value;
}

test('the arbitrary objects are valid, and are divided often enough to prove anything', () => {
  const samples = fc.sample(fc.tuple(arbitraryRoster, arbitraryMarkedObject), { numRuns: 300, seed: 1 });
  const outcomes = samples.map(([roster, marked]) => {
    const { version } = build(marked);
    assert.deepEqual(validateObject(version.object), []);
    assert.ok(selectorsOf(marked.object).length > 8);
    return make(version, roster);
  });
  assert.ok(outcomes.filter(({ renditions }) => renditions.length > 1).length > 60);
  assert.ok(outcomes.filter(({ renditions }) => renditions.length > 3).length > 10);
  assert.ok(outcomes.filter(({ warnings }) => warnings.some(({ code }) => code === 'rendition-not-made')).length > 30);
});
