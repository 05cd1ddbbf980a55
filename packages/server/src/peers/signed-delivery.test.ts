import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import {
  keyId,
  type ProofTerms,
  type RosterDocument,
  signMessage,
  signRoster,
  takenInLeaf,
  takenInRoot,
} from '@entente/exchange';
import { note, stampOf, tlp } from '../objects/test-coalition.ts';
import { newPrivateKey } from '../signing/key-store.ts';
import { signMessage as signNote } from './join-messages.ts';
import { type Said, startLiar } from './test-liar.ts';
import { eventually, joinNodes, startTestNode, type TestNode } from './test-nodes.ts';

const green = { object_marking_refs: [tlp('green')] };

function arrives(at: TestNode, id: unknown): Promise<void> {
  return eventually(
    () => at.text(at.name, String(id)) !== undefined,
    () => `${id} is not at ${at.name}: ${JSON.stringify(at.core.peers.setAsides.ofPeer(1, 20))}`,
  );
}

test('what is not exactly what its owner signed is set aside with the reason, and nothing of it is written', async () => {
  await using norway = await startTestNode('Norway', 300);
  await using liar = await startLiar(norway);
  const { identity } = liar;
  const other = note('another text', green);
  const first = note('first', green);
  const amber: ProofTerms = { tlp: 'amber', limited: true };
  const cases: Readonly<Record<string, Said & { expected: string }>> = {
    unsigned: { object: note('unsigned', green), isUnsigned: true, expected: 'unsigned' },
    altered: { object: { ...other, content: 'altered' }, signed: other, expected: 'changed-content' },
    'proof of another version': {
      object: { ...first, modified: stampOf(3) },
      signed: { ...first, modified: stampOf(2) },
      expected: 'changed-content',
    },
    'proof of another object': { object: note('a', green), signed: first, expected: 'changed-content' },
    'forged signer': { object: note('b', green), key: newPrivateKey(), expected: 'unknown-key' },
    'name of another': { object: note('c', green), signer: norway.identity('Norway'), expected: 'not-its-key' },
    'in the name of its creator': {
      object: note('d', { ...green, created_by_ref: norway.identity('Norway') }),
      expected: 'not-the-owner',
    },
  };
  await liar.serve(Object.values(cases));
  const { setAsides } = norway.core.peers;
  await eventually(
    () => setAsides.count(liar.peer) === Object.keys(cases).length,
    () => JSON.stringify(setAsides.ofPeer(liar.peer, 20)),
  );
  const rules = new Map(setAsides.ofPeer(liar.peer, 20).map(({ object, rule }) => [object, rule]));
  for (const [name, { object, expected }] of Object.entries(cases)) {
    assert.equal(rules.get(String(object.id)), expected, name);
    const rows = norway.core.database.prepare('SELECT 1 FROM version WHERE id = ?').all(String(object.id));
    assert.deepEqual(rows, [], name);
  }
  // What the peer says of the terms never widens what the owner signed.
  const narrow = note('for one', green);
  await liar.serve([{ object: narrow, reach: 'coalition', tlp: 'green', terms: amber }]);
  await arrives(norway, narrow.id);
  await norway.core.memberService.add(norway.admin, { name: 'Finland', kind: 'country' });
  assert.equal(norway.text('Finland', String(narrow.id)), undefined, 'its owner signed that it is not for everybody');

  // A key that is revoked signs nothing any more, whatever date it writes.
  const key = norway.core.signedRoster.current()?.file.roster.members.find((each) => each.identity === identity)
    ?.keys[0];
  assert.ok(key);
  const revoking = [{ kind: 'revoke-key' as const, key: keyId(key.key) }];
  assert.ok(await norway.core.signedRoster.amend(() => revoking, 'a test', 'stolen'));
  const late = note('by the thief', green);
  await liar.serve([{ object: late }]);
  await eventually(
    () => setAsides.ofPeer(liar.peer, 20).some(({ object, rule }) => object === late.id && rule === 'key-revoked'),
    () => JSON.stringify(setAsides.ofPeer(liar.peer, 20)),
  );
  assert.equal(norway.text('Norway', String(late.id)), undefined);
  const before = await norway.core.signedBy.of(norway.admin, String(narrow.id));
  assert.equal(before.now, 'refused');
  assert.equal(before.reason, 'key-revoked');
});

