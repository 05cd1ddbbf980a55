import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { arbitraryList, arbitraryRoster, nameable } from '../test/arbitrary-roster.ts';
import { now } from '../test/arbitrary-terms.ts';
import {
  arbitraryMarkedObject,
  arbitraryMarking,
  build,
  type MarkedObject,
  type Marking,
  owner,
} from '../test/arbitrary-version.ts';
import type { tlp } from '../test/sample-markings.ts';
import { seenByEach } from '../test/seen-by.ts';
import { evaluate } from './evaluate.ts';
import { membershipIn } from './membership.ts';
import { reachBack } from './reach-back.ts';
import type { ReleasedVersion } from './renditions.ts';
import type { PrincipalId, Roster } from './roster.ts';
import { intersectTerms } from './terms.ts';

const runs = { numRuns: 500 };
const widestFirst: readonly (keyof typeof tlp)[] = ['white1', 'clear', 'green', 'amber', 'strict', 'red'];

type Seen = ReadonlyMap<PrincipalId, ReadonlySet<string>>;

/** Fails if anybody sees in `narrow` what he does not see in `wide`. */
function assertNoWider(narrow: Seen, wide: Seen, except: (viewer: PrincipalId) => boolean = () => false) {
  for (const [viewer, seen] of narrow) {
    if (except(viewer)) continue;
    const before = wide.get(viewer);
    assert.ok(before, `${viewer} sees the object only after it was narrowed`);
    for (const scalar of seen) assert.ok(before.has(scalar), `${viewer} sees ${scalar} only after it was narrowed`);
  }
}

/** With no TLP and no list an object is unmarked, and the first marking that decides opens it. */
const isMarked = ({ markings }: MarkedObject) => markings.some((marking) => 'tlp' in marking || hasList(marking));
const hasList = (marking: Marking) => 'release' in marking && marking.release.to !== undefined;

const place = fc.option(fc.nat({ max: 3 }));

test('adding a marking never widens, but for units and persons that the first list names themselves', () => {
  const marked = arbitraryMarkedObject.filter(isMarked);
  fc.assert(
    fc.property(arbitraryRoster, marked, arbitraryMarking, place, (roster, before, marking, part) => {
      const selectors = before.granular[part ?? before.granular.length]?.selectors;
      const after: MarkedObject =
        selectors === undefined
          ? { ...before, markings: [...before.markings, marking] }
          : { ...before, granular: [...before.granular, { marking, selectors }] };
      // AMBER and narrower without a list mean the readers; a list says instead whom, and can name whoever it wants.
      const isNamed = (viewer: PrincipalId) => hasList(marking) && isNamedItself(marking, viewer, roster);
      assertNoWider(seenByEach(build(after).version, roster), seenByEach(build(before).version, roster), isNamed);
    }),
    runs,
  );
});

function isNamedItself(marking: Marking, viewer: PrincipalId, roster: Roster): boolean {
  const list = 'release' in marking ? (marking.release.to ?? []) : [];
  return nameable.some((id) => {
    const named = roster.principals.get(roster.byIdentity.get(id) ?? 0);
    return (
      named !== undefined &&
      named.kind !== 'member' &&
      list.some((listed) => isListed(listed, id, roster)) &&
      membershipIn([id], viewer, roster) !== undefined
    );
  });
}

function isListed(listed: string, id: string, roster: Roster, seen: readonly string[] = []): boolean {
  if (listed === id) return true;
  if (seen.includes(listed)) return false;
  const members = roster.groups.get(listed)?.members ?? [];
  return members.some((member) => isListed(member, id, roster, [...seen, listed]));
}

test('adding a marking to one with a list, or one without a list, never widens for anybody', () => {
  const listed = arbitraryMarkedObject
    .filter(({ markings }) => markings.some(hasList))
    .map((marked) => ({ ...marked, granular: [] }));
  fc.assert(
    fc.property(arbitraryRoster, listed, arbitraryMarking, (roster, before, marking) => {
      const after = { ...before, markings: [...before.markings, marking] };
      assertNoWider(seenByEach(build(after).version, roster), seenByEach(build(before).version, roster));
    }),
    runs,
  );
  const withoutList = arbitraryMarking.filter((marking) => !hasList(marking));
  fc.assert(
    fc.property(arbitraryRoster, arbitraryMarkedObject.filter(isMarked), withoutList, (roster, before, marking) => {
      const after = { ...before, markings: [...before.markings, marking] };
      assertNoWider(seenByEach(build(after).version, roster), seenByEach(build(before).version, roster));
    }),
    runs,
  );
});

