import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { JsonObject, JsonValue } from '@entente/stix';
import { MarkingShelf, tlp } from '../test/sample-markings.ts';
import { identity, who } from '../test/sample-roster.ts';
import { releaseExtensionId } from './extension-definitions.ts';
import { readPartTerms, readTerms } from './read-terms.ts';
import { termsText } from './terms.ts';

const owner = who.charlie;
const shelf = new MarkingShelf();
const context = { owner, lookupMarking: shelf.lookup };
const statement = shelf.statement('Copyright 2026');
const toAlpha = shelf.release({ to: [identity(1)] });
const toBravo = shelf.release({ to: [identity(2), identity(2)], not: [identity(1)] });

function marked(...refs: JsonValue[]): JsonObject {
  return { type: 'report', id: 'report--1', object_marking_refs: refs };
}

test('takes the narrowest TLP and every list', () => {
  assert.deepEqual(readTerms(marked(tlp.green, tlp.strict, tlp.clear), context), { owner, tlp: 'amber+strict' });
  assert.deepEqual(readTerms(marked(tlp.white1), context), { owner, tlp: 'clear' });
  assert.deepEqual(readTerms(marked(toBravo, tlp.amber, toAlpha), context), {
    owner,
    tlp: 'amber',
    to: [[identity(1)], [identity(2)]],
    not: [identity(1)],
  });
});

test('reads the same whatever the order of markings', () => {
  const refs = [toAlpha, tlp.amber, toBravo, statement, tlp.green, toAlpha];
  assert.equal(
    termsText(readTerms(marked(...refs), context)),
    termsText(readTerms(marked(...refs.toReversed()), context)),
  );
});

test('an object with no marking, neutral or restrictive ones only is unmarked', () => {
  const restrictive = shelf.release({ not: [identity(1)], handling: { notForCourt: true } });
  for (const object of [{ type: 'report' }, marked(), marked(statement)]) {
    assert.deepEqual(readTerms(object, context), { owner, closed: ['unmarked'] });
    assert.deepEqual(readTerms(object, { ...context, unmarked: 'green' }), { owner, tlp: 'green' });
  }
  assert.deepEqual(readTerms(marked(restrictive), context).closed, ['unmarked']);
  assert.deepEqual(readTerms(marked(restrictive), { ...context, unmarked: 'green' }), {
    owner,
    tlp: 'green',
    not: [identity(1)],
    handling: { notForCourt: true },
  });
  assert.deepEqual(readTerms(marked(toAlpha), { ...context, unmarked: 'clear' }), { owner, to: [[identity(1)]] });
});

test('what its source said on import holds beside its own markings', () => {
  const imported = { tlp: 'green', to: [identity(2)] } as const;
  assert.deepEqual(readTerms(marked(statement), { ...context, imported, unmarked: 'clear' }), {
    owner,
    tlp: 'green',
    to: [[identity(2)]],
  });
  assert.deepEqual(readTerms(marked(tlp.red, toAlpha), { ...context, imported }), {
    owner,
    tlp: 'red',
    to: [[identity(1)], [identity(2)]],
  });
  const duties = { ...imported, handling: { nodesOnly: true } } as const;
  assert.deepEqual(readTerms(marked(statement), { ...context, imported: duties }).handling, { nodesOnly: true });
});

test('remembers the readers at first publication', () => {
  const readers = { collection: 3, at: [2, 1, 2] };
  assert.deepEqual(readTerms(marked(tlp.amber), { ...context, readers }).readers, { collection: 3, at: [1, 2] });
});

test('markings and extensions are for the coalition; an identity is not by itself', () => {
  for (const type of ['marking-definition', 'extension-definition']) {
    assert.deepEqual(readTerms({ type, object_marking_refs: [tlp.red] }, context), { owner, tlp: 'clear' });
  }
  assert.deepEqual(readTerms({ type: 'identity', id: identity(1) }, context).closed, ['unmarked']);
});

const release = (extension: JsonValue, rest = {}): JsonObject => ({
  type: 'marking-definition',
  extensions: { [releaseExtensionId]: extension },
  ...rest,
});
const base = { extension_type: 'property-extension' };

const closing: [string, JsonObject, string][] = [
  ['PAP', { type: 'marking-definition', definition_type: 'pap', definition: { pap: 'red' } }, 'unknown-marking'],
  [
    'TLP under an id of its own',
    { type: 'marking-definition', definition_type: 'tlp', definition: { tlp: 'white' } },
    'unknown-marking',
  ],
  ['no type at all', { type: 'marking-definition' }, 'unknown-marking'],
  ['no marking', { type: 'identity', definition_type: 'statement' }, 'unknown-marking'],
  [
    'an extension of others',
    { type: 'marking-definition', extensions: { 'extension-definition--1': base } },
    'unknown-marking',
  ],
  [
    'ours beside one of others',
    { type: 'marking-definition', extensions: { [releaseExtensionId]: base, x: base } },
    'unknown-marking',
  ],
  ['ours in an unknown type', release(base, { definition_type: 'pap' }), 'unknown-marking'],
  ['no object', release([]), 'unreadable'],
  ['another extension type', release({ extension_type: 'new-sdo', releasable_to: [] }), 'unreadable'],
  ['a list that is none', release({ ...base, releasable_to: identity(1) }), 'unreadable'],
  ['a list of numbers', release({ ...base, not_releasable_to: [1] }), 'unreadable'],
  ['an unknown word', release({ ...base, releasable_to: [], releasable_two: [] }), 'unreadable'],
  ['an unknown code', release({ ...base, handling: { no_onward: true } }), 'unreadable'],
  ['a code that is not true or false', release({ ...base, handling: { not_for_court: 'yes' } }), 'unreadable'],
  ['a date that is none', release({ ...base, handling: { not_before: 'tomorrow' } }), 'unreadable'],
];

