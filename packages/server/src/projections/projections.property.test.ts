import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Opinion, opinions, writeClaim, writePosition, writeStatement } from '@entente/positions';
import type { JsonObject } from '@entente/stix';
import fc from 'fast-check';
import type { Collection } from '../collections/collection-store.ts';
import type { Database } from '../database/open-database.ts';
import { createTestCoalition, founder, stampOf, tlp } from '../objects/test-coalition.ts';
import { createAllProjections } from './all-projections.ts';

const guests = ['France', 'Iraq'];
const member = fc.constantFrom(founder, ...guests);
const kind = fc.constantFrom('claim', 'position', 'statement', 'note');
const number = fc.nat(1);

const steps = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      step: fc.constant('write' as const),
      by: member,
      kind,
      number,
      version: fc.integer({ min: 1, max: 4 }),
      level: fc.constantFrom('green', 'amber', 'clear', undefined),
      revoked: fc.boolean(),
      into: fc.nat(1),
      opinion: fc.constantFrom(...opinions),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ step: fc.constant('remove' as const), by: member, kind, number, from: fc.nat(1) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ step: fc.constant('readers' as const), readers: fc.subarray([founder, ...guests]) }),
  },
  { weight: 1, arbitrary: fc.record({ step: fc.constant('join' as const) }) },
);
type Step = typeof steps extends fc.Arbitrary<infer T> ? T : never;

test('rows that grew with a history equal those made anew from the objects', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(steps, { minLength: 5, maxLength: 30, size: 'max' }), async (history) => {
      await using coalition = await createTestCoalition(guests);
      const { core, database } = coalition;
      const collections = [
        await coalition.collection({ title: 'Open' }),
        await coalition.collection({ title: 'Other' }),
      ];
      for (const [place, step] of history.entries()) await take(step, place);
      await coalition.settled();

      const grown = rowsOf(database);
      const made = database.transaction(() => {
        for (const { name } of createAllProjections(database)) core.projections.rebuild(name);
        return rowsOf(database);
      });
      assert.deepEqual(made, grown);
      assert.equal(
        count(database, 'claim'),
        countRows(database, 'claim_row'),
        'each claim that can be shown has a row',
      );

      async function take(step: Step, place: number): Promise<void> {
        if (step.step === 'write') {
          const object = written(step, coalition.identity(founder));
          await coalition.write(step.by, collections[step.into] as Collection, [object]);
        } else if (step.step === 'remove') {
          const viewer = coalition.viewer(step.by);
          const from = (collections[step.from] as Collection).collection;
          const owned = core.reader.owned(viewer, idOf(step.kind, step.number), from);
          if (owned.length > 0) await core.remover.remove(viewer, idOf(step.kind, step.number), owned);
        } else if (step.step === 'readers') {
          const id = (collections[1] as Collection).id;
          await core.collectionService.change(coalition.viewer(founder), id, { readers: step.readers });
        } else {
          await core.memberService.addAll(coalition.viewer(founder), [
            { name: `Member ${place}`, kind: 'country', joined: '2026-01-01' },
          ]);
        }
      }
    }),
    { numRuns: 40 },
  );
});

function written(step: Extract<Step, { step: 'write' }>, holder: string): JsonObject {
  const claim = idOf('claim', step.number);
  const of: Record<string, JsonObject> = {
    claim: writeClaim({ name: `Proposition ${step.version}`, aliases: [], places: [], askedOf: [] }),
    position: writePosition({
      claim,
      holder,
      answer: 'opinion',
      opinion: step.opinion as Opinion,
      since: '2019-02-06',
      basis: [],
    }),
    statement: writeStatement({
      claim,
      sourceSpans: [],
      cueSpans: [],
      contentSpans: [],
      quote: `words ${step.version}`,
      kind: 'said',
      negated: false,
      hedged: false,
      said: `2019-02-0${step.version}`,
      speaker: holder,
      quantities: [],
      ...(step.version === 1 ? {} : { stance: step.opinion as Opinion }),
    }),
    note: { type: 'note', content: 'no row', object_refs: [claim] },
  };
  return {
    ...of[step.kind],
    spec_version: '2.1',
    id: idOf(step.kind, step.number),
    created: '2026-01-01T00:00:00.000Z',
    modified: stampOf(step.version),
    ...(step.revoked && step.version > 2 ? { revoked: true } : {}),
    ...(step.level === undefined ? {} : { object_marking_refs: [tlp(step.level)] }),
  };
}

function idOf(what: string, place: number): string {
  return `${what === 'position' ? 'opinion' : what}--00000000-0000-4000-8000-00000000000${place}`;
}

function rowsOf(database: Database): unknown {
  return createAllProjections(database).flatMap(({ tables }) =>
    tables.map((table) =>
      database
        .prepare(`SELECT * FROM ${table}`)
        .all()
        .map((row) => JSON.stringify(row))
        .sort(),
    ),
  );
}

function countRows(database: Database, table: string): number {
  return Number(database.prepare(`SELECT count(*) AS n FROM ${table}`).get()?.n);
}

/** Catalogued placements of a type whose bodies are not revoked. */
function count(database: Database, type: string): number {
  const sql = `SELECT count(*) AS n FROM placement p JOIN object_type t ON t.object_type = p.object_type
    JOIN body b ON b.body = p.body WHERE t.name = ? AND p.flags & 4 AND CAST(b.bytes AS TEXT) NOT LIKE '%"revoked":true%'`;
  return Number(database.prepare(sql).get(type)?.n);
}
