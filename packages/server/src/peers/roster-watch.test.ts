import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createOutbound } from './outbound.ts';
import type { Peer } from './peer.ts';
import { createRosterWatch } from './roster-watch.ts';

test('a roster of which a peer tells while it is asked for the one before is asked for, too', async () => {
  using outbound = createOutbound({
    url: 'http://127.0.0.1:9',
    certificate: undefined,
    allowsPrivate: true,
    allowsPlain: true,
  });
  const peer = { peer: 1, confirmed: '2026-01-01T00:00:00.000Z' } as Peer;
  const { signal } = new AbortController();
  const asked: PromiseWithResolvers<void>[] = [];
  const watch = createRosterWatch(
    {
      state: () => 'here',
      ask() {
        const answer = Promise.withResolvers<void>();
        asked.push(answer);
        return answer.promise;
      },
    },
    () => 0,
  );
  assert.equal(watch.heard(1, 'proposed'), true);
  const first = watch.sync(outbound, peer, signal);
  watch.heard(1, 'accepted');
  asked[0]?.resolve();
  await first;
  const second = watch.sync(outbound, peer, signal);
  assert.equal(asked.length, 2);
  asked[1]?.resolve();
  await second;
  await watch.sync(outbound, peer, signal);
  assert.equal(asked.length, 2, 'and no more');
});
