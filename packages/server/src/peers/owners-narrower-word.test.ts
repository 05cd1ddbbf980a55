import assert from 'node:assert/strict';
import { test } from 'node:test';
import { note, stampOf, tlp } from '../objects/test-coalition.ts';
import { startLiar } from './test-liar.ts';
import { eventually, startTestNode, type TestNode } from './test-nodes.ts';

const green = { object_marking_refs: [tlp('green')] };

/** A node that hosts Finland beside its own member: what is for Norway alone is not for Finland. */
async function startHost(): Promise<TestNode> {
  const norway = await startTestNode('Norway', 300);
  await norway.core.memberService.add(norway.admin, { name: 'Finland', kind: 'country' });
  return norway;
}

async function reads(at: TestNode, content: string, id: unknown): Promise<void> {
  const versions = () =>
    at.core.reader
      .renditions(at.admin, String(id))
      .map((each) => Buffer.from(at.core.reader.bodies([each])[0] ?? '').toString());
  await eventually(
    () => versions().some((text) => text.includes(content)),
    () => `${at.name} reads ${versions()}; aside: ${JSON.stringify(at.core.peers.setAsides.ofPeer(1, 20))}`,
  );
}

test('what its owner signed for Entente nodes only reaches no plain client, whatever its deliverer leaves out', async () => {
  await using norway = await startHost();
  await using liar = await startLiar(norway);
  const kept = note('for nodes only', green);
  const open = note('for plain clients, too', green);
  await liar.serve([{ object: kept, terms: { tlp: 'green', handling: { nodes_only: true } } }, { object: open }]);
  await reads(norway, 'for nodes only', kept.id);
  const { collection } = norway.core.reader.current(norway.admin, String(open.id)) ?? {};
  const { id } =
    norway.core.database.prepare('SELECT id FROM collection WHERE collection = ?').get(collection ?? 0) ?? {};
  const { member } = norway.viewer('Finland');
  const { token } = norway.core.access.tokens.create(norway.admin, { member, label: 'plain client', write: false });
  const url = `${norway.url}/taxii2/coalition/collections/${id}/objects/`;
  const headers = { Accept: 'application/taxii+json;version=2.1', Authorization: `Bearer ${token}` };
  const text = await (await fetch(url, { headers })).text();
  assert.deepEqual([text.includes(String(open.id)), text.includes(String(kept.id))], [true, false]);
});

test('what was for everybody and comes after its owner has narrowed it is for whom the newer version is', async () => {
  await using norway = await startHost();
  await using liar = await startLiar(norway);
  const newer = note('for Norway from now on', { version: 2, object_marking_refs: [tlp('amber')] });
  const older = note('for everybody once', { id: String(newer.id), ...green });
  const limited = { tlp: 'amber' as const, limited: true as const };
  await liar.serve([{ object: newer, reach: 'member', tlp: 'amber', terms: limited }]);
  await reads(norway, 'from now on', newer.id);
  await liar.serve([{ object: older }]);
  await reads(norway, 'for everybody once', older.id);
  assert.deepEqual(norway.core.reader.renditions(norway.viewer('Finland'), String(newer.id)), []);
  // Once more, as a hub does that has not heard of it: nothing is there twice.
  const again = note('comes last', green);
  await liar.serve([{ object: older }, { object: again }]);
  await reads(norway, 'comes last', again.id);
  assert.deepEqual(
    norway.core.reader.renditions(norway.admin, String(newer.id)).map(({ stamp }) => stamp),
    [stampOf(1), stampOf(2)],
  );
  const placed = norway.core.database.prepare(
    'SELECT count(*) AS n FROM placement p JOIN version v ON v.version = p.version WHERE v.id = ?',
  );
  assert.equal(placed.get(String(newer.id))?.n, 2);
});
