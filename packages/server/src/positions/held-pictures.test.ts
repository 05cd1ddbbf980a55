import assert from 'node:assert/strict';
import { test } from 'node:test';
import { writeStatement } from '@entente/positions';
import type { StixObject } from '@entente/stix';
import fc from 'fast-check';
import { startTestApp } from '../http/test-app.ts';
import { tlp } from '../objects/test-coalition.ts';
import { createOneSource } from '../reports/one-source.ts';
import { createHeldPictures } from './held-pictures.ts';

// Today: of other days pictures are made in another way (past-pictures.test.ts).
const day = '2035-03-01';
const members = ['France', 'Iraq', 'Norway'] as const;
const opinions = ['strongly-disagree', 'disagree', 'neutral', 'agree', 'strongly-agree'] as const;
const terms = [
  { tlp: 'green' },
  { tlp: 'amber', releasableTo: ['France'] },
  { tlp: 'amber', releasableTo: ['Iraq'] },
  { tlp: 'amber', releasableTo: ['France', 'Iraq'] },
] as const;

const number = (most: number) => fc.integer({ min: 0, max: most - 1 });
const step = fc.oneof(
  fc.record({
    kind: fc.constant('position' as const),
    claim: number(3),
    holder: number(3),
    opinion: number(5),
    terms: number(4),
  }),
  fc.record({
    kind: fc.constant('statement' as const),
    claim: number(3),
    holder: number(3),
    opinion: number(6),
    terms: number(4),
  }),
  fc.record({ kind: fc.constant('again' as const), at: number(20), opinion: number(5), terms: number(4) }),
  fc.record({ kind: fc.constant('recall' as const), at: number(20) }),
  fc.record({ kind: fc.constant('claim' as const), terms: number(4) }),
  fc.record({ kind: fc.constant('copy' as const), at: number(20), terms: number(4) }),
);

test('a picture that was kept and followed is, after every change, the one that is read anew', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 14 }), async (steps) => {
      await using app = await startTestApp();
      const { core } = app;
      const [norway, iraq] = [
        await app.person('norway', { member: 'Norway', roles: ['analyst', 'release-officer'] }),
        await app.person('iraq', { member: 'Iraq', roles: ['analyst', 'release-officer'] }),
      ];
      const claims: string[] = [];
      const written: { id: string; body: Record<string, unknown> }[] = [];
      const publish = async (who: string, method: string, path: string, body: object): Promise<string> => {
        app.time.now += 1000;
        const { id, summary } = await app.must<{ id?: string; summary?: { id: string } }>(who, method, path, body);
        return id ?? summary?.id ?? '';
      };
      const putClaim = async (under: number): Promise<void> => {
        const body = { collection: 'open', terms: terms[under], name: `Claim ${claims.length}`, asked: true };
        claims.push(await publish(norway, 'POST', '/api/claims', body));
      };
      for (const under of [0, 0, 1]) await putClaim(under);

      async function take(each: (typeof steps)[number]): Promise<void> {
        if (each.kind === 'claim') return putClaim(each.terms);
        if (each.kind === 'position') {
          const opinion = opinions[each.opinion];
          const holder = members[each.holder] ?? 'France';
          const body = {
            collection: 'open',
            terms: terms[each.terms],
            claim: claims[each.claim],
            holder,
            opinion,
            since: '2035-02-01',
          };
          written.push({ id: await publish(norway, 'POST', '/api/positions', body), body });
          return;
        }
        if (each.kind === 'statement') {
          const stance = opinions[each.opinion];
          const object = writeStatement({
            sourceSpans: [],
            cueSpans: [],
            contentSpans: [],
            kind: 'said',
            negated: false,
            hedged: false,
            said: `2035-02-0${1 + each.opinion}`,
            speaker: `identity--00000000-0000-4000-8000-0000000000a${each.holder}`,
            spokenFor: app.identity(members[each.holder] ?? 'France'),
            claim: claims[each.claim] ?? '',
            quantities: [],
            ...(stance === undefined ? {} : { stance }),
          });
          await publish(norway, 'POST', '/api/objects', { collection: 'open', terms: terms[each.terms], object });
          return;
        }
        const old = written[each.at % Math.max(written.length, 1)];
        if (old === undefined) return;
        if (each.kind === 'again') {
          const body = { ...old.body, terms: terms[each.terms], opinion: opinions[each.opinion] };
          await app.ask(norway, 'PUT', `/api/positions/${old.id}`, body);
        } else if (each.kind === 'recall')
          await app.ask(norway, 'POST', '/api/recalls', { object: old.id, reason: 'Wrong' });
        else {
          // The same object, brought by somebody who did not make it: which one is shown is decided for each viewer.
          const view = core.reader.current(app.viewer('Iraq'), old.id);
          if (view === undefined) return;
          const object = core.summaries.parse(view);
          const value = { ...object, object_marking_refs: undefined };
          await app.ask(iraq, 'POST', '/api/objects', { collection: 'open', terms: terms[each.terms], object: value });
        }
      }

      const sources = createOneSource(app.database, core.projections);
      const { database } = app;
      for (const each of steps) {
        await take(each);
        await app.settled();
        for (const name of members) {
          const viewer = app.viewer(name);
          const kept = core.positions.pictures.whole(viewer, day, true);
          const anew = createHeldPictures(database, core.reader, core.projections, core.terms, core.members, sources);
          const fresh = anew.whole(viewer, day);
          assert.deepEqual(new Map([...kept.added].sort()), new Map([...fresh.added].sort()));
          assert.deepEqual(kept.picture, fresh.picture);
          assert.deepEqual(core.positions.pictures.signals(kept.picture), anew.signals(fresh.picture));
        }
      }
    }),
    { numRuns: 12 },
  );
});

