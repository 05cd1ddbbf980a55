import assert from 'node:assert/strict';
import { test } from 'node:test';
import { writeClaim, writePosition, writeStatement } from '@entente/positions';
import type { JsonObject } from '@entente/stix';
import fc from 'fast-check';
import type { Viewer } from '../accounts/viewer.ts';
import { createBriefs } from '../briefs/create-briefs.ts';
import { openDatabase } from '../database/open-database.ts';
import { createTestCoalition, stampOf, type TestCoalition, tlp } from '../objects/test-coalition.ts';
import { createOneSource } from '../reports/one-source.ts';
import { createHeldPictures } from './held-pictures.ts';
import { lastSaidQueries } from './last-said.ts';
import { detailsQuery, placementQuery } from './past-pictures.ts';
import { createPositionAnswers } from './position-answers.ts';

const members = ['Norway', 'France', 'Iraq'] as const;
const stances = ['disagree', 'neutral', 'strongly-agree'] as const;
/** Back and forth: some before all that is said, some between, one long after. */
const days = ['2025-02-02', '2025-02-03', '2025-02-01', '2025-01-01', '2025-02-02', '2025-12-01'] as const;
const claims = [1, 2].map((place) => idOf('claim', place));

const number = (most: number) => fc.integer({ min: 0, max: most - 1 });
/** Of ten objects of each type: so some are new versions of others, and some the same that others bring. */
const step = fc.oneof(
  {
    weight: 10,
    arbitrary: fc.record({
      kind: fc.constant('statement' as const),
      id: number(10),
      by: number(3),
      version: number(3),
      claim: number(2),
      /** 1: the member itself. */
      speaker: number(2),
      spokenFor: number(2),
      day: number(3),
      /** 3: none. */
      stance: number(4),
      /** 3: none. */
      report: number(4),
      kindOf: fc.constantFrom('said', 'said', 'clarified', 'assessed'),
      /** 2: says no number. */
      men: number(3),
      recorded: number(2),
      level: fc.constantFrom('green', 'green', 'amber', undefined),
      into: number(2),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('position' as const),
      id: number(10),
      claim: number(2),
      speaker: number(2),
      spokenFor: number(2),
      day: number(3),
      stance: number(3),
      /** On one of the statements. */
      rests: number(10),
      ends: fc.boolean(),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('copies' as const), by: number(3), of: number(3) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('remove' as const), by: number(3), id: number(10) }) },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

test('a picture as of a day, kept or gone on from or read anew, is that of the statements themselves', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 30, maxLength: 60, size: 'max' }), async (steps) => {
      await using coalition = await createTestCoalition(['France', 'Iraq']);
      const { core } = coalition;
      const open = await coalition.collection({ title: 'Open' });
      const some = await coalition.collection({ title: 'Some', readers: ['Norway', 'France'] });
      for (const id of claims) {
        const claim = { ...writeClaim({ name: id, aliases: [], places: [], askedOf: [] }), id };
        await coalition.write('Norway', open, [stored(claim, 1, 'green')]);
      }
      for (const [place, each] of steps.entries()) {
        const by = members[each.kind === 'position' ? 0 : each.by] ?? 'Norway';
        if (each.kind === 'remove') {
          const owned = core.reader.owned(coalition.viewer(by), idOf('statement', each.id), open.collection);
          if (owned.length > 0) await core.remover.remove(coalition.viewer(by), idOf('statement', each.id), owned);
        } else {
          const isOpen = each.kind !== 'statement' || each.into === 0;
          await coalition.write(by, isOpen ? open : some, [objectOf(coalition, each)]);
        }
        if (place % 15 === 14 || place === steps.length - 1) await compare(coalition);
      }
    }),
    { numRuns: 8, endOnFailure: true },
  );
});

