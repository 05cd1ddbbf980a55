import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { after, before, beforeEach, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { publicPart, signMessage } from '@entente/exchange';
import type { JsonObject } from '@entente/stix';
import { note, tlp } from '../objects/test-coalition.ts';
import { newPrivateKey } from '../signing/key-store.ts';
import { answerDigest } from '../taxii/answer-digest.ts';
import { refuseAddress } from './address-rule.ts';
import { dated, startLiar, taxiiHeaders } from './test-liar.ts';
import { eventually, startTestNode, type TestNode } from './test-nodes.ts';

type Liar = Awaited<ReturnType<typeof startLiar>>;

let node: TestNode;
let liar: Liar;
let peer = 0;

before(async () => {
  node = await startTestNode('Norway', 200, {
    peers: { allowsPrivate: true, pollMilliseconds: 200, mostCollections: 20 },
  });
  liar = await startLiar(node);
  peer = liar.peer;
});
after(async () => {
  await node[Symbol.asyncDispose]();
  await liar[Symbol.asyncDispose]();
});
beforeEach(async () => {
  liar.behaviour.page = (_, response) => response.writeHead(200, taxiiHeaders).end('{}');
  liar.behaviour.events = (_, response) => response.writeHead(404).end();
  await answers(undefined);
});

/** Waits until what the liar answers from now on has led to this failure, or to none; nobody waits for its next turn. */
async function answers(code: string | undefined): Promise<void> {
  const { pages } = liar.behaviour;
  const failure = () => node.core.peers.statuses.of(peer).failure;
  await eventually(
    () => {
      node.core.peers.wake(node.admin, 'Liar');
      // What was asked before the answer changed may still be under way; it is dealt with when the next is asked.
      return liar.behaviour.pages >= pages + 2 && failure()?.code === code;
    },
    () => `not ${code}: ${JSON.stringify(failure())}`,
    20_000,
  );
}

test('a redirect is not followed, and other media types are no answer', async () => {
  liar.behaviour.page = (_, response) => response.writeHead(302, { Location: 'http://127.0.0.1:1/' }).end();
  await answers('redirected');
  liar.behaviour.page = (_, response) => response.writeHead(200, { 'Content-Type': 'text/html' }).end('<p>{}</p>');
  await answers('wrong-media-type');
  liar.behaviour.page = (_, response) => response.writeHead(200, taxiiHeaders).end('{"objects":[{"a":');
  await answers('unexpected-answer');
});

test('an answer that changed on the way is asked for again, and nothing of it is kept', async () => {
  const date = liar.nextDate();
  const whole = note('Whole again.', { created_by_ref: liar.identity, object_marking_refs: [tlp('green')] });
  const text = await liar.page([{ object: whole }]);
  const headers = { ...dated(date), 'X-Entente-Digest': answerDigest(text, date) };
  const before = node.core.peers.setAsides.count(peer);
  liar.behaviour.page = (_, response) => response.writeHead(200, headers).end(text.replace('Whole', 'Wkole'));
  await answers('damaged');
  liar.behaviour.page = (_, response) => response.writeHead(200, { ...headers, ...dated(liar.nextDate()) }).end(text);
  await answers('damaged');
  liar.behaviour.page = (_, response) => response.writeHead(200, headers).end(text);
  const texts = () => node.sees('Norway').map((id) => node.text('Norway', id));
  await eventually(
    () => texts().some((each) => each?.includes('Whole again.') === true),
    () => 'the whole one did not come',
    20_000,
  );
  assert.equal(
    texts().some((each) => each?.includes('Wkole') === true),
    false,
  );
  assert.equal(node.core.peers.setAsides.count(peer), before);
});

test('a body without end, and one that unpacks to one, are cut off', async () => {
  const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024, ' '), { level: 9 });
  liar.behaviour.page = (_, response) =>
    response.writeHead(200, { ...taxiiHeaders, 'Content-Encoding': 'gzip' }).end(bomb);
  const before = process.memoryUsage().rss;
  await answers('too-large');
  liar.behaviour.page = (_, response) => {
    response.writeHead(200, taxiiHeaders);
    const chunk = Buffer.alloc(1024 * 1024, ' ');
    const write = (): void => {
      while (!response.destroyed && response.write(chunk));
      if (!response.destroyed) response.once('drain', write);
    };
    write();
  };
  await answers('too-large');
  assert.ok(process.memoryUsage().rss - before < 600 * 1024 * 1024);
});

test('pages that go on without getting anywhere are not read for ever', async () => {
  const text = await liar.page([{ object: note('again', { object_marking_refs: [tlp('green')] }) }], true);
  const date = liar.nextDate();
  liar.behaviour.page = (_, response) => response.writeHead(200, dated(date)).end(text);
  await answers('endless');
  const seen = liar.behaviour.pages;
  await pause(500);
  assert.ok(liar.behaviour.pages - seen < 10, `${liar.behaviour.pages - seen} pages in half a second`);
  liar.behaviour.page = (_, response) => response.writeHead(200, taxiiHeaders).end('{"more":true,"next":"x"}');
  await answers('endless');
});