test('who gains or loses sight has another picture at once', async () => {
  await using app = await startTestApp();
  const norway = await app.person('norway', { member: 'Norway', roles: ['analyst', 'release-officer'] });
  const iraq = await app.person('iraq', { member: 'Iraq' });
  const body = { collection: 'open', terms: { tlp: 'green' }, name: 'A claim' };
  const { id: claim } = await app.must<{ id: string }>(norway, 'POST', '/api/claims', body);
  const held = { collection: 'open', claim, holder: 'Norway', opinion: 'agree', since: '2035-02-01' };
  const toIraq = { tlp: 'amber', releasableTo: ['Iraq'] };
  const { id } = await app.must<{ id: string }>(norway, 'POST', '/api/positions', { ...held, terms: toIraq });
  const cells = async () =>
    (await app.must<{ cells: unknown[] }>(iraq, 'GET', `/api/positions?asOf=${day}`)).cells.length;
  assert.equal(await cells(), 1);
  app.time.now += 1000;
  const toFrance = { tlp: 'amber', releasableTo: ['France'] };
  await app.must(norway, 'PUT', `/api/positions/${id}`, { ...held, terms: toFrance });
  assert.equal(await cells(), 0);
});

test('a signal of very many tells a few of each side, and how many more there are', async () => {
  await using app = await startTestApp();
  const norway = await app.person('norway', { member: 'Norway' });
  const names = Array.from({ length: 70 }, (_, place) => `Member ${place}`);
  await app.core.memberService.addAll(
    app.viewer('France'),
    names.map((name) => ({ name, kind: 'country', joined: '2026-01-01' })),
  );
  const open = { collection: 'open', terms: { tlp: 'green' } };
  const { id: claim } = await app.must<{ id: string }>(norway, 'POST', '/api/claims', { ...open, name: 'A claim' });
  for (const [place, holder] of names.entries()) {
    const opinion = place % 2 === 0 ? 'agree' : 'disagree';
    await app.must(norway, 'POST', '/api/positions', { ...open, claim, holder, opinion, since: '2035-02-01' });
  }
  type Told = { kind: string; parties: { side: number }[]; more: number };
  const { signals } = await app.must<{ signals: Told[] }>(norway, 'GET', `/api/signals?asOf=${day}`);
  const told = signals.find(({ kind }) => kind === 'contradiction');
  assert.deepEqual([told?.parties.length, told?.more], [50, 20]);
  assert.equal(told?.parties.filter(({ side }) => side < 0).length, 25);
});

