import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, test } from 'node:test';
import { evaluate, type Terms, type Tlp } from '@entente/release';
import fc from 'fast-check';
import { createAccountStore } from '../accounts/account-store.ts';
import { createCoalition } from '../coalition/coalition-store.ts';
import { createCore } from '../core.ts';
import { openDatabase } from '../database/open-database.ts';
import { createChangeRoster } from '../members/change-roster.ts';
import { createLostSightWatch } from '../recall/lost-sight.ts';
import type { Unit } from './unit-store.ts';

/**
 * A change of a unit or person is evaluated for those alone whom it concerns. Whatever the changes and the terms, the
 * outcome must be that of evaluating everything for everybody.
 */
const database = openDatabase(':memory:');
createCoalition(database, 'Test', '2026-01-01T00:00:00.000Z');
const core = createCore(database);
after(() => core.close());

const levels: readonly Tlp[] = ['clear', 'green', 'amber', 'amber+strict', 'red'];
const identity = (): string => `identity--${randomUUID()}`;
const members = ['Norway', 'Iraq'].map((name) =>
  core.members.add({ name, kind: 'country', identity: identity(), joined: '2020-01-01' }),
);
const [norway = 0, iraq = 0] = members.map(({ member }) => member);
const admin = core.localViewer(iraq);
const accounts = createAccountStore(database, Date.now);
const changeRoster = createChangeRoster(
  core.roster,
  core.terms,
  core.queue,
  core.catchUps,
  createLostSightWatch(database),
);
const hash = 'salt:key';
const collection = core.collections.add({ title: 'All', owner: norway, readers: 'all', writers: 'all' }).collection;

type Change = { readonly what: number; readonly which: number; readonly flag: boolean };
const changes = fc.array(fc.record({ what: fc.nat(4), which: fc.nat(20), flag: fc.boolean() }), { maxLength: 6 });
const wanted = fc.record({
  tlp: fc.nat(5),
  to: fc.array(fc.nat(20), { maxLength: 3 }),
  not: fc.array(fc.nat(20), { maxLength: 2 }),
});

test('evaluating for those concerned comes to the same as evaluating for all', async () => {
  await fc.assert(
    fc.asyncProperty(changes, fc.array(wanted, { maxLength: 3 }), async (list, terms) => {
      for (const each of terms) intern(each);
      for (const each of list) await apply(each);
      for (const row of database.prepare('SELECT terms FROM terms').all()) {
        const { terms: id, expression } = core.terms.read(Number(row.terms));
        const context = { roster: core.roster.current(), collectionReaders: core.collections.of, now: core.now() };
        assert.deepEqual([...core.terms.audienceOf(id)].sort(ascending), evaluate(expression, context).list());
      }
    }),
    { numRuns: 60 },
  );
});

function ascending(a: number, b: number): number {
  return a - b;
}

function someone(which: number): string | undefined {
  const all = database.prepare('SELECT identity FROM principal ORDER BY principal').all();
  return all[which % all.length]?.identity as string | undefined;
}

function intern({ tlp, to, not }: { tlp: number; to: number[]; not: number[] }): void {
  const level = levels[tlp];
  const listed = to.flatMap((each) => someone(each) ?? []);
  const excluded = not.flatMap((each) => someone(each) ?? []);
  const expression: Terms = {
    owner: norway,
    ...(level === undefined ? {} : { tlp: level }),
    ...(listed.length === 0 ? {} : { to: [listed] }),
    ...(excluded.length === 0 ? {} : { not: excluded }),
    readers: { collection, at: 'all' },
  };
  database.transaction(() => core.terms.intern(expression, collection));
}

async function apply({ what, which, flag }: Change): Promise<void> {
  const open = core.units.all().filter(({ closed }) => closed === undefined);
  const unit: Unit | undefined = open[which % Math.max(open.length, 1)];
  const people = database.prepare('SELECT id FROM account ORDER BY created, id').all();
  const person = people[which % Math.max(people.length, 1)]?.id as string | undefined;
  if (what === 0) {
    await core.unitService.add(admin, 'Iraq', {
      name: randomUUID(),
      kind: flag ? 'internal' : 'served',
      listed: false,
    });
  } else if (what === 1 && unit !== undefined) {
    const clearance = unit.kind === 'internal' ? { amberStrict: flag } : { amber: flag };
    await core.unitService.change(admin, unit.identity, clearance);
  } else if (what === 2 && unit !== undefined && flag) {
    await core.unitService.change(admin, unit.identity, { closed: true });
  } else if (what === 3) {
    await addPerson(unit, flag);
  } else if (person !== undefined) {
    await core.access.accounts.change(admin, person, which % 2 === 0 ? { disabled: flag } : { clearedForRed: flag });
  }
}

/** Through the tables, as the service does it: hashing a password each time would take long. */
async function addPerson(unit: Unit | undefined, clearedForRed: boolean): Promise<void> {
  await changeRoster(() => {
    const email = `${randomUUID()}@people.example`;
    const id = accounts.add({
      email,
      name: 'x',
      member: iraq,
      unit: unit?.unit,
      clearedForRed,
      roles: ['reader'],
      hash,
      passwordToChange: false,
    });
    return { result: undefined, concerns: [accounts.find(id ?? '')?.principal ?? 0] };
  });
}