test('what cannot be taken is set aside with its reason, the rest is here, and retrying or discarding ends it', async () => {
  const stranger = `identity--${randomUUID()}`;
  const strangersKey = newPrivateKey();
  const green = { object_marking_refs: [tlp('green')] };
  const good = note('good', green);
  const wrong: JsonObject = { type: 'note', spec_version: '2.1', id: `note--${randomUUID()}` };
  const forged = note('forged', { created_by_ref: node.identity('Norway'), ...green });
  const unknown = note('by a stranger', green);
  const wide = note('wide amber', { object_marking_refs: [tlp('amber')] });
  await node.core.peers.service.change(node.admin, 'Liar', { relays: true });
  await liar.serve([
    { object: good },
    { object: wrong },
    { object: forged },
    { object: unknown, owner: stranger, signer: stranger, key: strangersKey },
    { object: wide, tlp: 'amber' },
  ]);
  const { setAsides, setAsideService } = node.core.peers;
  await eventually(
    () => setAsides.count(peer) === 4,
    () => `set aside: ${JSON.stringify(setAsides.ofPeer(peer, 10))}`,
  );
  assert.notEqual(node.text('Norway', String(good.id)), undefined);
  for (const { id } of [wrong, forged, unknown, wide]) assert.equal(node.text('Norway', String(id)), undefined);
  const kept = new Map(setAsides.ofPeer(peer, 10).map(({ object, rule, setAside }) => [object, { rule, setAside }]));
  assert.equal(kept.get(String(forged.id))?.rule, 'not-the-owner');
  assert.equal(kept.get(String(wide.id))?.rule, 'bad-terms');
  assert.equal(kept.get(String(unknown.id))?.rule, 'unknown-key');

  await assert.rejects(
    setAsideService.retry(node.admin, 'Liar', kept.get(String(forged.id))?.setAside ?? 0),
    /Still not/,
  );
  const joins = { identity: stranger, name: 'Stranger', kind: 'country' as const };
  const keys = [publicPart(strangersKey)];
  // Its key counts from the day on which the roster has it; what it signed before is not good.
  await node.core.signedRoster.amend(() => [{ kind: 'join', member: joins, keys }], 'a test', 'Stranger joins');
  const later = note('by a member', green);
  await liar.serve([{ object: later, owner: stranger, signer: stranger, key: strangersKey }]);
  await eventually(
    () => node.text('Norway', String(later.id)) !== undefined,
    () => `its owner is a member now: ${JSON.stringify(setAsides.ofPeer(peer, 10))}`,
  );
  for (const { setAside } of setAsides.ofPeer(peer, 10)) await setAsideService.discard(node.admin, 'Liar', setAside);
  assert.equal(setAsides.count(peer), 0);
});

test('an object of hundreds of thousands of properties is set aside unparsed, and its neighbours are here', async () => {
  const good = note('beside the wide one', { created_by_ref: liar.identity, object_marking_refs: [tlp('green')] });
  const properties = Array.from({ length: 300_000 }, (_, each) => `"k${each}":${each}`).join();
  const page = JSON.parse(await liar.page([{ object: good }]));
  page.x_entente_delivery.of.unshift(0);
  page.x_entente_delivery.proofs.of.unshift(null);
  const text = JSON.stringify(page).replace(
    '"objects":[',
    `"objects":[{"type":"note","id":"note--wide",${properties}},`,
  );
  liar.serveText(text, liar.nextDate());
  const { setAsides, setAsideService } = node.core.peers;
  await eventually(
    () => setAsides.count(peer, 'too-many-properties') === 1 && node.text('Norway', String(good.id)) !== undefined,
    () => JSON.stringify(setAsides.byRule(peer)),
    20_000,
  );
  for (const { setAside } of setAsides.ofPeer(peer, 10)) await setAsideService.discard(node.admin, 'Liar', setAside);
});