test('whom a marking excludes, himself, by his unit, his member or a group, sees nothing unless he owns it', () => {
  let excluded = 0;
  fc.assert(
    fc.property(arbitraryRoster, arbitraryMarkedObject, arbitraryList, (roster, object, not) => {
      const { version } = build({ ...object, markings: [...object.markings, { release: { not } }] });
      const named = withGroups(not, roster);
      excluded += named.size;
      for (const viewer of seenByEach(version, roster).keys()) {
        if (roster.ownSide.get(owner)?.has(viewer)) continue;
        for (const id of sidesOf(viewer, roster)) assert.ok(!named.has(id), `${viewer} is excluded by ${id}`);
      }
    }),
    runs,
  );
  assert.ok(excluded > runs.numRuns);
});

/** The ids of a list and of all that its groups hold, at any depth. */
function withGroups(list: readonly string[], roster: Roster): ReadonlySet<string> {
  const all = new Set(list);
  for (const id of all) for (const member of roster.groups.get(id)?.members ?? []) all.add(member);
  return all;
}

/** Identities of a principal, and of the unit and member that it is part of. */
function sidesOf(viewer: PrincipalId, { principals }: Roster): string[] {
  const { identity, member, unit } = principals.get(viewer) ?? {};
  return [identity, principals.get(unit ?? 0)?.identity, principals.get(member ?? 0)?.identity].flatMap(
    (each) => each ?? [],
  );
}

test('widening one marking never narrows anybody', () => {
  const choice = fc.record({ which: fc.nat(), steps: fc.integer({ min: 1, max: 5 }), also: arbitraryList });
  fc.assert(
    fc.property(arbitraryRoster, arbitraryMarkedObject, choice, (roster, before, { which, steps, also }) => {
      const all = [...before.markings, ...before.granular.map(({ marking }) => marking)];
      if (all.length === 0) return;
      const chosen = which % all.length;
      const widen = (marking: Marking, index: number) => (index === chosen ? widened(marking, steps, also) : marking);
      const after: MarkedObject = {
        ...before,
        markings: before.markings.map(widen),
        granular: before.granular.map(({ marking, selectors }, index) => ({
          marking: widen(marking, before.markings.length + index),
          selectors,
        })),
      };
      assertNoWider(seenByEach(build(before).version, roster), seenByEach(build(after).version, roster));
    }),
    runs,
  );
});

/** A wider level, a longer list of those who may, a shorter one of those who may not, no handling. */
function widened(marking: Marking, steps: number, also: readonly string[]): Marking {
  if ('tlp' in marking) return { tlp: widestFirst[Math.max(0, widestFirst.indexOf(marking.tlp) - steps)] ?? 'clear' };
  if (!('release' in marking)) return marking;
  const { to, not } = marking.release;
  return {
    release: { ...(to && { to: [...to, ...also] }), ...(not && { not: not.filter((id) => !also.includes(id)) }) },
  };
}

test('a newer version narrows all older ones, as a whole and in its parts', () => {
  fc.assert(
    fc.property(
      arbitraryRoster,
      arbitraryMarkedObject,
      arbitraryMarkedObject,
      fc.boolean(),
      (roster, one, other, same) => {
        const older = build(one);
        // The newest version has other markings on the same content, or other content of the same shape.
        const remarked = one.granular.map(({ marking, selectors }, index) => ({
          marking: other.granular[index]?.marking ?? marking,
          selectors,
        }));
        const newest = build(same ? { ...other, object: one.object, granular: remarked } : other);
        const narrowed: ReleasedVersion = {
          ...older.version,
          terms: intersectTerms(older.version.terms, newest.version.terms),
          parts: reachBack(older.version, newest.version),
        };
        const after = seenByEach(narrowed, roster);
        assertNoWider(after, seenByEach(older.version, roster));
        const allowed = evaluate(newest.version.terms, { roster, now });
        for (const viewer of after.keys()) assert.ok(allowed.has(viewer));
        // Of equal content nobody sees in the older version what the newest withholds.
        if (same) {
          assertNoWider(after, seenByEach({ ...newest.version, targetTerms: older.version.targetTerms }, roster));
        }
      },
    ),
    runs,
  );
});
