import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTies, foldLedger, type Link, shareWords, withdraw } from '../src/index.ts';
import { commitment, event } from './ledger-cases.ts';

const asOf = { valid: '2019-02-06' };
const commitments = [
  commitment({ id: 'us-all', by: 'us', place: 'Iraq and Syria' }),
  commitment({ id: 'us-syria', by: 'us', place: 'Syria' }),
  commitment({ id: 'fr-syria', by: 'fr', place: 'Syria' }),
  commitment({ id: 'uk-iraq', by: 'uk', place: 'Iraq', dependsOn: ['us-all'] }),
  commitment({ id: 'fr-view', by: 'us', owner: 'fr', place: 'Syria' }),
];
const deployed = (of: string, value: number, bound = 'exact') =>
  ({ of, event: 'deployed', said: '2018-01-01', quantity: { bound, value, unit: 'troops' } }) as const;
const events = [
  deployed('us-all', 7200),
  deployed('us-syria', 2000, 'about'),
  deployed('fr-syria', 200),
  deployed('uk-iraq', 400),
  deployed('fr-view', 2600),
  { of: 'us-syria', event: 'withdrawal-ordered', said: '2018-12-19', effective: '2019-04-30' } as const,
].map(event);
const links: Link[] = [
  { kind: 'part-of', from: 'us-syria', to: 'us-all' },
  { kind: 'same-as', from: 'fr-view', to: 'us-syria' },
];
const states = foldLedger(commitments, events, asOf);
const ties = createTies(commitments, links);
const what = (scenario: Parameters<typeof withdraw>[3]) => withdraw(commitments, states, ties, scenario, { asOf });
const numbers = ({
  before,
  goes,
  remains,
}: {
  before: { best: number };
  goes: { best: number };
  remains: { best: number };
}) => [before.best, goes.best, remains.best];

test('a member that leaves takes what it has, also as another recorded it', () => {
  const { going, losses, covers, dependents, dates } = what({ members: ['us'] });
  assert.deepEqual(going, ['fr-view', 'us-all', 'us-syria']);
  assert.deepEqual(losses.all.map(numbers), [[7800, 7200, 600]]);
  assert.equal(losses.all[0]?.share.toFixed(3), '0.923');
  assert.deepEqual(losses.all[0]?.goes, { low: 7200, best: 7200, high: 7200 });
  assert.deepEqual(
    covers.map(({ commitment: of, isSamePlace }) => [of, isSamePlace]),
    [
      ['fr-syria', true],
      ['uk-iraq', false],
    ],
  );
  assert.deepEqual(dependents, [{ commitment: 'uk-iraq', on: 'us-all', isShare: false }]);
  assert.deepEqual(dates, [{ day: '2019-04-30', commitment: 'us-syria', what: 'leaving' }]);
});

test('an area that is given up makes the whole smaller by its part', () => {
  const { losses } = what({ places: ['Syria'] });
  assert.deepEqual(losses.all.map(numbers), [[7800, 2200, 5600]]);
  assert.deepEqual(losses.all[0]?.remains, { low: 5400, best: 5600, high: 5800 });
  const places = losses.place.filter(({ value }) => value === 'Syria');
  assert.deepEqual(places.map(numbers), [[2200, 2200, 0]]);
});

test('a scenario narrows by every list that it gives; an empty one takes nothing away', () => {
  assert.deepEqual(what({ members: ['fr'], places: ['Iraq'] }).going, []);
  assert.deepEqual(what({}).going, []);
  assert.deepEqual(what({ members: [] }).losses.all.map(numbers), [[7800, 0, 7800]]);
});

test('what hangs on it is followed: through what hangs on that, and through shares', () => {
  const all = [
    commitment({ id: 'base', by: 'us' }),
    commitment({ id: 'aircraft', by: 'fr', dependsOn: ['base'] }),
    commitment({ id: 'medics', by: 'fr', dependsOn: ['aircraft'] }),
    commitment({ id: 'tenth', by: 'fr' }),
    commitment({ id: 'free', by: 'fr', dependsOn: ['tenth-of-nothing'] }),
  ];
  const share = { measure: 'share', value: 0.1, of_ref: 'base' };
  const series = [
    deployed('base', 1000),
    { of: 'tenth', event: 'pledged', said: '2018-05-01', source: 'fr', quantity: share } as const,
  ].map(event);
  const folded = foldLedger(all, series, asOf);
  const { dependents } = withdraw(all, folded, createTies(all, []), { members: ['us'] }, { asOf });
  assert.deepEqual(dependents, [
    { commitment: 'aircraft', on: 'base', isShare: false },
    { commitment: 'medics', on: 'aircraft', isShare: false },
    { commitment: 'tenth', on: 'base', isShare: true },
  ]);
});

test('what goes is as sure as its own rows, whatever else stands in the same line', () => {
  const all = [
    commitment({ id: 'great', by: 'kw', kind: 'funding' }),
    commitment({ id: 'whole', by: 'us', kind: 'funding' }),
    commitment({ id: 'part', by: 'ae', kind: 'funding' }),
  ];
  const pledged = (of: string, value: number, bound = 'exact') =>
    ({ of, event: 'pledged', said: '2018-01-01', quantity: { bound, value, currency: 'USD' } }) as const;
  const known = foldLedger(
    all,
    [pledged('great', 30_000, 'about'), pledged('whole', 200, 'about'), pledged('part', 50)].map(event),
    asOf,
  );
  const hang = createTies(all, [{ kind: 'part-of', from: 'part', to: 'whole' }]);
  const lost = (members: string[]) => withdraw(all, known, hang, { members }, { asOf }).losses.all[0];
  // Without the whole its part counts: 200 (180 to 220) less 50. The 27,000 to 33,000 beside them blur nothing.
  assert.deepEqual(lost(['us'])?.goes, { low: 130, best: 150, high: 170 });
  // Without the part the whole is less by it.
  assert.deepEqual(lost(['ae'])?.goes, { low: 50, best: 50, high: 50 });
});

test('a share is told as little or nearly all where it is neither none nor all', () => {
  assert.deepEqual([0, 0.004, 0.47, 0.997, 1].map(shareWords), ['0%', 'under 1%', '47%', 'over 99%', '100%']);
});
