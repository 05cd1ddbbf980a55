import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { freshId, startCoalition } from './coalition.ts';
import { openEvents } from './events.ts';
import {
  address,
  claim,
  copyOf,
  indicator,
  keptToNodes,
  note,
  position,
  relationship,
  releaseTo,
  report,
  statement,
  tlp,
} from './objects.ts';
import { assertSame, createPictures } from './picture.ts';

/**
 * Everything that France can read, byte for byte, before and after others put things beside it that France may not
 * see: lists, counts, facets, totals, `more`, `next`, manifests, versions, graphs, searches and the overview.
 */

const coalition = await startCoalition();
after(() => coalition[Symbol.asyncDispose]());
const { us, france, iraq, nato, interpol, ask } = coalition;
const toIraq = releaseTo(us, iraq);
const toNodes = keptToNodes(us);
const reader = await coalition.account('reader@nato.example', nato.principal, 'reader');
const sight = address('198.51.100.7', [tlp('green')]);

const shown = note(us, [tlp('green')], { content: 'weather over the river' });
const question = claim(us, [tlp('green')], 'The weather is good.');
const paper = report(us, [tlp('green')], 'Paper');
const otherPaper = report(us, [tlp('green')], 'Another paper');
/** Linked to before it is there, so that the link is seen by all. */
const latePaper = report(us, [tlp('amber'), toIraq.id], 'Late paper');
const visible = [
  shown,
  paper,
  otherPaper,
  copyOf(us, [tlp('green')], otherPaper.id, paper.id),
  copyOf(us, [tlp('green')], latePaper.id, paper.id),
  { ...statement(us, [tlp('green')], question.id, nato.identity, 'disagree'), report_ref: paper.id },
  note(us, [tlp('green')], { content: 'weather in the north' }),
  note(us, [tlp('amber')], { content: 'more weather' }),
  relationship(us, shown.id, us.identity, [tlp('green')]),
  sight,
  indicator(us, [tlp('green')], 'weather station'),
  question,
  position(us, [tlp('green')], question.id, us.identity, 'agree'),
  statement(us, [tlp('green')], question.id, france.identity, 'disagree'),
  statement(us, [tlp('green')], question.id, iraq.identity, 'agree'),
];
const own = [
  note(france, [tlp('green')], { content: 'our own weather' }),
  note(france, [], { content: 'for ourselves' }),
];
await coalition.store(us, [toIraq, toNodes, ...visible]);
// INTERPOL has much under many terms, which is read on other ways than little.
const lists = Array.from({ length: 30 }, () => releaseTo(us, interpol, { identity: freshId('identity') }));
await coalition.store(us, [...lists, ...lists.map(({ id }) => note(us, [tlp('amber'), id], { content: 'weather' }))]);
await coalition.store(france, own);
await coalition.api(france, 'POST', '/api/searches', { name: 'weather', query: { q: 'weather', type: 'note' } });
await coalition.api(france, 'POST', '/api/overview/seen');
// What is proposed of a report is made as it is first opened.
for (const who of [france, interpol]) await coalition.read(who, `/api/reports/${paper.id}`);

/** Of what is in the picture, so that each is asked for by the id of its proof, too. */
const proofs = new Map<string, string>();
for (const id of [shown.id, question.id, paper.id, sight.id, own[0]?.id ?? '', us.identity]) {
  proofs.set(id, await coalition.proofId(france, id));
}

const pictureOf = createPictures(coalition, proofs);
const before = await pictureOf(france);
const beforeMany = await pictureOf(interpol);