test('what the way damaged is fetched again by itself, and nothing of it is set aside', async () => {
  await using norway = await startTestNode('Norway', 300);
  await using liar = await startLiar(norway);
  const whole = note('Whole again.', green);
  const text = await liar.page([{ object: whole }]);
  const date = liar.nextDate();
  let times = 0;
  liar.serveText(text, date);
  const answer = liar.behaviour.page;
  liar.behaviour.page = (request, response) => {
    times += 1;
    if (times > 1) return answer(request, response);
    liar.serveText(text.replace('Whole', 'Wkole'), date);
    const damaged = liar.behaviour.page;
    liar.behaviour.page = answer;
    damaged(request, response);
  };
  await arrives(norway, whole.id);
  assert.match(norway.text('Norway', String(whole.id)) ?? '', /Whole again/);
  assert.equal(norway.core.peers.setAsides.count(liar.peer), 0);
});

test('a hub passes on the originator’s own proof; what it alters is not taken', async () => {
  await using norway = await startTestNode('Norway');
  await using hub = await startTestNode('Hub');
  await using spoke = await startTestNode('Spoke', 500);
  await joinNodes(norway, hub);
  const both = { sending: true, receiving: true };
  const { atGuest } = await joinNodes(hub, spoke, both, both, norway);
  await spoke.core.peers.service.change(spoke.admin, atGuest.id, { relays: true });
  const open = await norway.collection();
  const by = { created_by_ref: norway.identity('Norway'), ...green };
  const sent = note('for everybody', by);
  await norway.write(open, sent);
  await arrives(spoke, sent.id);
  const said = await spoke.core.signedBy.of(spoke.admin, String(sent.id));
  assert.equal(said.state, 'signed');
  assert.equal(said.signer?.name, 'Norway');
  assert.equal(said.now, 'valid');
  assert.deepEqual({ ...said.way, received: undefined }, { kind: 'peer', node: 'Hub', received: undefined });

  // Norway hears from both that they have it, from the spoke through the hub.
  const receipts = () => norway.core.holders.of(norway.admin, String(sent.id)).receipts;
  await eventually(
    () => receipts()?.confirmed.length === 2,
    () => JSON.stringify(receipts()),
    20_000,
  );
  assert.deepEqual(
    receipts()
      ?.confirmed.map(({ member }) => member.name)
      .sort(),
    ['Hub', 'Spoke'],
  );
  assert.deepEqual(receipts()?.waiting, []);

  await spoke.stop();
  const next = note('the second', by);
  await norway.write(open, next);
  await arrives(hub, next.id);
  assert.deepEqual(
    norway.core.holders
      .of(norway.admin, String(next.id))
      .receipts?.waiting.map(({ name }) => name)
      .includes('Spoke'),
    true,
    'who has not confirmed is named',
  );
  hub.core.database.exec(
    "UPDATE body SET bytes = CAST(replace(CAST(bytes AS TEXT), 'the second', 'the worst!') AS BLOB)",
  );
  await spoke.start();
  const aside = () => spoke.core.peers.setAsides.ofPeer(atGuest.peer, 10);
  await eventually(
    () => aside().some(({ object, rule }) => object === next.id && rule === 'changed-content'),
    () => JSON.stringify(aside()),
    20_000,
  );
  assert.equal(spoke.text('Spoke', String(next.id)), undefined);
});

