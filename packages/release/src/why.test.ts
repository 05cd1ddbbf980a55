import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseSelector } from '@entente/stix';
import fc from 'fast-check';
import { selectorsOf } from '../test/arbitrary-object.ts';
import { arbitraryRoster } from '../test/arbitrary-roster.ts';
import { now } from '../test/arbitrary-terms.ts';
import { arbitraryMarkedObject, build } from '../test/arbitrary-version.ts';
import { isLeft, readWritten } from '../test/read-written.ts';
import { MarkingShelf, tlp } from '../test/sample-markings.ts';
import { groups, identity, roster, stranger, who } from '../test/sample-roster.ts';
import { indicator, report, versionOf } from '../test/sample-version.ts';
import { contextOf } from '../test/seen-by.ts';
import { makeRenditions } from './renditions.ts';
import { intersectTerms } from './terms.ts';
import { type Question, why } from './why.ts';

const shelf = new MarkingShelf();
const toWest = shelf.release({ to: [identity(groups.west)] });
const notAlpha = shelf.release({ to: [identity(who.alpha), identity(who.bravo)], not: [identity(groups.west)] });

function ask(viewer: number, markings: readonly string[], rest: Partial<Question> = {}, object = {}) {
  const version = versionOf({ ...report, object_marking_refs: markings, ...object }, shelf);
  return why({ viewer, version, lookupMarking: shelf.lookup, ...rest }, { roster, now });
}

/** The one reason against. */
function against(viewer: number, markings: readonly string[], rest: Partial<Question> = {}, object = {}) {
  const { sees, reasons } = ask(viewer, markings, rest, object);
  assert.equal(sees, 'nothing');
  assert.equal(reasons.length, 1, JSON.stringify(reasons));
  return reasons[0];
}

test('names the owner', () => {
  const reasons = [{ admits: true, rule: { kind: 'owner' }, markings: [] }];
  assert.deepEqual(ask(who.charlie, []), { sees: 'everything', reasons });
});

test('names what is missing or not understood', () => {
  assert.deepEqual(against(who.alpha, []), {
    admits: false,
    rule: { kind: 'closed', reason: 'unmarked' },
    markings: [],
  });
  const pap = shelf.add({ type: 'marking-definition', definition_type: 'pap' });
  const reason = `unknown-marking:${pap}`;
  assert.deepEqual(against(who.alpha, [tlp.green, pap]), {
    admits: false,
    rule: { kind: 'closed', reason },
    markings: [pap],
  });
});

test('names who is not there any more', () => {
  for (const viewer of [who.delta, who.deltaBorder, who.bruno, 4711]) {
    assert.deepEqual(against(viewer, [tlp.clear])?.rule, { kind: 'not-active' });
  }
});

test('names the list, and the groups and the membership through which it speaks of the viewer', () => {
  const { sees, reasons } = ask(who.bela, [tlp.amber, toWest]);
  assert.equal(sees, 'everything');
  assert.deepEqual(reasons[0], {
    admits: true,
    rule: { kind: 'list', list: [identity(groups.west)], tlp: 'amber' },
    markings: [tlp.amber, toWest],
    membership: { through: [identity(groups.west), identity(groups.east), identity(who.bravo)], as: 'person' },
  });
  const outside = shelf.release({ to: [identity(who.bravo)] });
  assert.deepEqual(against(who.alpha, [tlp.amber, outside]), {
    admits: false,
    rule: { kind: 'list', list: [identity(who.bravo)], tlp: 'amber' },
    markings: [tlp.amber, outside],
  });
});

test('tells who is not on the list from whom the level does not reach', () => {
  const reason = against(who.alphaCustoms, [tlp.strict, toWest]);
  assert.deepEqual(reason?.rule, { kind: 'list', list: [identity(groups.west)], tlp: 'amber+strict' });
  assert.deepEqual(reason?.membership, { through: [identity(groups.west), identity(who.alpha)], as: 'unit' });
});

test('names the exclusion and whom of it that concerns', () => {
  const known = shelf.release({ not: [identity(who.bravo), identity(who.alpha)] });
  assert.deepEqual(against(who.ana, [tlp.green, known]), {
    admits: false,
    rule: { kind: 'exclusion', list: [identity(who.alpha)] },
    markings: [known],
    membership: { through: [identity(who.alpha)], as: 'person' },
  });
  const others = shelf.release({ not: [identity(who.alpha)] });
  assert.ok(ask(who.bela, [tlp.green, others]).reasons.every(({ rule }) => rule.kind !== 'exclusion'));
  const unknown = ask(who.bravo, [tlp.green, notAlpha]).reasons.find(({ rule }) => rule.kind === 'unknown-exclusion');
  assert.deepEqual(unknown?.rule, { kind: 'unknown-exclusion', ids: [stranger] });
  assert.deepEqual(unknown?.markings, [notAlpha]);
});

test('names the readers and the date', () => {
  const version = { ...versionOf({ ...report, object_marking_refs: [tlp.clear] }, shelf) };
  const question = { viewer: who.bravo, version, lookupMarking: shelf.lookup };
  const { reasons } = why(question, { roster, now, collectionReaders: () => [who.alpha] });
  assert.deepEqual(reasons, [{ admits: false, rule: { kind: 'readers', collection: 1, when: 'now' }, markings: [] }]);
  const embargo = shelf.release({ handling: { notBefore: '2027-01-01T00:00:00Z' } });
  assert.deepEqual(against(who.bravo, [tlp.clear, embargo]), {
    admits: false,
    rule: { kind: 'date', date: 'not-before', at: '2027-01-01T00:00:00Z' },
    markings: [embargo],
  });
});