test('the picture is of what is there', () => {
  assert.ok(before.size > 60, `${before.size} answers`);
  const search = before.get('/api/objects?q=weather&facets=true') ?? '';
  assert.match(search, /\\"count\\":4/);
  assert.match(before.get('/api/positions?') ?? '', /strongly|disagree/);
  assert.match(before.get('/api/signals?') ?? '', /contradiction/);
  for (const path of [`/api/reports/${paper.id}?`, `/api/claims/${question.id}?`, '/api/signals?']) {
    assert.match(before.get(path) ?? '', /\\"carriedBy\\":\{\\"reports\\":2,/, path);
  }
  const proof = proofs.get(shown.id);
  assert.match(before.get(`/taxii2/proofs/collections/${coalition.open.id}/objects/${proof}?`) ?? '', /"status":200/);
  const paged = before.get(`/taxii2/proofs/collections/${coalition.open.id}/objects?limit=2`) ?? '';
  assert.equal(paged.match(/\\"object_sha256\\"/g)?.length, 2);
  assert.match(before.get('/api/overview?') ?? '', /\\"overTime\\":\[\{.*\\"count\\":[1-9]/);
});

/** What each round puts beside what France sees. */
const rounds: [string, () => Promise<void>][] = [
  [
    'objects for others alone, of the same and of new types, with the same words',
    async () => {
      const markings = [tlp('amber'), toIraq.id];
      await coalition.store(us, [
        indicator(us, markings, 'secret weather station'),
        ...[1, 2, 3, 4, 5, 6].map((n) => note(us, markings, { content: `secret weather ${n}` })),
        {
          ...note(us, markings),
          type: 'tool',
          id: freshId('tool'),
          name: 'weather',
          content: undefined,
          object_refs: undefined,
        },
      ]);
      await coalition.store(iraq, [note(iraq, [], { content: 'weather for ourselves' })]);
    },
  ],
  [
    'relationships, notes and sightings of what France sees, for others alone',
    async () => {
      const markings = [tlp('amber'), toIraq.id];
      const secret = note(us, markings, { object_refs: [shown.id] });
      await coalition.store(us, [
        secret,
        relationship(us, shown.id, secret.id, markings),
        relationship(us, secret.id, sight.id, markings),
        relationship(us, us.identity, shown.id, markings),
      ]);
    },
  ],
  [
    'claims, positions and statements on what France sees, for others alone, that would change every number',
    async () => {
      const markings = [tlp('amber'), toIraq.id];
      const secret = claim(us, markings, 'The weather is secret.');
      await coalition.store(us, [
        secret,
        position(us, markings, secret.id, us.identity, 'agree'),
        position(us, markings, question.id, us.identity, 'strongly-disagree', '2019-03-01'),
        position(us, markings, question.id, iraq.identity, 'strongly-disagree', '2019-03-01'),
        position(us, markings, question.id, nato.identity, 'disagree'),
        ...[1, 2, 3, 4].map((n) =>
          statement(us, markings, question.id, france.identity, 'strongly-agree', `2019-03-0${n}`),
        ),
        { ...statement(us, markings, question.id, iraq.identity, 'disagree'), kind: 'assessed' },
        { ...claim(us, markings, 'Asked of all.'), asked_by_ref: us.identity, asked_on: '2019-01-01' },
      ]);
      await coalition.store(iraq, [
        claim(iraq, [], 'The weather is bad.'),
        position(iraq, [], question.id, iraq.identity, 'strongly-disagree', '2019-04-01'),
        // The same ids, of another: not what France is shown.
        { ...claim(iraq, [], 'Not the same.'), id: question.id },
      ]);
    },
  ],
  [
    'claims, positions, statements and reports for Entente nodes only, which their programs are not',
    async () => {
      const markings = [tlp('green'), toNodes.id];
      const secret = claim(us, markings, 'The weather is kept to nodes.');
      const kept = report(us, markings, 'Kept paper');
      await coalition.store(us, [
        secret,
        kept,
        copyOf(us, markings, kept.id, paper.id),
        { ...statement(us, markings, question.id, nato.identity, 'agree'), report_ref: paper.id },
        position(us, markings, secret.id, us.identity, 'agree'),
        position(us, markings, question.id, nato.identity, 'strongly-disagree', '2019-05-01'),
        ...[1, 2, 3, 4].map((n) =>
          statement(us, markings, question.id, france.identity, 'strongly-agree', `2019-05-0${n}`),
        ),
      ]);
      for (const path of ['/api/claims', '/api/positions', '/api/signals', '/api/reports', '/api/overview']) {
        const [people, program] = await Promise.all([reader, nato].map((who) => coalition.read(who, path)));
        assert.notEqual(people, program, `${path} has it for people`);
      }
    },
  ],
  [
    'copies of a report that France sees, for others alone',
    async () => {
      const markings = [tlp('amber'), toIraq.id];
      const secret = report(us, markings, 'Secret paper');
      await coalition.store(us, [
        secret,
        latePaper,
        copyOf(us, markings, secret.id, paper.id),
        copyOf(us, [tlp('green')], secret.id, otherPaper.id),
        copyOf(us, markings, freshId('report'), paper.id),
      ]);
      const { carriedBy } = JSON.parse(await coalition.read(iraq, `/api/reports/${paper.id}`)) as {
        carriedBy?: { reports: number };
      };
      assert.equal(carriedBy?.reports, 4, 'Iraq has both');
    },
  ],
  [
    'the same observable, of others, for others alone',
    async () => {
      await coalition.store(iraq, [address('198.51.100.7')]);
      await coalition.store(nato, [address('198.51.100.7', [tlp('amber'), toIraq.id])]);
    },
  ],
  [
    'an object of the same id, of another, for himself alone',
    async () => {
      await coalition.store(iraq, [
        note(iraq, [], { id: shown.id, content: 'not the same', created: '2000-01-01T00:00:00.000Z' }),
      ]);
      await coalition.store(iraq, [note(iraq, [], { id: own[0]?.id ?? '', content: 'not the same' })]);
    },
  ],
  [
    'a collection that France may not read, and the same objects in it',
    async () => {
      const closed = await coalition.core.collectionService.add(coalition.operator, {
        title: 'Weather',
        alias: 'weather',
        readers: ['Iraq'],
        writers: ['Iraq'],
      });
      await coalition.store(us, [shown, sight, note(us, [tlp('clear')], { content: 'weather' })], closed.id);
      await coalition.store(iraq, [note(iraq, [tlp('green')], { content: 'weather' })], closed.id);
    },
  ],
  [
    'accounts, tokens, searches and statuses of others',
    async () => {
      await coalition.account('somebody@iraq.example', iraq.principal, 'reader');
      coalition.token(iraq.principal, true);
      await coalition.api(iraq, 'POST', '/api/searches', { name: 'weather', query: { q: 'weather' } });
      await coalition.api(us, 'POST', '/api/overview/seen');
    },
  ],
  [
    'removals of hidden objects',
    async () => {
      const secret = note(us, [tlp('amber'), toIraq.id]);
      await coalition.store(us, [secret]);
      const path = `/taxii2/coalition/collections/${coalition.open.id}/objects/${secret.id}/`;
      assert.equal((await ask(us, { method: 'DELETE', path })).status, 200);
      assert.equal(
        (await ask(iraq, { method: 'DELETE', path: path.replace(secret.id, visible[1]?.id ?? '') })).status,
        404,
      );
    },
  ],
];

for (const [what, add] of rounds) {
  test(`${what}: France and INTERPOL read the same, and are not woken`, async () => {
    const streams = await Promise.all([france, interpol].map((who) => openEvents(coalition.node.url, who)));
    await add();
    assertSame(await pictureOf(france), before);
    assertSame(await pictureOf(interpol), beforeMany);
    for (const events of streams) {
      assert.deepEqual(events.seen(), ['hello']);
      events.close();
    }
  });
}

test('France is woken by what it may see, so the stream would have told', async () => {
  const events = await openEvents(coalition.node.url, france);
  await coalition.store(us, [note(us, [tlp('green')])]);
  await events.next('new');
  events.close();
});
