import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  changedMap,
  columns,
  createFolder,
  createTies,
  eventKinds,
  foldLedger,
  type Link,
  linkKinds,
  settle,
  settledOf,
  totals,
  withdraw,
} from '../src/index.ts';
import { commitment, event } from './ledger-cases.ts';

const id = fc.constantFrom('a', 'b', 'c', 'd', 'e');
const member = fc.constantFrom('us', 'fr', 'iq');
const day = fc.integer({ min: 1, max: 28 }).map((each) => `2019-02-${String(each).padStart(2, '0')}`);
const amount = fc.oneof(
  fc.record({ bound: fc.constantFrom('exact', 'about', 'at-least', 'at-most'), value: fc.nat(1000) }),
  fc.tuple(fc.nat(1000), fc.nat(1000)).map(([a, b]) => ({ bound: 'range', low: Math.min(a, b), high: Math.max(a, b) })),
);
const quantity = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.tuple(amount, fc.constantFrom('troops', 'aircraft')).map(([given, unit]) => ({ ...given, unit })),
  },
  { weight: 1, arbitrary: id.map((of_ref) => ({ measure: 'share', bound: 'about', value: 0.5, of_ref })) },
);
const series = fc.array(
  fc.record(
    { of: id, event: fc.constantFrom(...eventKinds), said: day, effective: day, source: member, quantity },
    { requiredKeys: ['of', 'event', 'said', 'source'] },
  ),
  { maxLength: 25 },
);
const links: fc.Arbitrary<Link[]> = fc.array(fc.record({ kind: fc.constantFrom(...linkKinds), from: id, to: id }), {
  maxLength: 8,
});
const ledger = fc.record({ series, links, owners: fc.array(member, { minLength: 5, maxLength: 5 }), valid: day });
type Ledger = typeof ledger extends fc.Arbitrary<infer T> ? T : never;

const ids = ['a', 'b', 'c', 'd', 'e'];
const commitmentsOf = ({ owners }: Ledger) =>
  ids.map((each, place) =>
    commitment({ id: each, by: owners[place] ?? 'us', place: place % 2 === 0 ? 'Syria' : 'Iraq' }),
  );

function picture(
  given: Ledger,
  hide: (id: string) => boolean = () => false,
  turn = <T>(list: readonly T[]): readonly T[] => list,
) {
  const commitments = turn(commitmentsOf(given).filter(({ id: each }) => !hide(each)));
  const events = turn(given.series.map((each, place) => event(each, place)).filter(({ commitment: of }) => !hide(of)));
  const ties = createTies(commitments, turn(given.links.filter(({ from }) => !hide(from))));
  const asOf = { valid: given.valid };
  const states = settle(foldLedger(commitments, events, asOf), ties, given.valid);
  const lines = totals(commitments, states, ties, { columns, by: 'all', asOf });
  const what = withdraw(commitments, states, ties, { places: ['Syria'] }, { asOf });
  return { states: new Map([...states].sort()), lines, what, ties, commitments };
}

test('the order in which things came in changes nothing', () => {
  fc.assert(
    fc.property(ledger, (given) => {
      const { states, lines, what } = picture(given);
      const turned = picture(given, undefined, (list) => list.toReversed());
      assert.deepEqual([turned.states, turned.lines, turned.what], [states, lines, what]);
    }),
    { numRuns: 500 },
  );
});

test('what is hidden is as if it did not exist: links to it shift nothing', () => {
  fc.assert(
    fc.property(ledger, fc.subarray(ids), (given, hidden) => {
      const isHidden = (each: string): boolean => hidden.includes(each);
      const seen = picture(given, isHidden);
      const without = picture(
        { ...given, links: given.links.filter(({ from, to }) => !isHidden(from) && !isHidden(to)) },
        isHidden,
      );
      assert.deepEqual([seen.lines, seen.what], [without.lines, without.what]);
    }),
    { numRuns: 500 },
  );
});

test('a row without ties shifts a total by its own figure and nothing else', () => {
  fc.assert(
    fc.property(ledger, (given) => {
      const free = { ...given, links: [], series: given.series.filter(({ quantity: of }) => !(of && 'of_ref' in of)) };
      const [all, without] = [picture(free), picture(free, (each) => each === 'e')];
      for (const line of all.lines) {
        const own = line.rows.find(({ commitment: of }) => of === 'e');
        const other = without.lines.find(
          ({ column, measure }) => column === line.column && same(measure, line.measure),
        );
        const rest = other?.sum ?? { low: 0, best: 0, high: 0 };
        assert.ok(Math.abs(line.sum.best - (own?.value.best ?? 0) - rest.best) < 1e-6);
        assert.deepEqual(
          line.rows.filter((row) => row !== own),
          other?.rows ?? [],
        );
      }
    }),
    { numRuns: 300 },
  );
});

test('what was folded before changes nothing: a folder that has seen other days, choices and events answers alike', () => {
  fc.assert(
    fc.property(ledger, fc.array(fc.tuple(day, fc.nat(25), member), { minLength: 2, maxLength: 6 }), (given, asked) => {
      const folder = createFolder();
      const commitments = commitmentsOf(given).map((each) => ({ ...each, until: '2019-02-20' }));
      const all = given.series.map((each, place) => event({ effective: '2019-02-10', ...each }, place));
      for (const [valid, upTo, choice] of [...asked, ...asked]) {
        const events = all.slice(0, upTo);
        const choices = new Map([['a', choice]]);
        const series = Map.groupBy(events, ({ commitment: of }) => of);
        assert.deepEqual(
          folder.fold(commitments, series, { valid }, choices),
          foldLedger(commitments, events, { valid }, choices),
        );
      }
    }),
    { numRuns: 300 },
  );
});