test('names the marking of the newest version that narrows this one', () => {
  const old = versionOf({ ...report, object_marking_refs: [tlp.green] }, shelf);
  const newest = { ...report, object_marking_refs: [tlp.red] };
  const version = { ...old, terms: intersectTerms(old.terms, versionOf(newest, shelf).terms) };
  const { sees, reasons } = why({ viewer: who.alpha, version, newest, lookupMarking: shelf.lookup }, { roster, now });
  assert.equal(sees, 'nothing');
  assert.deepEqual(reasons, [
    { admits: false, rule: { kind: 'readers-as-list', tlp: 'red', collection: 1 }, markings: [tlp.red] },
  ]);
});

test('names the marking of a part, for the part, what lies in it and what it lies in', () => {
  const granular_markings = [{ marking_ref: tlp.red, selectors: ['external_references.[0]'] }];
  const object = {
    external_references: ['a', 'b'].map((source_name) => ({ source_name, external_id: '1' })),
    granular_markings,
  };
  const rule = { kind: 'readers-as-list', tlp: 'red', collection: 1 };
  const reason = { admits: false, rule, markings: [tlp.red], selector: 'external_references.[0]' };
  for (const property of ['external_references.[0]', 'external_references.[0].source_name']) {
    assert.deepEqual(against(who.alpha, [tlp.green], { property }, object), reason);
  }
  const around = ask(who.alpha, [tlp.green], { property: 'external_references' }, object);
  assert.equal(around.sees, 'some');
  assert.deepEqual(
    around.reasons.filter(({ admits }) => !admits),
    [reason],
  );
  assert.equal(ask(who.alpha, [tlp.green], {}, object).sees, 'some');
  assert.equal(ask(who.alpha, [tlp.green], { property: 'name' }, object).sees, 'everything');
  assert.equal(ask(who.abel, [tlp.green], { property: 'external_references' }, object).sees, 'everything');
});

test('names the reference and, where nothing is left to show, the rule that this would break', () => {
  const relationship = {
    type: 'relationship',
    id: 'relationship--00000000-0000-4000-8000-000000000001',
    relationship_type: 'indicates',
    source_ref: indicator(2),
    target_ref: indicator(3),
  };
  const object = { ...report, ...relationship, object_marking_refs: [tlp.green] };
  const targetTerms = (id: string) => (id === indicator(2) ? [{ owner: who.charlie }] : undefined);
  const version = versionOf(object, shelf, { targetTerms });
  const { sees, reasons } = why({ viewer: who.alpha, version, lookupMarking: shelf.lookup }, { roster, now });
  assert.equal(sees, 'nothing');
  const [rendition, reference] = reasons;
  assert.ok(rendition?.rule.kind === 'rendition' && rendition.rule.code === 'rendition-not-made');
  assert.deepEqual(
    rendition.rule.refusals.map(({ path }) => path),
    ['source_ref'],
  );
  assert.deepEqual(reference, {
    admits: false,
    rule: { kind: 'reference', id: indicator(2) },
    markings: [],
    selector: 'source_ref',
  });
});

test('names the node that may not carry it', () => {
  const version = versionOf({ ...report, object_marking_refs: [tlp.strict, toWest] }, shelf);
  const node = { name: 'The node of charlie', operator: who.bravo, allowed: false };
  const question = { viewer: who.alpha, version, lookupMarking: shelf.lookup };
  assert.equal(why({ ...question, node }, { roster, now }).sees, 'everything');
  const elsewhere = { ...node, operator: who.delta };
  assert.deepEqual(why({ ...question, node: elsewhere }, { roster, now }).reasons, [
    { admits: false, rule: { kind: 'node', name: node.name, because: 'level' }, markings: [] },
  ]);
});

test('agrees with the renditions about everybody and every property, and always has a reason', () => {
  fc.assert(
    fc.property(arbitraryRoster, arbitraryMarkedObject, (fullRoster, marked) => {
      const { version, context } = build(marked);
      const { renditions } = makeRenditions(version, contextOf(fullRoster));
      const full = readWritten(version.text);
      const own = fullRoster.ownSide.get(version.terms.owner);
      for (const viewer of fullRoster.principals.keys()) {
        const question = { viewer, version, lookupMarking: context.lookupMarking };
        const { sees, reasons } = why(question, { roster: fullRoster, now });
        const rendition = renditions.find(({ audience }) => audience.has(viewer));
        const expected = rendition === undefined ? 'nothing' : rendition.withheld.length > 0 ? 'some' : 'everything';
        assert.equal(sees, expected);
        assert.equal(
          reasons.some(({ admits }) => !admits),
          sees !== 'everything',
        );
        if (rendition === undefined || own?.has(viewer)) continue;
        const withheld = new Set(rendition.withheld);
        for (const property of selectorsOf(marked.object)) {
          const answer = why({ ...question, property }, { roster: fullRoster, now });
          const isThere = isLeft(full, parseSelector(property) ?? [], withheld);
          assert.equal(answer.sees !== 'nothing', isThere, property);
          assert.equal(
            answer.reasons.some(({ admits }) => !admits),
            answer.sees !== 'everything',
          );
        }
      }
    }),
    { numRuns: 60 },
  );
});
