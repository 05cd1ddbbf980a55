import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { keyId, signMessage } from '../../packages/exchange/src/index.ts';
import { note, tlp } from '../../packages/server/src/objects/test-coalition.ts';
import { eventually, joinNodes, startTestNode, type TestNode } from '../../packages/server/src/peers/test-nodes.ts';
import type { ContributionTerms } from '../../packages/server/src/withdrawal/leaving-terms.ts';

const secret = 'The quexalite convoy leaves the zorvane depot at four.';
const poll = 300;
const slowly = 20_000;

const logs =
  (...nodes: readonly TestNode[]) =>
  (): string =>
    JSON.stringify(nodes.map(({ core }) => core.peers.log.last(1, 9)));

/** What a member of this node wants of its contributions, as another node knows it. */
function known(at: TestNode, member: string): ContributionTerms {
  return at.core.recall.leavingTerms.of(at.core.members.find(member)?.member ?? 0);
}

function filesWith(at: TestNode, text: string): string[] {
  const folder = dirname(at.core.database.file);
  return readdirSync(folder).filter((name) => readFileSync(join(folder, name)).includes(text));
}

async function want(node: TestNode, contributions: ContributionTerms): Promise<void> {
  await node.core.recall.setLeavingTerms(node.admin, node.admin.member, contributions);
}

/** Signed as any node signs, with whatever key it holds for a member. */
async function word(from: TestNode, by: string, contributions: ContributionTerms, at: string): Promise<string> {
  const roster = from.core.signedRoster.current()?.file.roster;
  const listed = roster?.members.find(({ identity }) => identity === from.identity(from.name))?.keys ?? [];
  const [jwk] = listed.flatMap(({ key }) => from.core.keyStore.privateKey(keyId(key)) ?? []);
  assert.ok(roster && jwk);
  return signMessage({ kind: 'leaving', coalition: roster.coalition.id, by, at, contributions }, jwk);
}

test('who goes takes along what it contributed from every node, also where its own is not there to ask for it', async () => {
  await using norway = await startTestNode('Norway', poll);
  await using sweden = await startTestNode('Sweden', poll);
  await using denmark = await startTestNode('Denmark', poll);
  await joinNodes(norway, sweden);
  const { atGuest } = await joinNodes(norway, denmark);
  await denmark.core.peers.service.change(denmark.admin, atGuest.id, { relays: true });
  const open = await sweden.collection();
  const [theirs, kept] = [
    note(secret, { created_by_ref: sweden.identity('Sweden'), object_marking_refs: [tlp('green')] }),
    note('Norway’s own stays.', { created_by_ref: norway.identity('Norway'), object_marking_refs: [tlp('green')] }),
  ];
  const id = String(theirs.id);
  await sweden.write(open, theirs);
  await norway.write(await norway.collection(), kept);
  await eventually(() => denmark.sees('Denmark').includes(id), logs(norway, denmark), slowly);
  await want(sweden, 'goes');
  await eventually(() => known(denmark, 'Sweden') === 'goes', logs(norway, denmark), slowly);
  await sweden.stop();

  await norway.core.memberService.remove(norway.admin, 'Sweden');
  for (const node of [norway, denmark]) {
    await eventually(() => !node.sees(node.name).includes(id), logs(norway, denmark), slowly);
    await eventually(
      () => filesWith(node, 'quexalite').length === 0,
      () => `${node.name}: ${filesWith(node, 'quexalite').join()}`,
      slowly,
    );
    assert.ok(node.sees(node.name).includes(String(kept.id)), 'what others contributed stays');
  }
});