test('taking out what is counted twice a second time takes nothing out', () => {
  fc.assert(
    fc.property(ledger, (given) => {
      const { states, ties } = picture(given);
      const figures = new Map(
        [...states].flatMap(([key, { figures: of }]) => (of.promised ? [[key, of.promised] as const] : [])),
      );
      const { counted } = ties.countOnce(figures);
      const again = ties.countOnce(new Map([...figures].filter(([key]) => counted.includes(key))));
      assert.deepEqual(again, { counted, not: new Map() });
    }),
    { numRuns: 500 },
  );
});

test('a figure lies within its bounds, and what goes is never more than there was', () => {
  fc.assert(
    fc.property(ledger, (given) => {
      const { lines, what } = picture(given);
      for (const { sum } of lines) assert.ok(sum.low <= sum.best + 1e-6 && sum.best <= (sum.high ?? Infinity) + 1e-6);
      for (const { before, goes, remains, share } of Object.values(what.losses).flat()) {
        assert.ok(share >= 0 && share <= 1);
        // What the parts of a whole are told to be may be more than what the whole is told to be.
        assert.ok(Math.abs(goes.best - Math.max(0, before.best - remains.best)) < 1e-6);
        if (given.links.length === 0) assert.ok(remains.best <= before.best + 1e-6);
      }
    }),
    { numRuns: 500 },
  );
});

test('a chain of a hundred thousand shares and parts is no trouble', () => {
  const many = Array.from({ length: 100_000 }, (_, place) => String(place).padStart(6, '0'));
  const commitments = many.map((each) => commitment({ id: each }));
  const events = many.map((of, place) =>
    event(
      {
        of,
        event: 'pledged',
        said: '2019-02-01',
        quantity:
          place === 0 ? { value: 8, unit: 'troops' } : { measure: 'share', value: 1, of_ref: many[place - 1] ?? '' },
      },
      place,
    ),
  );
  const started = process.cpuUsage();
  const states = foldLedger(
    commitments,
    events.map((each) => ({ ...each, documents: [] })),
    { valid: '2019-02-06' },
  );
  assert.equal(states.get('000007')?.figures.promised?.value.best, 8);
  const chained = many.slice(1).map((from, place): Link => ({ kind: 'part-of', from, to: many[place] ?? '' }));
  const { counted } = createTies(commitments, chained).countOnce(
    new Map([...states].flatMap(([key, { figures }]) => (figures.promised ? [[key, figures.promised]] : []))),
  );
  assert.deepEqual(counted, ['000000']);
  assert.ok(process.cpuUsage(started).user < 20e6);
});

function same(a: object, b: object): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

test('rows that are told page by page are all rows, in the order of all; sums do not depend on what is told', () => {
  fc.assert(
    fc.property(ledger, fc.integer({ min: 1, max: 3 }), (given, limit) => {
      const { lines, states, ties, commitments } = picture(given);
      const asked = { columns, by: 'all', asOf: { valid: given.valid } } as const;
      const pages = Array.from({ length: 6 }, (_, page) =>
        totals(commitments, new Map(states), ties, { ...asked, rows: { offset: page * limit, limit } }),
      );
      lines.forEach((line, at) => {
        const { rows, ...told } = line;
        assert.deepEqual(
          pages.flatMap((page) => page[at]?.rows ?? []),
          rows,
        );
        for (const page of pages) assert.deepEqual({ ...page[at], rows }, line);
        assert.equal(told.counted, rows.filter(({ not }) => not === undefined).length);
        assert.equal(told.count, rows.length);
      });
    }),
    { numRuns: 300 },
  );
});

test('what hangs together with one that changed, settled anew, is as all settled anew', () => {
  fc.assert(
    fc.property(ledger, id, (given, changed) => {
      const commitments = commitmentsOf(given);
      const ties = createTies(commitments, given.links);
      const { valid } = given;
      const events = given.series.map((each, place) => event(each, place));
      const others = events.filter(({ commitment: of }) => of !== changed);
      const [before, now] = [others, events].map((some) => foldLedger(commitments, some, { valid }));
      assert.ok(before !== undefined && now !== undefined);
      const only = (states: typeof now, wanted: readonly string[]) =>
        new Map([...states].filter(([key]) => wanted.includes(key)));
      const after = changedMap(before, only(now, [changed]));
      const together = ties.hangingTogether([changed]);
      const anew = new Map([...only(after, together), ...settledOf(together, after, ties, valid)]);
      assert.deepEqual(new Map(changedMap(settle(before, ties, valid), anew)), new Map(settle(after, ties, valid)));
    }),
    { numRuns: 300 },
  );
});

test('a changed map is a map with the changes', () => {
  const entries = fc.array(fc.tuple(fc.nat(600), fc.nat()), { maxLength: 400 });
  fc.assert(
    fc.property(entries, fc.array(entries, { maxLength: 4 }), (base, steps) => {
      const plain = new Map(base);
      let changed: ReadonlyMap<number, number> = new Map(base);
      for (const step of steps) {
        const kept = changed;
        const then = [...kept];
        for (const [key, value] of step) plain.set(key, value);
        changed = changedMap(changed, new Map(step));
        assert.deepEqual([...kept], then, 'the one before stays');
      }
      assert.deepEqual([...changed], [...plain]);
      assert.deepEqual([...changed.keys()], [...plain.keys()]);
      assert.deepEqual([...changed.values()], [...plain.values()]);
      assert.equal(changed.size, plain.size);
      for (const key of [0, 1, 300, 601])
        assert.deepEqual([changed.get(key), changed.has(key)], [plain.get(key), plain.has(key)]);
      const told: (readonly [number, number])[] = [];
      changed.forEach((value, key) => {
        told.push([key, value]);
      });
      assert.deepEqual(told, [...plain]);
    }),
  );
});