test('what was set aside goes with the order to purge it, also where its owner’s own copy never came', async () => {
  const marked = { created_by_ref: liar.identity, object_marking_refs: [tlp('green')] };
  const [recalled, stays] = [note('The quexalite convoy leaves at four.', marked), note('It stays.', marked)];
  await liar.serve([recalled, stays].map((object) => ({ object, isUnsigned: true })));
  const { setAsides, setAsideService } = node.core.peers;
  const waiting = () => setAsides.ofPeer(peer, 10).map(({ object }) => object);
  await eventually(
    () => waiting().length === 2,
    () => waiting().join(),
  );
  const order = {
    kind: 'recall' as const,
    coalition: node.core.signedRoster.current()?.file.roster.coalition.id ?? '',
    by: liar.identity,
    at: new Date().toISOString(),
    recall: randomUUID(),
    because: 'recalled' as const,
    reason: 'Wrong source',
    items: [
      { id: String(recalled.id), versions: 'all' as const },
      { id: String(recalled.id), versions: [String(recalled.modified)] },
    ],
  };
  assert.equal(await node.core.recall.orderExchange.takeOrders(peer, [await signMessage(order, liar.key)]), 0);
  assert.deepEqual(waiting(), [stays.id]);
  const files = readdirSync(dirname(node.core.database.file)).map((name) =>
    readFileSync(join(dirname(node.core.database.file), name)),
  );
  assert.ok(files.every((bytes) => !bytes.includes('quexalite')));
  for (const { setAside } of setAsides.ofPeer(peer, 10)) await setAsideService.discard(node.admin, 'Liar', setAside);
});

test('a peer cannot write into a collection that is at home here, nor turn what is here into something else', async () => {
  const own = await node.collection({ unmarked: 'green' });
  const mine = note('mine', { created_by_ref: node.identity('Norway') });
  await node.write(own, mine);
  const theirs = { ...mine, content: 'changed', modified: '2026-03-01T00:00:00.000Z' };
  const date = await liar.serve([{ object: theirs, owner: node.identity('Norway') }]);
  await eventually(
    () => node.core.peers.cursors.ofPeer(peer).some(({ after: at }) => at === date),
    () => 'not read',
  );
  assert.match(node.text('Norway', String(mine.id)) ?? '', /"mine"/);
});

test('a flood of events asks for no more than a few looks, and the stream is ended', async () => {
  let ended = 0;
  liar.behaviour.events = (_, response) => {
    response.writeHead(200, { 'Content-Type': 'text/event-stream' });
    response.write('event: hello\ndata: {}\n\n');
    const timer = setInterval(() => response.write('event: new\ndata: {}\n\n'.repeat(200)), 5);
    response.on('close', () => {
      ended += 1;
      clearInterval(timer);
    });
  };
  await eventually(
    () => ended > 0,
    () => 'the flood goes on',
    45_000,
  );
  const seen = liar.behaviour.pages;
  await pause(1000);
  assert.ok(liar.behaviour.pages - seen < 30, `${liar.behaviour.pages - seen} looks in a second`);
});

test('a peer that lists other collections each time gets so many here, and no more; those it has are read', async () => {
  const { database, peers } = node.core;
  const mirrors = () => Number(database.prepare('SELECT count(*) AS n FROM peer_collection').get()?.n);
  const trap = liar.listed;
  liar.listed = () => [...trap(), ...Array.from({ length: 7 }, () => ({ id: randomUUID(), title: 'Flood' }))];
  try {
    await eventually(
      () => {
        peers.wake(node.admin, 'Liar');
        return peers.statuses.of(peer).failure?.code === 'too-many-collections';
      },
      () => `${mirrors()} collections`,
      60_000,
    );
    assert.equal(mirrors(), 20);
    const late = note('Read all the same.', { created_by_ref: liar.identity, object_marking_refs: [tlp('green')] });
    await liar.serve([{ object: late }]);
    await eventually(
      () => node.text('Norway', String(late.id)) !== undefined,
      () => 'not read any more',
    );
  } finally {
    liar.listed = trap;
  }
});

test('the addresses of no server, of the cloud’s services and of this network are refused', () => {
  const careful = { allowsPrivate: false, allowsPlain: false };
  const open = { allowsPrivate: true, allowsPlain: true };
  for (const address of [
    '169.254.169.254',
    '0.0.0.0',
    '224.0.0.1',
    'fe80::1',
    'fd00:ec2::254',
    '::',
    '2002:7f00:1::',
    '::7f00:1',
    '::ffff:0:7f00:1',
    '64:ff9b::7f00:1',
    'fec0::1',
    '192.88.99.1',
  ]) {
    assert.ok(refuseAddress(address, false, open), address);
  }
  for (const address of [
    '127.0.0.1',
    '10.1.2.3',
    '192.168.0.1',
    '::1',
    'fc00::1',
    '::ffff:127.0.0.1',
    '::ffff:7f00:1',
    '[::1]',
  ]) {
    assert.ok(refuseAddress(address, false, careful), address);
  }
  assert.ok(refuseAddress('93.184.216.34', true, open), 'nothing goes over the internet unencrypted');
  assert.equal(refuseAddress('93.184.216.34', false, careful), undefined);
  assert.equal(refuseAddress('[2606:2800:21f:cb07:6820:80da:af6b:8b2c]', false, careful), undefined);
  assert.equal(refuseAddress('10.1.2.3', false, { ...careful, allowsPrivate: true }), undefined);
});
