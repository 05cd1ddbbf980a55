import assert from 'node:assert/strict';
import { test } from 'node:test';
import { groups, identity, roster, stranger, who } from '../test/sample-roster.ts';
import { Audience } from './audience.ts';
import { evaluate } from './evaluate.ts';
import type { Clause, Tlp } from './terms.ts';

type Name = keyof typeof who;

const ownSide: Name[] = ['charlie'];
const alphaInternal: Name[] = ['alpha', 'alphaBorder', 'alphaCustoms', 'ana', 'abel', 'agnes', 'alma'];
const everyoneActive = (Object.keys(who) as Name[]).filter(
  (name) => !['delta', 'deltaBorder', 'dora', 'bruno'].includes(name),
);

/** Charlie's terms, and who may have what they cover. Charlie always may, so it is left out. */
const table: [string, Omit<Clause, 'owner'>, Name[]][] = [
  ['CLEAR', { tlp: 'clear' }, everyoneActive],
  ['GREEN', { tlp: 'green' }, everyoneActive],
  ['GREEN to alpha', { tlp: 'green', to: [[identity(1)]] }, [...alphaInternal, 'alphaCity', 'alphaTown', 'artur']],
  ['a list without a level', { to: [[identity(1)]] }, [...alphaInternal, 'alphaCity', 'alphaTown', 'artur']],
  ['AMBER to alpha', { tlp: 'amber', to: [[identity(1)]] }, [...alphaInternal, 'alphaCity', 'artur']],
  [
    'AMBER+STRICT to alpha',
    { tlp: 'amber+strict', to: [[identity(1)]] },
    ['alpha', 'alphaBorder', 'agnes', 'ana', 'abel', 'alma'],
  ],
  ['RED to alpha', { tlp: 'red', to: [[identity(1)]] }, ['abel', 'alma']],
  ['RED to a person', { tlp: 'red', to: [[identity(who.ana)]] }, ['ana']],
  ['RED to a unit', { tlp: 'red', to: [[identity(who.alphaCity)]] }, ['alma']],
  ['AMBER to an allowed unit', { tlp: 'amber', to: [[identity(who.alphaCity)]] }, ['alphaCity', 'artur', 'alma']],
  ['AMBER to a unit that its member does not allow', { tlp: 'amber', to: [[identity(who.alphaTown)]] }, ['alphaTown']],
  ['AMBER to a person', { tlp: 'amber', to: [[identity(who.artur)]] }, ['artur']],
  ['AMBER without a list, unpublished', { tlp: 'amber' }, []],
  [
    'AMBER without a list, for readers',
    { tlp: 'amber', readers: { collection: 1, at: [1] } },
    [...alphaInternal, 'alphaCity', 'artur'],
  ],
  ['RED without a list, all reading', { tlp: 'red', readers: { collection: 1, at: 'all' } }, ['abel', 'alma', 'boris']],
  [
    'CLEAR, few reading',
    { tlp: 'clear', readers: { collection: 1, at: [2] } },
    ['bravo', 'bravoBorder', 'bela', 'boris'],
  ],
  ['readers alone', { readers: { collection: 1, at: [2] } }, ['bravo', 'bravoBorder', 'bela', 'boris']],
  [
    'a list and readers',
    { tlp: 'green', to: [[identity(1), identity(2)]], readers: { collection: 1, at: [2] } },
    ['bravo', 'bravoBorder', 'bela', 'boris'],
  ],
  [
    'two lists',
    { tlp: 'green', to: [[identity(1), identity(2)], [identity(2)]] },
    ['bravo', 'bravoBorder', 'bela', 'boris'],
  ],
  ['lists without a common member', { tlp: 'green', to: [[identity(1)], [identity(2)]] }, []],
  ['an empty list', { tlp: 'clear', to: [[]] }, []],
  ['a list of strangers', { tlp: 'clear', to: [[stranger]] }, []],
  ['an empty group', { tlp: 'green', to: [[identity(groups.empty)]] }, []],
  ['groups that contain each other', { tlp: 'green', to: [[identity(groups.loopB)]] }, ['charlie']],
  [
    'a group in a group, a stranger in it',
    { tlp: 'amber+strict', to: [[identity(groups.west)]] },
    ['alpha', 'alphaBorder', 'agnes', 'ana', 'abel', 'alma', 'bravo', 'bela', 'boris'],
  ],
  [
    'to one who has left',
    { tlp: 'green', to: [[identity(who.delta), identity(who.deltaBorder), identity(who.dora)]] },
    [],
  ],
  ['not to alpha', { tlp: 'green', not: [identity(1)] }, ['bravo', 'bravoBorder', 'bela', 'boris']],
  [
    'not to a unit',
    { tlp: 'green', to: [[identity(1)]], not: [identity(who.alphaCity)] },
    [...alphaInternal.filter((name) => name !== 'alma'), 'alphaTown'],
  ],
  ['to a person, not to his member', { tlp: 'red', to: [[identity(who.ana)]], not: [identity(1)] }, []],
  ['not to a group', { tlp: 'clear', not: [identity(groups.loopA)] }, everyoneActive],
  ['not to a stranger', { tlp: 'clear', not: [stranger] }, []],
  ['not to a group with a stranger', { tlp: 'clear', not: [identity(groups.east)] }, []],
  ['not to the owner', { tlp: 'clear', not: [identity(3)] }, everyoneActive],
  ['not to anybody, without more', { not: [identity(1)] }, []],
  ['closed', { tlp: 'clear', closed: ['unresolved:marking-definition--x'] }, []],
  ['nothing', {}, []],
];

