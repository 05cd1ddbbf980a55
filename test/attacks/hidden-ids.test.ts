import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { basic, type Caller, freshId, startCoalition } from './coalition.ts';
import type { Kind, Pick } from './decisions/decision.ts';
import { note, releaseTo, tlp } from './objects.ts';
import { hideableIn, requestTo, routesOf } from './routes.ts';
import { difference, told } from './told.ts';

/**
 * What a viewer may not know of answers like what does not exist: on every route that names something by an id, in
 * status, body and headers, for an analyst, for a reader, and for the administrator of another member.
 */

const coalition = await startCoalition();
after(() => coalition[Symbol.asyncDispose]());
const { core, us, france, iraq, ask } = coalition;
const routes = routesOf(coalition);

const callers: [string, Caller][] = [
  ['a token that writes', france],
  ['a token that reads', france.readOnly],
];
let visible: Pick;
let hidden: Pick;
let missing: Pick;

before(async () => {
  const toIraq = releaseTo(us, iraq);
  const secret = note(us, [tlp('amber'), toIraq.id]);
  const shown = note(us, [tlp('green')]);
  await coalition.store(us, [toIraq, secret, shown]);
  const closed = await core.collectionService.add(coalition.operator, {
    title: 'Closed',
    alias: 'closed-to-france',
    readers: ['Iraq'],
    writers: ['Iraq'],
  });
  const own = async (who: Caller) => {
    const { text } = await coalition.api(who, 'POST', '/api/searches', { name: 'mine', query: { q: 'x' } });
    return (JSON.parse(text) as { id: string }).id;
  };
  const stranger = await coalition.account('reader@iraq.example', iraq.principal, 'reader');
  callers.push(
    ['a member admin', await coalition.account('admin@france.example', france.principal, 'member-admin', 'analyst')],
    ['a reader', await coalition.account('reader@france.example', france.principal, 'reader')],
  );
  const token = core.access.tokens.create(coalition.operator, { member: iraq.principal, label: 'x', write: false });
  const unit = await core.unitService.add(coalition.operator, 'Iraq', { name: 'Quiet', kind: 'served', listed: false });
  const border = await core.unitService.add(coalition.operator, 'Iraq', { name: 'Border', kind: 'internal' });
  const sender = await coalition.account('sender@us.example', us.principal, 'analyst');
  const sent = await coalition.api(sender, 'POST', '/api/leads', { object: shown.id, units: [border.identity] });
  const lead = /[0-9a-f]{8}-[0-9a-f-]{27}/.exec(sent.text.replaceAll(shown.id, ''));
  assert.equal(sent.status, 201, sent.text);
  const operator: Caller = { headers: { authorization: basic('operator@us.example') } };
  const { entries } = JSON.parse(await coalition.read(operator, '/api/audit/entries?member=Iraq')) as {
    entries: { id: string }[];
  };
  const wrong = note(us, [tlp('green')]);
  await coalition.store(us, [wrong]);
  const order = { object: wrong.id, reason: 'Wrong' };
  const recall = JSON.parse((await coalition.api(sender, 'POST', '/api/recalls', order)).text) as { id: string };
  const feed = core.database
    .prepare(
      `INSERT INTO feed (id, member, address, collection, terms, minutes, created, next)
       VALUES ('feed--1', ?, 'https://news.example/', ?, '{"tlp":"green","releasableTo":[],"notReleasableTo":[]}', 60, '', 9e15)
       RETURNING id`,
    )
    .get(iraq.principal, closed.id);
  const taxiiFeed = core.database
    .prepare(
      `INSERT INTO taxii_feed (id, member, direction, url, source, version, login, collection, level, minutes, created, state, next)
       VALUES ('taxii-feed--1', ?, 'push', 'https://taxii.example/a', 'x', '2.1', 'none', ?, 'clear', 60, '', 'on', 9e15)
       RETURNING id`,
    )
    .get(iraq.principal, closed.id);
  hidden = {
    feed: String(feed?.id),
    taxiiFeed: String(taxiiFeed?.id),
    object: secret.id,
    proof: await coalition.proofId(us, secret.id),
    collection: closed.id,
    account: stranger.id,
    token: token.id,
    search: await own(iraq),
    status: (await coalition.add(iraq, [])).id,
    unit: unit.identity,
    lead: String(lead),
    approval: freshId('x').slice(3),
    recall: recall.id,
    mandate: freshId('x').slice(3),
    peer: freshId('x').slice(3),
    setAside: '1',
    proposal: freshId('x').slice(3),
    entry: entries[0]?.id ?? '',
    member: iraq.identity,
    group: 'x',
  };
  missing = {
    ...hidden,
    feed: freshId('feed'),
    taxiiFeed: freshId('taxii-feed'),
    object: freshId('note'),
    proof: freshId('entente-proof'),
    collection: freshId('x').slice(3),
    account: freshId('x').slice(3),
    token: freshId('x').slice(3),
    search: freshId('x').slice(3),
    status: freshId('x').slice(3),
    unit: freshId('identity'),
    lead: freshId('x').slice(3),
    approval: freshId('x').slice(3),
    recall: freshId('x').slice(3),
    mandate: freshId('x').slice(3),
    peer: freshId('x').slice(3),
    setAside: '1',
    proposal: freshId('x').slice(3),
    entry: freshId('x').slice(3),
  };
  visible = {
    ...hidden,
    object: shown.id,
    proof: await coalition.proofId(us, shown.id),
    collection: coalition.open.id,
  };
});