test('what a member wants is said by its own key, while it is one, and its newest word holds', async () => {
  await using norway = await startTestNode('Norway', poll);
  await using sweden = await startTestNode('Sweden', poll);
  await joinNodes(norway, sweden);
  await want(sweden, 'goes');
  await eventually(() => known(norway, 'Sweden') === 'goes', logs(norway, sweden), slowly);
  const [earlier = ''] = sweden.core.recall.leavingWords.all();
  await want(sweden, 'frozen');
  await eventually(() => known(norway, 'Sweden') === 'frozen', logs(norway, sweden), slowly);
  const { take } = norway.core.recall.leavingWords;
  const [identity, now] = [sweden.identity('Sweden'), () => new Date().toISOString()];

  await take([await word(norway, identity, 'goes', now())]);
  assert.equal(known(norway, 'Sweden'), 'frozen', 'another member’s key says nothing for it');
  await take([earlier]);
  assert.equal(known(norway, 'Sweden'), 'frozen', 'nor does what it said before, sent again');
  await take([await word(sweden, identity, 'goes', new Date(Date.now() + 86_400_000).toISOString())]);
  assert.equal(known(norway, 'Sweden'), 'frozen', 'nor what nobody can have said yet');
  await take(['', 'a.b.c', 'x'.repeat(4000)]);

  await norway.core.memberService.remove(norway.admin, 'Sweden');
  await take([await word(sweden, identity, 'goes', now())]);
  assert.equal(known(norway, 'Sweden'), 'frozen', 'nor what it says once it has left');
});

test('who has left reads nothing with what its node held, and is told the way out only', async () => {
  await using norway = await startTestNode('Norway', poll);
  await using sweden = await startTestNode('Sweden', poll);
  await joinNodes(norway, sweden);
  const [here] = sweden.core.peers.store.members(1).filter(({ side }) => side === 'here');
  const ask = async (path: string): Promise<number> => {
    const headers = { authorization: `Bearer ${here?.token}`, accept: 'application/taxii+json;version=2.1' };
    return (await fetch(norway.url + path, { headers })).status;
  };
  const open = await norway.collection();
  const objects = `/taxii2/coalition/collections/${open.id}/objects/`;
  assert.equal(await ask(objects), 200);
  await norway.core.memberService.remove(norway.admin, 'Sweden');
  for (const path of [objects, '/taxii2/coalition/collections/', '/api/events', '/api/exchange/took-in']) {
    assert.ok([401, 403, 404].includes(await ask(path)), path);
  }
});

test('tokens do not outlast a leaving that a node hears of only after the return', async () => {
  await using norway = await startTestNode('Norway', poll);
  await using sweden = await startTestNode('Sweden', poll);
  await joinNodes(norway, sweden);
  await norway.core.memberService.add(norway.admin, { name: 'Iraq', kind: 'country', joined: '2019-01-01' });
  await eventually(() => sweden.core.members.find('Iraq') !== undefined, logs(norway, sweden), slowly);
  const iraq = sweden.viewer('Iraq');
  const stale = sweden.core.access.tokens.create(iraq, { member: iraq.member, label: 'Feed', write: true });
  const own = sweden.core.access.tokens.create(sweden.admin, {
    member: sweden.admin.member,
    label: 'Own',
    write: true,
  });
  assert.notEqual(sweden.core.access.tokens.verify(stale.token), undefined);
  await sweden.stop();
  await norway.core.memberService.remove(norway.admin, 'Iraq');
  const { hash } = await norway.core.signedRoster.propose(norway.admin, [{ kind: 'return', member: 'Iraq' }]);
  assert.equal((await norway.core.signedRoster.sign(norway.admin, hash)).state, 'accepted');
  await sweden.start();
  const version = (node: TestNode): number => node.core.signedRoster.current()?.file.roster.version ?? 0;
  await eventually(() => version(sweden) === version(norway), logs(norway, sweden), slowly);
  assert.equal(sweden.core.members.find('Iraq')?.left, undefined);
  assert.equal(sweden.core.access.tokens.verify(stale.token), undefined, 'its token ended with its membership');
  assert.notEqual(sweden.core.access.tokens.verify(own.token), undefined, 'others keep theirs');
});
