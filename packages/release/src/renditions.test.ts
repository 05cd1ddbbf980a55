import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MarkingShelf, tlp } from '../test/sample-markings.ts';
import { identity, roster, stranger, who } from '../test/sample-roster.ts';
import { context, indicator, report, versionOf } from '../test/sample-version.ts';
import { Audience } from './audience.ts';
import { evaluate } from './evaluate.ts';
import { makeRenditions, renditionLimit } from './renditions.ts';
import { createRoster, type Principal } from './roster.ts';
import type { Terms } from './terms.ts';

const shelf = new MarkingShelf();
const toAlpha = shelf.release({ to: [identity(who.alpha)] });
const toBravo = shelf.release({ to: [identity(who.bravo)] });
const green = { ...report, object_marking_refs: [tlp.green] };
const amberToAlpha: Terms = { owner: who.charlie, tlp: 'amber', to: [[identity(who.alpha)]] };

const part = (marking_ref: string, ...selectors: string[]) => ({ marking_ref, selectors });
const marked = (...granular_markings: ReturnType<typeof part>[]) => ({ ...green, granular_markings });
const names = (ids: readonly number[]) =>
  (Object.keys(who) as (keyof typeof who)[]).filter((name) => ids.includes(who[name])).sort();
const bravoSide = ['bela', 'boris', 'bravo', 'bravoBorder'];

test('an object without marked parts and references has one rendition, its own text', () => {
  const version = versionOf(green, shelf);
  const { renditions, warnings } = makeRenditions(version, context);
  assert.deepEqual(warnings, []);
  assert.equal(renditions.length, 1);
  assert.equal(renditions[0]?.text, version.text);
  assert.equal(renditions[0]?.audience.key, evaluate(version.terms, { roster }).key);
  assert.deepEqual(renditions[0]?.terms, { owner: who.charlie, all: [[version.terms]] });
});

test('a detail for one member leaves the others the summary', () => {
  const { renditions, warnings } = makeRenditions(versionOf(marked(part(toAlpha, 'description')), shelf), context);
  assert.deepEqual(warnings, []);
  assert.equal(renditions.length, 2);
  const [, summary] = renditions;
  assert.deepEqual(names(summary?.audience.list() ?? []), bravoSide);
  assert.deepEqual(summary?.withheld, ['description']);
  const { description: _, ...rest } = green;
  assert.deepEqual(JSON.parse(summary?.text ?? ''), rest);
});

test('two details for different members make a rendition for each, and one for who may see neither', () => {
  const version = versionOf(marked(part(toAlpha, 'description'), part(toBravo, 'labels')), shelf);
  const object = { ...version.object, labels: ['x'] };
  const { renditions } = makeRenditions(versionOf(object, shelf), context);
  assert.deepEqual(
    renditions.map(({ withheld, audience }) => [withheld, audience.has(who.alpha), audience.has(who.bravo)]),
    [
      [[], false, false],
      [['labels'], true, false],
      [['description'], false, true],
    ],
  );
});

test('for some alone: the author’s and those that are for one of them, as they are among all', () => {
  const version = versionOf(marked(part(toAlpha, 'description'), part(toBravo, 'name')), shelf);
  const labelled = versionOf({ ...version.object, labels: ['x'] }, shelf);
  const all = makeRenditions(labelled, context).renditions;
  for (const wanted of [who.alpha, who.bravo, who.charlie]) {
    const { renditions } = makeRenditions(labelled, context, Audience.of([wanted]));
    const expected = all.filter(({ audience }, place) => place === 0 || audience.has(wanted));
    assert.deepEqual(
      renditions.map(({ text, audience }) => [text, audience.key]),
      expected.map(({ text, audience }) => [text, audience.key]),
    );
  }
});

test('what lies in a withheld part divides nobody any more', () => {
  const toBela = shelf.release({ to: [identity(who.bela)] });
  const object = {
    ...marked(part(toAlpha, 'external_references'), part(toBela, 'external_references.[0].url')),
    external_references: [{ source_name: 'a', url: 'https://a.example', external_id: '1' }],
  };
  const { renditions } = makeRenditions(versionOf(object, shelf), context);
  const others = renditions.slice(1).map(({ audience }) => names(audience.list()));
  assert.deepEqual(
    others.filter((side) => side.includes('bravo')),
    [bravoSide],
  );
  assert.equal(others.length, 2);
});