for (const [title, definition, code] of closing) {
  test(`closes for a marking with ${title}, CLEAR beside it or not`, () => {
    const id = shelf.add(definition);
    assert.deepEqual(readTerms(marked(id, tlp.clear), context).closed, [`${code}:${id}`]);
    assert.deepEqual(readTerms(marked(id), { ...context, unmarked: 'clear' }).closed, [`${code}:${id}`]);
  });
}

test('closes for markings that cannot be found or read', () => {
  const id = 'marking-definition--00000000-0000-4000-8000-000000009999';
  assert.deepEqual(readTerms(marked(tlp.clear, id), context).closed, [`unresolved:${id}`]);
  const lyingLookup = { ...context, lookupMarking: () => shelf.lookup(statement) };
  assert.deepEqual(readTerms(marked(tlp.clear, id), lyingLookup).closed, [`unknown-marking:${id}`]);
  for (const refs of [tlp.clear, [tlp.clear, 1], { 0: tlp.clear }, null]) {
    const object = { type: 'report', object_marking_refs: refs };
    assert.deepEqual(readTerms(object, context).closed, ['unmarked', 'unreadable:object_marking_refs']);
  }
});

test('reads what a release marking says as it was written', () => {
  const handling = {
    noOnwardRelease: true,
    notForCourt: true,
    notBefore: '2026-01-02T00:00:00Z',
    reviewAfter: '2026-06-02T00:00:00Z',
    purgeAfter: '2027-01-02T00:00:00.000001Z',
  } as const;
  const id = shelf.release({ to: [identity(1)], not: [identity(2)], handling });
  assert.deepEqual(readTerms(marked(id), context), { owner, to: [[identity(1)]], not: [identity(2)], handling });
});

const parts = (...granular_markings: JsonValue[]): JsonObject => ({
  ...marked(tlp.green, toBravo),
  name: 'A',
  labels: ['a', 'b'],
  granular_markings,
});
const partTerms = (object: JsonObject) =>
  readPartTerms(object, readTerms(object, context), context).map(({ selector, terms }) => [selector, terms]);

test('a part has one clause of all markings on it, and the lists of the object if it has none', () => {
  const object = parts(
    { marking_ref: tlp.red, selectors: ['name', 'labels.[1]'] },
    { marking_ref: toAlpha, selectors: ['name'] },
    { marking_ref: statement, selectors: ['labels.[0]'] },
    { lang: 'fr', selectors: ['labels'] },
  );
  assert.deepEqual(readTerms(object, context).closed, undefined);
  assert.deepEqual(partTerms(object), [
    ['name', { owner, tlp: 'red', to: [[identity(1)]] }],
    ['labels.[1]', { owner, tlp: 'red', to: [[identity(2)]] }],
  ]);
});

test('handling on a part takes away and grants nothing', () => {
  const embargo = shelf.release({ handling: { notBefore: '2026-01-02T00:00:00Z' } });
  const object = { ...parts({ marking_ref: embargo, selectors: ['name'] }), object_marking_refs: [tlp.green] };
  const terms = { owner, tlp: 'clear', handling: { notBefore: '2026-01-02T00:00:00Z' } };
  assert.deepEqual(partTerms(object), [['name', terms]]);
});

test('closes for granular markings that cannot be read or point nowhere', () => {
  const good = { marking_ref: tlp.red, selectors: ['name'] };
  const broken: JsonValue[] = [
    null,
    {},
    { marking_ref: tlp.red },
    { selectors: ['name'] },
    { ...good, lang: 'fr' },
    { ...good, marking_ref: 1 },
    { ...good, selectors: 'name' },
    { ...good, selectors: [1] },
    ...['', 'nam', 'name.x', 'labels.[2]', 'labels.[01]', 'labels.1', 'labels[0]', 'labels.length', 'toString'].map(
      (selector) => ({ ...good, selectors: ['name', selector] }),
    ),
    { ...good, selectors: ['granular_markings.[0]'] },
  ];
  for (const entry of broken) {
    assert.deepEqual(
      readTerms(parts(good, entry), context).closed,
      ['unreadable:granular_markings'],
      JSON.stringify(entry),
    );
  }
  for (const granular_markings of [null, 'name', { 0: good }]) {
    const object = { ...parts(), granular_markings };
    assert.deepEqual(readTerms(object, context).closed, ['unreadable:granular_markings']);
  }
});
