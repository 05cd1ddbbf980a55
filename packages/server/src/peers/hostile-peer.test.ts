import assert from 'node:assert/strict';
import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, beforeEach, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { rawPublicKey } from '../audit/signed-note.ts';
import { note, tlp } from '../objects/test-coalition.ts';
import { answerDigest } from '../taxii/answer-digest.ts';
import { refuseAddress } from './address-rule.ts';
import { spokenFingerprint } from './fingerprint.ts';
import { signMessage } from './join-messages.ts';
import { eventually, startTestNode, type TestNode } from './test-nodes.ts';

/** A server that joins as a node does, and then answers as each test wants. */
const collection = randomUUID();
const liar = 'identity--11111111-1111-4111-8111-111111111111';
const taxii = { 'Content-Type': 'application/taxii+json;version=2.1' };
type Handler = (request: IncomingMessage, response: ServerResponse) => void;

let node: TestNode;
let answerPage: Handler;
let answerEvents: Handler;
let pages = 0;
let peer = 0;

const server = createServer((request, response) => {
  const { pathname } = new URL(request.url ?? '', 'http://localhost');
  if (pathname === '/api/events') return answerEvents(request, response);
  if (pathname === '/api/exchange/orders') return void response.writeHead(404).end();
  if (pathname.endsWith('/objects/')) {
    pages += 1;
    return answerPage(request, response);
  }
  const collections = [{ id: collection, title: 'Traps', can_read: true, can_write: false, x_entente_readers: 'all' }];
  response.writeHead(200, taxii).end(JSON.stringify({ collections }));
});

before(async () => {
  node = await startTestNode('Norway', 200);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { privateKey } = generateKeyPairSync('ed25519');
  const publicKey = rawPublicKey(privateKey);
  const { invitation } = await node.core.peers.joining.invite(node.admin, { sending: true, receiving: true });
  const { id, secret } = JSON.parse(Buffer.from(invitation.split(':')[1] ?? '', 'base64url').toString());
  const hosted = [{ identity: liar, name: 'Liar', kind: 'country' as const, joined: '2019-01-01' }];
  const { port } = server.address() as AddressInfo;
  const said = {
    type: 'join',
    invitation: id,
    secret,
    node: { coalition: 'North', name: 'Liar', url: `http://127.0.0.1:${port}`, operator: liar, hosted },
    tokens: { [node.identity('Norway')]: 'a-token' },
  };
  const signed = signMessage(said, { name: 'liar', publicKey, privateKey });
  answerPage = (_, response) => response.writeHead(200, taxii).end('{}');
  answerEvents = (_, response) => response.writeHead(404).end();
  await node.core.peers.joining.welcome(signed);
  peer = node.core.peers.store.find('Liar')?.peer ?? 0;
  await node.core.peers.service.confirm(node.admin, 'Liar', spokenFingerprint(publicKey));
});
after(async () => {
  await node[Symbol.asyncDispose]();
  server.closeAllConnections();
  server.close();
});
beforeEach(async () => {
  answerPage = (_, response) => response.writeHead(200, taxii).end('{}');
  answerEvents = (_, response) => response.writeHead(404).end();
  await eventually(
    () => node.core.peers.statuses.of(peer).failure === undefined,
    () => 'still failing',
    70_000,
  );
});

function page(objects: readonly object[], notes: object, more = false): string {
  return JSON.stringify({ more, objects, x_entente_delivery: notes });
}
function dated(date: string) {
  return { ...taxii, 'X-TAXII-Date-Added-First': date, 'X-TAXII-Date-Added-Last': date };
}
const green = { notes: [{ owner: liar, reach: 'coalition', tlp: 'green' }], of: [0] };
let seconds = 0;
const nextDate = (): string => {
  seconds += 1;
  return new Date(Date.UTC(2026, 0, 1, 0, 0, seconds)).toISOString().replace('Z', '000Z');
};
const fails = (code: string): Promise<void> =>
  eventually(
    () => node.core.peers.statuses.of(peer).failure?.code === code,
    () => `not ${code}: ${JSON.stringify(node.core.peers.statuses.of(peer).failure)}`,
  );
/** Answers once, then nothing more. */
function once(handler: Handler): Handler {
  return (request, response) => {
    answerPage = (_, next) => next.writeHead(200, taxii).end('{}');
    handler(request, response);
  };
}

test('a redirect is not followed, and other media types are no answer', async () => {
  answerPage = (_, response) => response.writeHead(302, { Location: 'http://127.0.0.1:1/' }).end();
  await fails('redirected');
  answerPage = (_, response) => response.writeHead(200, { 'Content-Type': 'text/html' }).end('<p>{}</p>');
  await fails('wrong-media-type');
  answerPage = (_, response) => response.writeHead(200, taxii).end('{"objects":[{"a":');
  await fails('unexpected-answer');
});