for (const [title, terms, expected] of table) {
  test(`${title}: ${expected.length} others may have it`, () => {
    const names = named({ owner: who.charlie, ...terms });
    assert.deepEqual(names, [...new Set([...expected, ...ownSide])].sort());
  });
}

test('every level is part of the one before, for every list', () => {
  const levels: Tlp[] = ['clear', 'green', 'amber', 'amber+strict', 'red'];
  for (const id of [...Object.values(who), ...Object.values(groups)]) {
    const audiences = levels.map((tlp) => evaluate({ owner: who.charlie, tlp, to: [[identity(id)]] }, { roster }));
    for (const [index, narrower] of audiences.slice(1).entries()) {
      assert.ok(narrower.isSubsetOf(audiences[index] ?? Audience.none));
    }
  }
});

test('the owner keeps its own with the people acting for it, RED and closed too, and after it has left', () => {
  assert.deepEqual(named({ owner: who.alpha, closed: ['unmarked'] }), ['abel', 'alpha', 'ana']);
  assert.deepEqual(named({ owner: who.alpha, tlp: 'red', to: [[]] }), ['abel', 'alpha', 'ana']);
  assert.deepEqual(named({ owner: who.delta, tlp: 'red', to: [[]] }), ['delta', 'dora']);
  assert.deepEqual(named({ owner: 77, tlp: 'red', to: [[]] }), []);
});

test('readers of now narrow what those of the first publication may have, and never widen it', () => {
  const terms: Clause = { owner: who.charlie, tlp: 'green', readers: { collection: 5, at: [1, 2] } };
  assert.deepEqual(named(terms, { collectionReaders: () => [2] }), [
    'bela',
    'boris',
    'bravo',
    'bravoBorder',
    'charlie',
  ]);
  assert.deepEqual(named(terms, { collectionReaders: () => 'all' }), named(terms));
  assert.deepEqual(named(terms, { collectionReaders: (collection) => (collection === 5 ? [] : 'all') }), ['charlie']);
});

test('embargo and expiry leave it to the owner, and so does a date that cannot be compared', () => {
  const open = everyoneActive.toSorted();
  const embargo: Clause = { owner: who.charlie, tlp: 'clear', handling: { notBefore: '2026-03-01T00:00:00.5Z' } };
  assert.deepEqual(named(embargo, { now: '2026-03-01T00:00:00Z' }), ownSide);
  assert.deepEqual(named(embargo, { now: '2026-03-01T00:00:00.500Z' }), open);
  assert.deepEqual(named(embargo), ownSide);
  const expiry: Clause = { owner: who.charlie, tlp: 'clear', handling: { purgeAfter: '2026-03-01T00:00:00Z' } };
  assert.deepEqual(named(expiry, { now: '2026-02-28T23:59:59.999999Z' }), open);
  assert.deepEqual(named(expiry, { now: '2026-03-01T00:00:00.000Z' }), ownSide);
  assert.deepEqual(named(expiry), ownSide);
  const review: Clause = { owner: who.charlie, tlp: 'clear', handling: { reviewAfter: '2020-01-01T00:00:00Z' } };
  assert.deepEqual(named(review), open);
});

function named(terms: Clause, context: { now?: string; collectionReaders?: (id: number) => 'all' | number[] } = {}) {
  const audience = evaluate(terms, { roster, ...context });
  return (Object.keys(who) as Name[]).filter((name) => audience.has(who[name])).sort();
}