test('without what every report must have there is no rendition, and the author is told whom that leaves with nothing', () => {
  const { renditions, warnings } = makeRenditions(versionOf(marked(part(toAlpha, 'name')), shelf), context);
  assert.equal(renditions.length, 1);
  assert.ok(!renditions[0]?.audience.has(who.bravo));
  assert.equal(warnings.length, 1);
  const [warning] = warnings;
  assert.ok(warning?.code === 'rendition-not-made');
  assert.deepEqual(names(warning.audience.list()), bravoSide);
  assert.deepEqual(warning.withheld, ['name']);
  assert.deepEqual(
    warning.refusals.map(({ path, rule }) => [path, rule]),
    [['name', 'missing-property']],
  );
});

test('what says whose an object is and who may have it is never withheld alone', () => {
  for (const selector of ['created_by_ref', 'object_marking_refs', 'object_marking_refs.[0]', 'modified', 'id']) {
    const { renditions, warnings } = makeRenditions(versionOf(marked(part(toAlpha, selector)), shelf), context);
    assert.equal(renditions.length, 1, selector);
    assert.deepEqual(
      warnings.map(({ code }) => code),
      ['rendition-not-made'],
      selector,
    );
  }
});

test('a part that cannot stand without what is withheld goes with it', () => {
  const object = {
    ...marked(part(toAlpha, 'external_references.[0].source_name')),
    external_references: [
      { source_name: 'a', url: 'https://a.example' },
      { source_name: 'b', url: 'https://b.example' },
    ],
  };
  const [, other] = makeRenditions(versionOf(object, shelf), context).renditions;
  assert.deepEqual(JSON.parse(other?.text ?? '').external_references, [object.external_references[1]]);
  assert.deepEqual(other?.withheld, ['external_references.[0].source_name', 'external_references.[0]']);
  const place = {
    ...object,
    type: 'location',
    id: 'location--00000000-0000-4000-8000-000000000001',
    country: 'FR',
    latitude: 1.5,
    longitude: 2.5,
    granular_markings: [part(toAlpha, 'longitude')],
  };
  const [, area] = makeRenditions(versionOf(place, shelf), context).renditions;
  assert.deepEqual(area?.withheld, ['longitude', 'latitude']);
});

test('references that others may not see are withheld, and the author is told of how many', () => {
  const object = { ...green, object_refs: [indicator(1), indicator(2), indicator(3)] };
  const targetTerms = (id: string) => (id === indicator(2) ? [amberToAlpha] : undefined);
  const { renditions, warnings } = makeRenditions(versionOf(object, shelf, { targetTerms }), context);
  const bravo = renditions.find(({ audience }) => audience.has(who.bravo));
  assert.deepEqual(JSON.parse(bravo?.text ?? '').object_refs, [indicator(1), indicator(3)]);
  const [warning] = warnings;
  assert.ok(warning?.code === 'reference-withheld');
  assert.deepEqual([warning.reference, warning.selector], [indicator(2), 'object_refs.[1]']);
  assert.deepEqual(names(warning.audience.list()), ['alphaTown', ...bravoSide]);
});

test('a target that any owner shows a viewer is no secret from it', () => {
  const targetTerms = () => [amberToAlpha, { owner: who.bravo, tlp: 'green', to: [[identity(who.bravo)]] } as const];
  const { renditions } = makeRenditions(versionOf(green, shelf, { targetTerms }), context);
  const bravo = renditions.find(({ audience }) => audience.has(who.bravo));
  assert.deepEqual(JSON.parse(bravo?.text ?? '').object_refs, report.object_refs);
});

test('where no reference is left that a report must have, it refers to its originator', () => {
  const { renditions } = makeRenditions(versionOf(green, shelf, { targetTerms: () => [amberToAlpha] }), context);
  const bravo = renditions.find(({ audience }) => audience.has(who.bravo));
  assert.deepEqual(JSON.parse(bravo?.text ?? '').object_refs, [identity(who.charlie)]);
});