test('a receipt counts only for what its signer’s word is over', async () => {
  await using norway = await startTestNode('Norway');
  await using sweden = await startTestNode('Sweden');
  await using denmark = await startTestNode('Denmark');
  await joinNodes(norway, sweden);
  const { atHost } = await joinNodes(norway, denmark);
  const open = await norway.collection();
  const sent = note('counted', { created_by_ref: norway.identity('Norway'), ...green });
  const hidden = note('not theirs', { created_by_ref: norway.identity('Norway'), ...green });
  await norway.write(open, sent);
  await arrives(sweden, sent.id);
  const receipts = (id: unknown) => norway.core.holders.of(norway.admin, String(id)).receipts;
  await eventually(
    () => receipts(sent.id)?.confirmed.length === 2,
    () => JSON.stringify(receipts(sent.id)),
  );
  await denmark.stop();
  await sweden.stop();
  await norway.write(open, hidden);
  await norway.core.signer.catchUp();
  const [rendition] = norway.core.reader.renditions(norway.admin, String(hidden.id));
  const proof = norway.core.proofs.travelling([rendition?.body ?? 0]).get(rendition?.body ?? 0);
  assert.ok(proof);
  const salt = 'A'.repeat(22);
  const renditions = [{ id: String(hidden.id), modified: String(hidden.modified), sha256: proof.sha256, salt }];
  const coalition = norway.core.signedRoster.current()?.file.roster.coalition.id ?? '';
  const message = {
    kind: 'took-in' as const,
    coalition,
    by: norway.identity('Sweden'),
    at: norway.core.now(),
    node: randomUUID(),
    owner: norway.identity('Norway'),
    root: takenInRoot(renditions.map(takenInLeaf)),
    size: 1,
  };
  const other = takenInRoot([takenInLeaf({ id: 'x', sha256: '0'.repeat(64), salt })]);
  const forgedKey = await signMessage(message, newPrivateKey());
  const refused = await norway.core.peers.receiptExchange.take(atHost.peer, [
    { word: forgedKey, renditions },
    { word: await signMessage({ ...message, root: other }, newPrivateKey()), renditions },
    { word: 'x', renditions },
  ]);
  assert.equal(refused, 3);
  // A true word of Norway's own key over another list.
  const own = norway.core.signedRoster.current()?.file.roster.members.find(({ name }) => name === 'Norway')?.keys[0];
  assert.ok(own);
  const jwk = norway.core.keyStore.privateKey(keyId(own.key));
  assert.ok(jwk);
  const overOther = { ...message, by: norway.identity('Norway'), root: other };
  const foreign = await signMessage(overOther, jwk);
  assert.equal(await norway.core.peers.receiptExchange.take(atHost.peer, [{ word: foreign, renditions }]), 1);
  assert.deepEqual(receipts(hidden.id)?.confirmed, []);
  assert.equal(receipts(hidden.id)?.waiting.length, 2);
});

test('an old, a forked and a foreign roster from a peer are refused loudly, and nothing is taken meanwhile', async () => {
  await using norway = await startTestNode('Norway', 300);
  await using liar = await startLiar(norway);
  const held = norway.core.signedRoster.current();
  assert.ok(held);
  const first = norway.core.rosterVersions.at(1);
  assert.ok(first);
  const answer = (roster: RosterDocument, signatures: readonly string[], hash: string) => {
    const head = signNote({ type: 'roster', hash, version: roster.version }, liar.noteSigner);
    liar.serveRoster({ head, rosters: [{ roster, signatures }], proposals: [] });
  };
  const refused = (reason: string) =>
    eventually(
      () => norway.core.rosterVersions.refusals().some((each) => each.reason === reason),
      () => JSON.stringify(norway.core.rosterVersions.refusals()),
      20_000,
    );
  answer(first.file.roster, first.file.signatures, first.hash);
  await refused('older');
  const fork: RosterDocument = { ...held.file.roster, threshold: 1, expires: '2099-01-01T00:00:00.000Z' };
  answer(fork, [await signRoster(fork, newPrivateKey(), norway.core.now())], 'x'.repeat(43));
  await refused('forked');
  assert.equal(norway.core.signedRoster.current()?.hash, held.hash);
});

test('who leaves by the roster gets nothing any more and is taken nothing from, whichever node tells it', async () => {
  await using norway = await startTestNode('Norway');
  await using sweden = await startTestNode('Sweden', 500);
  await using denmark = await startTestNode('Denmark', 500);
  await joinNodes(norway, sweden);
  await joinNodes(norway, denmark);
  await joinNodes(sweden, denmark);
  const open = await sweden.collection();
  const by = { created_by_ref: sweden.identity('Sweden'), ...green };
  const early = note('while it is a member', by);
  await sweden.write(open, early);
  await arrives(denmark, early.id);
  // Sweden learns it from Norway's node, and from nobody at its own.
  await norway.core.memberService.remove(norway.admin, 'Denmark');
  await eventually(
    () => sweden.core.members.find('Denmark')?.left !== undefined,
    () => 'Sweden does not know that Denmark left',
  );
  const late = note('after it left', by);
  await sweden.write(open, late);
  const theirs = note('from outside', { created_by_ref: denmark.identity('Denmark'), ...green });
  await denmark.write(await denmark.collection(), theirs);
  await eventually(
    () => norway.text('Norway', String(late.id)) !== undefined,
    () => 'Norway has it not',
  );
  assert.equal(denmark.text('Denmark', String(late.id)), undefined);
  for (const node of [norway, sweden]) assert.equal(node.text(node.name, String(theirs.id)), undefined);
});