test('a picture that is made in steps while others write, recall and gain sight is the one that is read anew', async () => {
  await using app = await startTestApp();
  const { core } = app;
  const norway = await app.person('norway', { member: 'Norway', roles: ['analyst', 'release-officer'] });
  const open = { collection: 'open', terms: { tlp: 'green' } };
  const claims: string[] = [];
  for (const name of ['One', 'Another', 'A third']) {
    claims.push((await app.must<{ id: string }>(norway, 'POST', '/api/claims', { ...open, name })).id);
  }
  const idOf = (type: string, place: number): string =>
    `${type}--00000000-0000-4000-8000-${String(place).padStart(12, '0')}`;
  const statement = (place: number, version: number) => {
    const value = {
      ...writeStatement({
        sourceSpans: [],
        cueSpans: [],
        contentSpans: [],
        kind: 'said',
        negated: false,
        hedged: false,
        said: '2035-02-01',
        // Some say two things on a claim, under different terms.
        speaker: idOf('identity', place % 300),
        spokenFor: app.identity(members[place % 3] ?? 'France'),
        claim: claims[(place + version) % 3] ?? '',
        quantities: [],
        ...(place % 5 === 0 ? {} : { stance: place % 2 === 0 ? ('agree' as const) : ('disagree' as const) }),
      }),
      spec_version: '2.1',
      id: idOf('statement', place),
      created: '2035-02-01T00:00:00.000Z',
      modified: `2035-02-0${version}T00:00:00.000Z`,
      created_by_ref: app.identity('Norway'),
      object_marking_refs: [tlp(place < 300 ? 'green' : 'amber')],
    } as unknown as StixObject;
    return { bytes: Buffer.from(JSON.stringify(value)), value };
  };
  const viewer = app.viewer('Iraq');
  const write = (...incoming: ReturnType<typeof statement>[]) =>
    core.service.add(app.viewer('Norway'), app.open, incoming);
  await write(...Array.from({ length: 350 }, (_, place) => statement(place, 1)));
  const held = () =>
    createHeldPictures(
      app.database,
      core.reader,
      core.projections,
      core.terms,
      core.members,
      createOneSource(app.database, core.projections),
    );
  const same = (kept: ReturnType<typeof held>): void => {
    const [{ picture, added }, anew] = [kept.whole(viewer, day), held()];
    const fresh = anew.whole(viewer, day);
    assert.deepEqual(new Map([...added].sort()), new Map([...fresh.added].sort()));
    assert.deepEqual(picture, fresh.picture);
    assert.deepEqual(kept.signals(picture), anew.signals(fresh.picture));
  };

  const kept = held();
  let steps = 0;
  for (const work = kept.steps(viewer, day); work.next().done !== true; steps += 1) {
    // To another claim, and new.
    app.time.now += 1000;
    await write(statement(steps * 7, 2), statement(400 + steps, 1));
    // Whoever asks meanwhile is answered, and goes on with the same.
    if (steps % 4 === 3) same(kept);
  }
  assert.ok(steps > 8, `${steps} steps: of many voices, and of each claim`);
  same(kept);

  // From one claim, on which that voice said nothing else, to another.
  for (const place of [1, 2, 3]) {
    await write(statement(place * 8 + 101, 5));
    same(kept);
  }

  // What follows is more than is followed at once, and is given up where something is purged.
  await write(...Array.from({ length: 300 }, (_, place) => statement(place + 30, 6)));
  for (const work = kept.steps(viewer, day); work.next().done !== true; ) same(kept);
  const preparing = [kept.prepare(viewer, day), kept.prepare(app.viewer('Norway'), day)];
  await app.must(norway, 'POST', '/api/recalls', { object: idOf('statement', 77), reason: 'Wrong' });
  await Promise.all(preparing);
  same(kept);

  // Under terms that nobody has had before: another picture, and nobody else’s.
  const other = held();
  let isWritten = false;
  for (const work = other.steps(viewer, day); work.next().done !== true; ) {
    if (isWritten) continue;
    const toIraq = { collection: 'open', terms: { tlp: 'amber', releasableTo: ['Iraq'] } };
    const position = { ...toIraq, claim: claims[0], holder: 'France', opinion: 'agree', since: '2035-02-01' };
    await app.must(norway, 'POST', '/api/positions', position);
    isWritten = true;
  }
  same(other);
});