test('a relationship is for those who may see both its ends', () => {
  const relationship = {
    ...green,
    type: 'relationship',
    id: 'relationship--00000000-0000-4000-8000-000000000001',
    relationship_type: 'indicates',
    source_ref: indicator(1),
    target_ref: 'malware--00000000-0000-4000-8000-000000000001',
  };
  const targetTerms = (id: string) => (id === indicator(1) ? [amberToAlpha] : undefined);
  const { renditions, warnings } = makeRenditions(versionOf(relationship, shelf, { targetTerms }), context);
  assert.equal(renditions.length, 1);
  assert.ok(renditions[0]?.audience.has(who.alpha));
  assert.ok(!renditions[0]?.audience.has(who.bravo));
  assert.ok(warnings.some(({ code, audience }) => code === 'rendition-not-made' && audience.has(who.bravo)));
});

test('members, markings and what the object says of itself are named to everybody', () => {
  const object = {
    ...green,
    created_by_ref: stranger,
    object_refs: [identity(who.alpha), report.id, indicator(1)],
    x_self_ref: report.id,
    x_marking_ref: toAlpha,
    x_seen_by_ref: identity(who.ana),
  };
  const asked: string[] = [];
  const targetTerms = (id: string) => {
    asked.push(id);
    return undefined;
  };
  makeRenditions(versionOf(object, shelf, { targetTerms }), context);
  assert.deepEqual(asked, [indicator(1), identity(who.ana)]);
});

test('observables and third-party objects are for those who may see all of them', () => {
  const address = {
    type: 'ipv4-addr',
    spec_version: '2.1',
    id: 'ipv4-addr--00000000-0000-4000-8000-000000000001',
    value: '192.0.2.1',
    x_note: 'why',
    object_marking_refs: [tlp.green],
    granular_markings: [part(toAlpha, 'x_note')],
  };
  const versions = [
    versionOf(address, shelf),
    versionOf({ ...address, type: 'x-observable' }, shelf),
    versionOf(marked(part(toAlpha, 'description')), shelf, { thirdParty: true }),
  ];
  for (const version of versions) {
    const { renditions, warnings } = makeRenditions(version, context);
    assert.deepEqual(
      renditions.map(({ text }) => text),
      [version.text],
    );
    assert.deepEqual(
      warnings.map(({ code }) => code),
      ['whole-or-nothing'],
    );
    assert.deepEqual(names(warnings[0]?.audience.list() ?? []), bravoSide);
  }
});

test('on request a rendition says that something is withheld, and the full one does not', () => {
  const { renditions } = makeRenditions(
    versionOf(marked(part(toAlpha, 'description')), shelf, { sayWithheld: true }),
    context,
  );
  const [full, other] = renditions.map(({ text }) => JSON.parse(text).extensions);
  assert.equal(full, undefined);
  assert.deepEqual(Object.values(other), [{ extension_type: 'property-extension', withheld: true }]);
});

/** Forty members that each may see the labels from the first to its own. */
function staircase(steps: number) {
  const members = Array.from({ length: 40 }, (_, index): Principal => {
    const id = index + 1;
    return { id, kind: 'member', identity: identity(id), member: id, active: true };
  });
  const many = createRoster(members);
  const labels = Array.from({ length: steps }, (_, index) => `label ${index}`);
  const stairs = new MarkingShelf();
  const object = {
    ...green,
    labels,
    granular_markings: labels.map((_, index) =>
      part(stairs.release({ to: members.slice(index + 5).map((member) => member.identity) }), `labels.[${index}]`),
    ),
  };
  return makeRenditions(versionOf(object, stairs), {
    roster: many,
    audienceOf: (terms) => evaluate(terms, { roster: many }),
  });
}

test('makes as many renditions as the limit, and beyond it only the full one', () => {
  const most = staircase(renditionLimit - 1);
  assert.equal(most.renditions.length, renditionLimit);
  assert.deepEqual(most.warnings, []);
  const [{ renditions, warnings }] = [staircase(renditionLimit)];
  assert.deepEqual(
    renditions.map(({ withheld }) => withheld),
    [[]],
  );
  assert.deepEqual(renditions[0]?.audience.list(), [who.charlie, 37, 38, 39, 40]);
  assert.deepEqual(
    warnings.map(({ code }) => code),
    ['too-many-renditions'],
  );
  assert.equal(warnings[0]?.audience.size, 35);
});

test('nobody but the owner has what it may share with nobody', () => {
  const closed = { ...report, object_marking_refs: [shelf.release({ to: [stranger] })] };
  const { renditions } = makeRenditions(versionOf(closed, shelf), context);
  assert.deepEqual(
    renditions.map(({ audience }) => names(audience.list())),
    [['charlie']],
  );
});