test('what a revoked key signed is signed anew and comes again; until then its page says what happened', async () => {
  await using norway = await startTestNode('Norway', 300);
  await using sweden = await startTestNode('Sweden', 300);
  await joinNodes(norway, sweden);
  const open = await norway.collection();
  const sent = note('signed twice', { created_by_ref: norway.identity('Norway'), ...green });
  await norway.write(open, sent);
  await arrives(sweden, sent.id);
  const said = () => sweden.core.signedBy.of(sweden.admin, String(sent.id));
  const stolen = (await said()).key?.id ?? '';
  assert.equal((await said()).now, 'valid');
  // Norway has the new roster, and signs anew only once it may go on.
  await norway.core.signer.close();
  const { hash } = await norway.core.signedRoster.propose(norway.admin, [{ kind: 'revoke-key', key: stolen }]);
  assert.equal((await norway.core.signedRoster.sign(norway.admin, hash)).state, 'accepted');
  const roster = () => sweden.core.signedRoster.current()?.hash;
  await eventually(
    () => roster() === hash,
    () => 'no roster',
  );
  const meanwhile = await said();
  assert.deepEqual([meanwhile.now, meanwhile.reason, meanwhile.key?.id], ['refused', 'key-revoked', stolen]);
  assert.match(meanwhile.message, /counted when Norway signed it, and was revoked since/);
  norway.core.signer.start();
  let now = await said();
  for (const end = performance.now() + 15_000; now.now !== 'valid' && performance.now() < end; now = await said()) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  assert.equal(now.now, 'valid');
  assert.notEqual(now.key?.id, stolen);
  assert.deepEqual(sweden.core.peers.setAsides.ofPeer(1, 20), []);
});

test('what a member signs with P-256 counts elsewhere, and a key in the place of such a one is such a one', async () => {
  await using norway = await startTestNode('Norway', 300);
  await using sweden = await startTestNode('Sweden', 300);
  await joinNodes(norway, sweden);
  const keys = () =>
    norway.core.signedRoster.current()?.file.roster.members.find(({ name }) => name === 'Norway')?.keys ?? [];
  const change = (changes: Parameters<typeof norway.core.signedRoster.propose>[1]) =>
    norway.core.signedRoster.propose(norway.admin, changes).then(async ({ hash }) => {
      assert.equal((await norway.core.signedRoster.sign(norway.admin, hash)).state, 'accepted');
    });
  await change([{ kind: 'rotate-key', member: 'Norway', curve: 'P-256' }]);
  const sent = note('signed with P-256', { created_by_ref: norway.identity('Norway'), ...green });
  await norway.write(await norway.collection(), sent);
  await arrives(sweden, sent.id);
  const said = await sweden.core.signedBy.of(sweden.admin, String(sent.id));
  const used = keys().at(-1)?.key;
  assert.ok(used);
  assert.deepEqual([said.now, said.key?.id, used.crv], ['valid', keyId(used), 'P-256']);
  await change([{ kind: 'revoke-key', key: keyId(used) }]);
  assert.deepEqual(
    keys().map(({ key, revoked }) => [key.crv, revoked !== undefined]),
    [
      ['Ed25519', false],
      ['P-256', true],
      ['P-256', false],
    ],
  );
});

test('what was taken in in bulk for many owners is confirmed in messages that the other node takes', async () => {
  await using norway = await startTestNode('Norway', 300);
  await using sweden = await startTestNode('Sweden', 300);
  await joinNodes(norway, sweden);
  const due = (): unknown => sweden.core.database.prepare('SELECT count(*) AS n FROM taken_in').get()?.n;
  // What came with the joining is confirmed first.
  await eventually(
    () => due() === 0,
    () => `${due()} of the joining are not confirmed`,
  );
  const add = sweden.core.database.prepare(
    "INSERT INTO taken_in (owner, member, peer, object, modified, sha256) VALUES (?, 1, 1, ?, '', ?)",
  );
  sweden.core.database.transaction(() => {
    for (let owner = 0; owner < 12; owner += 1) {
      for (let number = 0; number < 1000; number += 1) {
        const identity = `identity--00000000-0000-4000-8000-0000000000${String(owner).padStart(2, '0')}`;
        add.run(identity, `note--${randomUUID()}`, '0'.repeat(64));
      }
    }
  });
  assert.equal(due(), 12_000);
  await norway.write(await norway.collection(), note('wakes', { created_by_ref: norway.identity('Norway'), ...green }));
  await eventually(
    () => due() === 0,
    () => `${due()} are not confirmed`,
    20_000,
  );
});
