import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { note } from '../objects/test-coalition.ts';
import { createOutbound } from './outbound.ts';
import { PeerFailure } from './peer-failure.ts';
import { eventually, joinNodes, startTestNode } from './test-nodes.ts';

function tls(name: string) {
  const read = (kind: string) => readFileSync(new URL(`fixtures/${name}.${kind}`, import.meta.url), 'utf8');
  return { certificate: read('crt'), key: read('key') };
}

/** Nobody has allowed private addresses: the pinned certificates do. */
const careful = { allowsPrivate: false, pollMilliseconds: 60_000 };

test('two nodes with certificates of their own making join by pinning them, and exchange', async () => {
  await using norway = await startTestNode('Norway', 60_000, { tls: tls('self-signed'), peers: careful });
  await using sweden = await startTestNode('Sweden', 60_000, { tls: tls('other'), peers: careful });
  assert.ok(norway.url.startsWith('https://'));
  const { atHost, atGuest } = await joinNodes(norway, sweden);
  assert.equal(atGuest.certificate, tls('self-signed').certificate);
  assert.equal(atHost.certificate, tls('other').certificate);
  const pairs = [
    { from: norway, to: sweden },
    { from: sweden, to: norway },
  ];
  for (const { from, to } of pairs) {
    const object = note(`from ${from.name}`);
    await from.write(await from.collection({ unmarked: 'green' }), object);
    await eventually(
      () => to.text(to.name, String(object.id)) !== undefined,
      () => `${to.name}: ${JSON.stringify(to.core.peers.log.last(1, 5))}`,
    );
  }
});

test('another certificate than the pinned one ends the call before anything is sent', async () => {
  await using norway = await startTestNode('Norway', 60_000, { tls: tls('self-signed'), peers: careful });
  using outbound = createOutbound({
    url: norway.url,
    certificate: tls('other').certificate,
    allowsPrivate: true,
    allowsPlain: false,
  });
  const request = { path: '/healthz', headers: {}, mostBytes: 1000, milliseconds: 5000 };
  const isWrong = (error: unknown): boolean => error instanceof PeerFailure && error.code === 'wrong-certificate';
  await assert.rejects(outbound.send(request), isWrong);
  using unpinned = createOutbound({ url: norway.url, allowsPrivate: true, allowsPlain: false });
  await assert.rejects(unpinned.send(request), isWrong);
  using right = createOutbound({
    url: norway.url,
    certificate: tls('self-signed').certificate,
    allowsPrivate: true,
    allowsPlain: false,
  });
  assert.equal((await right.send(request)).status, 200);
});