test('an answer that changed on the way is asked for again, and nothing of it is kept', async () => {
  const date = nextDate();
  const text = page([note('Whole again.', { created_by_ref: liar, object_marking_refs: [tlp('green')] })], green);
  const headers = { ...dated(date), 'X-Entente-Digest': answerDigest(text, date) };
  const before = node.core.peers.setAsides.count(peer);
  answerPage = (_, response) => response.writeHead(200, headers).end(text.replace('Whole', 'Wkole'));
  await fails('damaged');
  answerPage = (_, response) => response.writeHead(200, { ...headers, ...dated(nextDate()) }).end(text);
  await pause(2000);
  await fails('damaged');
  answerPage = (_, response) => response.writeHead(200, headers).end(text);
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
  answerPage = (_, response) => response.writeHead(200, { ...taxii, 'Content-Encoding': 'gzip' }).end(bomb);
  const before = process.memoryUsage().rss;
  await fails('too-large');
  answerPage = (_, response) => {
    response.writeHead(200, taxii);
    const chunk = Buffer.alloc(1024 * 1024, ' ');
    const write = (): void => {
      while (!response.destroyed && response.write(chunk));
      if (!response.destroyed) response.once('drain', write);
    };
    write();
  };
  await fails('too-large');
  assert.ok(process.memoryUsage().rss - before < 600 * 1024 * 1024);
});

test('pages that go on without getting anywhere are not read for ever', async () => {
  const date = nextDate();
  answerPage = (_, response) =>
    response
      .writeHead(200, dated(date))
      .end(page([note('again', { object_marking_refs: [tlp('green')] })], green, true));
  await fails('endless');
  const seen = pages;
  await pause(500);
  assert.ok(pages - seen < 10, `${pages - seen} pages in half a second`);
  answerPage = (_, response) => response.writeHead(200, taxii).end('{"more":true,"next":"x"}');
  await fails('endless');
});

test('what cannot be taken is set aside with its reason, the rest is here, and retrying or discarding ends it', async () => {
  const good = note('good', { object_marking_refs: [tlp('green')] });
  const wrong = { type: 'note', spec_version: '2.1', id: `note--${randomUUID()}` };
  const forged = note('forged', { created_by_ref: node.identity('Norway'), object_marking_refs: [tlp('green')] });
  const passedOn = note('passed on', { object_marking_refs: [tlp('amber')] });
  const unknown = note('by a stranger', { object_marking_refs: [tlp('green')] });
  const stranger = 'identity--22222222-2222-4222-8222-222222222222';
  await node.core.peers.service.change(node.admin, 'Liar', { relays: true });
  const notes = {
    notes: [
      { owner: liar, reach: 'coalition', tlp: 'green' },
      { owner: stranger, reach: 'member', tlp: 'amber' },
      { owner: stranger, reach: 'coalition', tlp: 'green' },
      { owner: liar, reach: 'coalition', tlp: 'amber' },
    ],
    of: [0, 0, 0, 1, 2, 3],
  };
  const wide = note('wide amber', { object_marking_refs: [tlp('amber')] });
  const date = nextDate();
  answerPage = once((_, response) =>
    response.writeHead(200, dated(date)).end(page([good, wrong, forged, passedOn, unknown, wide], notes)),
  );
  const { setAsides, setAsideService } = node.core.peers;
  await eventually(
    () => setAsides.count(peer) === 5,
    () => `${setAsides.count(peer)} set aside`,
  );
  assert.notEqual(node.text('Norway', String(good.id)), undefined);
  for (const { id } of [wrong, forged, passedOn, unknown, wide])
    assert.equal(node.text('Norway', String(id)), undefined);
  const rules = new Map(setAsides.ofPeer(peer, 10).map(({ object, rule, setAside }) => [object, { rule, setAside }]));
  assert.equal(rules.get(String(forged.id))?.rule, 'not-the-originator');
  assert.equal(rules.get(String(passedOn.id))?.rule, 'passed-on');
  assert.equal(rules.get(String(wide.id))?.rule, 'bad-terms');

  await assert.rejects(
    setAsideService.retry(node.admin, 'Liar', rules.get(String(forged.id))?.setAside ?? 0),
    /Still not/,
  );
  assert.equal(rules.get(String(unknown.id))?.rule, 'unknown-owner');
  await node.core.memberService.add(node.admin, { name: 'Stranger', kind: 'country', identity: stranger });
  await eventually(
    () => node.text('Norway', String(unknown.id)) !== undefined,
    () => 'its owner is a member now',
  );
  for (const { setAside } of setAsides.ofPeer(peer, 10)) await setAsideService.discard(node.admin, 'Liar', setAside);
  assert.equal(setAsides.count(peer), 0);
});

test('a peer cannot write into a collection that is at home here, nor turn what is here into something else', async () => {
  const own = await node.collection({ unmarked: 'green' });
  const mine = note('mine', { created_by_ref: node.identity('Norway') });
  await node.write(own, mine);
  const theirs = { ...mine, content: 'changed', modified: '2026-03-01T00:00:00.000Z' };
  const date = nextDate();
  const owned = { notes: [{ owner: node.identity('Norway'), reach: 'coalition', tlp: 'green' }], of: [0] };
  answerPage = once((_, response) => response.writeHead(200, dated(date)).end(page([theirs], owned)));
  await eventually(
    () => node.core.peers.cursors.ofPeer(peer).some(({ after: at }) => at === date),
    () => 'not read',
  );
  assert.match(node.text('Norway', String(mine.id)) ?? '', /"mine"/);
});

test('a flood of events asks for no more than a few looks, and the stream is ended', async () => {
  let ended = 0;
  answerEvents = (_, response) => {
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
  const seen = pages;
  await pause(1000);
  assert.ok(pages - seen < 30, `${pages - seen} looks in a second`);
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
  assert.equal(refuseAddress('10.1.2.3', false, { ...careful, allowsPrivate: true }), undefined);
});