/** What is told of each day by the narrow rows, and by the whole picture. */
async function compare(coalition: TestCoalition): Promise<void> {
  await coalition.settled();
  const { core } = coalition;
  const { answers, pictures, looks, reader, views } = core.positions;
  const sources = createOneSource(coalition.database, core.projections);
  const { projections, terms, members: store } = core;
  const slow = createHeldPictures(coalition.database, core.reader, projections, terms, store, sources);
  const slowly = {
    ...pictures,
    whole: (viewer: Viewer, day: string) => slow.whole(viewer, day),
    board: (viewer: Viewer, day: string) => slow.whole(viewer, day),
  };
  const briefs = createBriefs({ ...core, positions: { ...core.positions, pictures: slowly } });
  const whole = createPositionAnswers({
    pictures: slowly,
    views,
    looks,
    members: store,
    positions: reader,
    today: () => core.now().slice(0, 10),
  });
  for (const name of members) {
    const viewer = coalition.viewer(name);
    // Half of what there is came after he looked: what is fresh is told by the dates of single statements.
    const dates = claims.flatMap((id) => reader.statementsOn(viewer, id, '2025-12-01', 100).map(({ added }) => added));
    looks.set(viewer, dates.sort((a, b) => a - b)[dates.length >> 1] ?? 0);
    for (const day of days) {
      assert.deepEqual(answers.matrix(viewer, day), whole.matrix(viewer, day), day);
      assert.deepEqual(answers.signals(viewer, day, true), whole.signals(viewer, day, true), day);
      assert.deepEqual(answers.member(viewer, 'France', day), whole.member(viewer, 'France', day), day);
      for (const wanted of [{ about: 'member', of: 'France' } as const, { about: 'day' } as const]) {
        const asked = { ...wanted, asOf: day };
        const brief = { ...core.briefs.make(viewer, asked), made: '' };
        assert.deepEqual(brief, { ...briefs.make(viewer, asked), made: '' }, day);
      }
      const known = pictures.asKnown(viewer, day, { by: `${day}T00:00:00Z`, had: () => true });
      assert.deepEqual(answers.matrix(viewer, day, known), { ...whole.matrix(viewer, day), known: day }, day);
    }
  }
}

function objectOf(coalition: TestCoalition, each: Exclude<Step, { kind: 'remove' }>): JsonObject {
  if (each.kind === 'copies') {
    const link = { type: 'relationship', relationship_type: 'duplicate-of', id: idOf('relationship', each.of) };
    const [one, other] = [idOf('report', each.of), idOf('report', (each.of + 1) % 3)];
    return stored({ ...link, source_ref: one, target_ref: other }, 1, each.by === 0 ? 'green' : undefined);
  }
  const principal = coalition.identity(members[each.spokenFor] ?? 'Norway');
  const speaker = each.speaker === 1 ? principal : idOf('identity', 9);
  const [claim, day] = [claims[each.claim] ?? '', `2025-02-0${1 + each.day}`];
  if (each.kind === 'position') {
    const position = writePosition({
      claim,
      holder: speaker,
      speaksFor: principal,
      answer: 'opinion',
      opinion: stances[each.stance] ?? 'neutral',
      since: day,
      basis: [idOf('statement', each.rests)],
      ...(each.ends ? { until: '2025-03-01' } : {}),
    });
    return stored({ ...position, id: idOf('opinion', each.id) }, 1, 'green');
  }
  const stance = stances[each.stance];
  const statement = writeStatement({
    sourceSpans: [],
    cueSpans: [],
    contentSpans: [],
    kind: each.kindOf,
    negated: false,
    hedged: false,
    said: day,
    speaker,
    speakerName: `Speaker ${each.speaker}`,
    spokenFor: principal,
    claim,
    quote: `What was said the ${each.id}th time.`,
    office: `Office ${each.version}`,
    quantities: each.men === 2 ? [] : [{ value: each.men, measure: 'count', bound: 'exact', of: 'men' }],
    ...(stance === undefined ? {} : { stance }),
    ...(each.report === 3 ? {} : { report: idOf('report', each.report) }),
  });
  const created = `2025-02-10T00:00:0${each.recorded}.000Z`;
  return stored({ ...statement, id: idOf('statement', each.id), created }, each.version + 1, each.level);
}

/** A third-party object: whoever brings it is its owner. */
function stored(object: JsonObject, version: number, level: 'green' | 'amber' | undefined): JsonObject {
  const marked = level === undefined ? {} : { object_marking_refs: [tlp(level)] };
  const created = '2025-02-10T00:00:00.000Z';
  return { spec_version: '2.1', created, modified: stampOf(version), ...marked, ...object };
}

function idOf(type: string, place: number): string {
  return `${type}--00000000-0000-4000-8000-00000000000${place}`;
}

test('what everybody said last is read by the keys of narrow rows, and nothing else', () => {
  using database = openDatabase(':memory:');
  for (const [name, sql] of Object.entries({ ...lastSaidQueries, placement: placementQuery, details: detailsQuery })) {
    const plan = database
      .prepare(`EXPLAIN QUERY PLAN ${sql}`)
      .all()
      .map(({ detail }) => String(detail));
    const steps = plan.filter((each) => /^(SCAN|SEARCH|USE)/.test(each));
    assert.ok(
      steps.every((each) =>
        /^SEARCH [a-z]+ USING .*(PRIMARY KEY|COVERING INDEX|account_by_principal)|^SCAN (e |one|\(subquery)/.test(each),
      ),
      `${name}: ${plan.join(' | ')}`,
    );
    assert.ok(!plan.some((each) => each.includes('TEMP B-TREE')), `${name}: ${plan.join(' | ')}`);
  }
});
