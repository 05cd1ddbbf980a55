import assert from 'node:assert/strict';
import { test } from 'node:test';
import { keyId, signMessage } from '@entente/exchange';
import { note, stampOf, tlp } from '../objects/test-coalition.ts';
import { eventually, joinNodes, startTestNode } from '../peers/test-nodes.ts';

const green = { object_marking_refs: [tlp('green')] };

test('a request goes to the originator’s node under the asker’s signature, and the answer comes back', async () => {
  await using norway = await startTestNode('Norway');
  await using sweden = await startTestNode('Sweden');
  await norway.core.memberService.add(norway.admin, { name: 'Finland', kind: 'country' });
  await joinNodes(norway, sweden);
  const open = await norway.collection();
  const [one, two] = [1, 2].map((n) => note(`number ${n}`, { created_by_ref: norway.identity('Norway'), ...green }));
  assert.ok(one && two);
  await norway.write(open, one, two);
  await eventually(
    () => sweden.core.reader.current(sweden.admin, String(two.id)) !== undefined,
    () => 'the second did not arrive',
  );

  const ask = (object: unknown) =>
    sweden.core.releaseRequests.ask(sweden.admin, {
      object: String(object),
      to: ['Norway', 'Sweden'],
      reason: 'For the border service.',
    });
  const [first, second] = [await ask(one.id), await ask(two.id)];
  const asked = () => norway.core.releaseRequests.list(norway.admin).map(({ request }) => request);
  await eventually(
    () => asked().length === 2,
    () => JSON.stringify(asked()),
  );
  const there = asked().find(({ id }) => id === first);
  assert.equal(there?.reason, 'For the border service.');
  assert.equal(norway.core.members.get(there?.asker ?? 0).name, 'Sweden');
  assert.equal(there?.person, undefined, 'who of Sweden asks is Sweden’s own business');

  const listedAs = (name: string) =>
    norway.core.signedRoster.current()?.file.roster.members.find((each) => each.name === name)?.keys[0];
  const ofFinland = listedAs('Finland');
  const finnish = norway.core.keyStore.privateKey(ofFinland === undefined ? '' : keyId(ofFinland.key));
  const [atSweden] = sweden.core.peers.store.all();
  assert.ok(finnish && atSweden);
  const forged = await signMessage(
    {
      kind: 'release-answered',
      coalition: norway.core.signedRoster.current()?.file.roster.coalition.id ?? '',
      by: norway.identity('Finland'),
      at: norway.core.now(),
      request: first,
      asker: sweden.identity('Sweden'),
      object: String(one.id),
      answer: 'refused',
      reason: 'Finland says no.',
    },
    finnish,
  );
  await sweden.core.releaseRequests.takeWords(atSweden.peer, [forged]);
  const stateOf = (id: string) => sweden.core.releaseRequests.find(sweden.admin, id).request.state;
  assert.equal(stateOf(first), 'open', 'nobody but its originator answers');

  await norway.core.releaseRequests.refuse(norway.admin, first, 'Not yet.');
  const newer = { ...two, modified: stampOf(9) };
  await norway.write(open, newer);
  await norway.core.releaseRequests.published(norway.admin, second);
  const answer = (id: string) => sweden.core.releaseRequests.find(sweden.admin, id).request;
  await eventually(
    () => answer(first).state !== 'open' && answer(second).state !== 'open',
    () => JSON.stringify([answer(first), answer(second)]),
  );
  assert.deepEqual([answer(first).state, answer(first).answer], ['refused', 'Not yet.']);
  assert.equal(answer(second).state, 'granted');
  assert.deepEqual(answer(second).reached?.length, 2);

  for (const node of [norway, sweden]) {
    await node.core.audit.flush();
    const { questions } = node.core;
    const found = questions.entries.page(
      questions.scopeOf(node.admin),
      { kinds: ['release-asked', 'release-granted', 'release-refused'], subjects: undefined },
      Number.MAX_SAFE_INTEGER,
      50,
    );
    assert.deepEqual(
      found.map(({ content }) => content.kind).sort(),
      ['release-asked', 'release-asked', 'release-granted', 'release-refused'],
      'both logs tell of it',
    );
  }

  // What says something else than its signature, or of what it has not, counts for nothing.
  const { releaseRequests, signedRoster } = norway.core;
  const coalition = signedRoster.current()?.file.roster.coalition.id ?? '';
  const hidden = note('for Norway', { created_by_ref: norway.identity('Norway') });
  await norway.write(open, hidden);
  const listed = listedAs('Sweden');
  assert.ok(listed);
  const jwk = sweden.core.keyStore.privateKey(keyId(listed.key));
  assert.ok(jwk);
  const word = (object: unknown, by: string) => ({
    kind: 'release-asked' as const,
    coalition,
    by,
    at: norway.core.now(),
    request: crypto.randomUUID(),
    originator: norway.identity('Norway'),
    object: String(object),
    recipients: [norway.identity('Sweden')],
    reason: 'Please.',
  });
  const [peer] = norway.core.peers.store.all();
  assert.ok(peer);
  const signed = (object: unknown, by = sweden.identity('Sweden')) => signMessage(word(object, by), jwk);
  assert.equal(
    await releaseRequests.takeWords(peer.peer, ['a.b.c', await signed(one.id, norway.identity('Norway'))]),
    2,
  );
  for (const object of [hidden.id, 'note--00000000-0000-4000-8000-000000000000']) {
    assert.equal(await releaseRequests.takeWords(peer.peer, [await signed(object)]), 0, 'alike');
  }
  // Whoever is hosted here asks here, signed in: what another node brings in that name is somebody else's doing.
  await releaseRequests.takeWords(peer.peer, [await signMessage(word(one.id, norway.identity('Finland')), finnish)]);
  assert.equal(asked().length, 2);
  const again = await signed(one.id);
  await releaseRequests.takeWords(peer.peer, [again, again]);
  assert.equal(asked().length, 3, 'a word that is repeated counts once');
});

test('a request finds its way through a hub, and so does the answer', async () => {
  await using norway = await startTestNode('Norway');
  await using hub = await startTestNode('Hub');
  await using spoke = await startTestNode('Spoke', 500);
  await joinNodes(norway, hub);
  const both = { sending: true, receiving: true };
  const { atGuest } = await joinNodes(hub, spoke, both, both, norway);
  await spoke.core.peers.service.change(spoke.admin, atGuest.id, { relays: true });
  const open = await norway.collection();
  const sent = note('for everybody', { created_by_ref: norway.identity('Norway'), ...green });
  await norway.write(open, sent);
  await eventually(
    () => spoke.core.reader.current(spoke.admin, String(sent.id)) !== undefined,
    () => 'it did not arrive',
  );
  const asked = { object: String(sent.id), to: ['Hub'], reason: 'Through the hub.' };
  const id = await spoke.core.releaseRequests.ask(spoke.admin, asked);
  await eventually(
    () => norway.core.releaseRequests.list(norway.admin).length === 1,
    () => 'nobody asked Norway',
    20_000,
  );
  assert.equal(hub.core.releaseRequests.list(hub.admin).length, 0, 'it is no business of the hub’s member');
  await norway.core.releaseRequests.refuse(norway.admin, id, 'No.');
  await eventually(
    () => spoke.core.releaseRequests.find(spoke.admin, id).request.answer === 'No.',
    () => 'no answer came back',
    20_000,
  );
});