test('the ids in question are hidden, and the same requests find what is visible', async () => {
  assert.equal((await ask(iraq, { path: `/api/objects/${hidden.object}` })).status, 200);
  assert.equal((await ask(france, { path: `/api/objects/${visible.object}` })).status, 200);
  const proofs = '/taxii2/proofs/collections/open/objects';
  assert.equal((await ask(iraq, { path: `${proofs}/${hidden.proof}/` })).status, 200);
  assert.equal((await ask(france, { path: `${proofs}/${visible.proof}/` })).status, 200);
  const collections = await coalition.read(iraq, '/taxii2/coalition/collections/');
  assert.ok(collections.includes(hidden.collection));
  assert.ok(!(await coalition.read(france, '/taxii2/coalition/collections/')).includes(hidden.collection));
});

for (const route of routes) {
  for (const kind of hideableIn(route)) {
    test(`${route}: a hidden ${kind} is like none`, async () => {
      for (const [caller, who] of callers) {
        // What is asked for beside it is visible in one round, and as hidden or missing as itself in the other.
        for (const others of [visible, missing]) {
          const answer = async (pick: Pick) => {
            const named: Pick = { ...others, [kind]: pick[kind] };
            return told(await ask(who, requestTo(route, named)), pick[kind]);
          };
          const forMissing = await answer(missing);
          assert.equal(difference(forMissing, await answer(hidden)), undefined, caller);
          assert.match(forMissing, /"status":40[34]|"body":"\{\\"\w+\\":\[\]/, `${caller}: nothing is found`);
        }
      }
    });
  }
}

test('aliases of hidden collections are like none, too', async () => {
  for (const route of routes.filter((each) => hideableIn(each).includes('collection'))) {
    for (const [caller, who] of callers) {
      const answer = async (collection: string) =>
        told(await ask(who, requestTo(route, { ...visible, collection })), collection);
      const found = difference(await answer('no-such-alias-at'), await answer('closed-to-france'));
      assert.equal(found, undefined, `${route} by ${caller}`);
    }
  }
});

test('the id of a proof, or of its object, in a filter of proofs finds nothing hidden', async () => {
  const paths = ['objects/?match[id]=ID', 'manifest/?match[id]=ID', `objects/?limit=1&match[id]=ID,${visible.proof}`];
  for (const path of paths.map((each) => `/taxii2/proofs/collections/open/${each}`)) {
    for (const kind of ['object', 'proof'] as const) {
      const [first, second] = await Promise.all(
        [hidden[kind], missing[kind]].map(async (id) => told(await ask(france, { path: path.replace('ID', id) }), id)),
      );
      assert.equal(difference(second ?? '', first ?? ''), undefined, path);
    }
  }
});

test('an id in a filter, a reference or a search finds nothing hidden', async () => {
  const queries = (id: string): string[] => [
    `/taxii2/coalition/collections/open/objects/?match[id]=${id}`,
    `/taxii2/coalition/collections/open/manifest/?match[id]=${id},${visible.object}`,
    `/api/objects?q=${id}&facets=true`,
    `/api/objects?collection=${hidden.collection === id ? id : 'closed-to-france'}&facets=true`,
    `/api/objects?q=%22${id.slice(-12)}%22&facets=true`,
  ];
  const [ofHidden, ofMissing] = [queries(hidden.object), queries(missing.object)];
  for (const [index, path] of ofHidden.entries()) {
    const answers = await Promise.all([path, ofMissing[index] ?? ''].map((each) => ask(france, { path: each })));
    const [first, second] = answers.map((answer, at) => told(answer, [hidden, missing][at]?.object ?? ''));
    assert.equal(first, second, path);
  }
});

/** The kinds of which a time is measured: their look-up goes through what is stored. */
const timed: [Kind, (id: string) => string][] = [
  ['object', (id) => `/api/objects/${id}`],
  ['object', (id) => `/taxii2/coalition/collections/open/objects/${id}/`],
  ['proof', (id) => `/taxii2/proofs/collections/open/objects/${id}/`],
  ['collection', (id) => `/taxii2/coalition/collections/${id}/objects/`],
];

for (const [kind, path] of timed) {
  test(`${path('{id}')}: the time of the answer does not tell hidden from missing`, async () => {
    const times: Record<'hidden' | 'missing', number[]> = { hidden: [], missing: [] };
    for (let round = 0; round < 320; round += 1) {
      // In changing order, so that what slows the machine down slows both.
      for (const which of round % 2 === 0 ? (['hidden', 'missing'] as const) : (['missing', 'hidden'] as const)) {
        const started = performance.now();
        await ask(france, { path: path({ hidden, missing }[which][kind]) });
        if (round >= 20) times[which].push(performance.now() - started);
      }
    }
    const [ofHidden, ofMissing] = [median(times.hidden), median(times.missing)];
    const difference = Math.abs(ofHidden - ofMissing);
    assert.ok(difference < 0.15 + ofMissing * 0.2, `hidden ${ofHidden} ms, missing ${ofMissing} ms`);
  });
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;
}
