import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { exportStream } from '../export/export-stream.ts';
import { note, releaseMarking, tlp } from '../objects/test-coalition.ts';
import { add, type Json, password, type Send, startTestNode, type TestNode } from './test-node.ts';

let node: TestNode;
let norway: Send;
let sweden: Send;
let path: string;
const open = note('for anybody', { object_marking_refs: [tlp('green')] });
let kept: Json;

before(async () => {
  node = await startTestNode();
  [norway, sweden] = [node.as('Norway'), node.as('Sweden')];
  path = await node.collection();
  const { identity } = node.node.core.members.get(1);
  const duty = releaseMarking(identity, { handling: { nodesOnly: true } });
  kept = note('for nodes only', { created_by_ref: identity, object_marking_refs: [tlp('green'), duty.id] });
  await add(norway, path, duty);
  await add(norway, path, kept);
  await add(norway, path, open);
});
after(() => node[Symbol.asyncDispose]());

const ids = ({ json }: { json: Json }): string[] =>
  (json.objects ?? []).map(({ id }: Json) => id).filter((id: string) => id.startsWith('note--'));

test('a plain client gets nothing of what is for nodes only, and its answers are those of a missing object', async () => {
  const { core } = node.node;
  const swedish = core.localViewer(core.members.find('Sweden')?.member ?? 0);
  assert.ok(core.reader.current(swedish, kept.id), 'its member may have it');
  assert.deepEqual(ids(await sweden('GET', `${path}objects/`)), [open.id]);
  assert.deepEqual(ids(await sweden('GET', `${path}objects/?match[id]=${kept.id}`)), []);
  assert.deepEqual(ids(await sweden('GET', `${path}manifest/`)), [open.id]);
  for (const below of ['', 'versions/']) {
    const asked = await sweden('GET', `${path}objects/${kept.id}/${below}`);
    const missing = await sweden('GET', `${path}objects/note--00000000-0000-4000-8000-000000000000/${below}`);
    assert.equal(asked.status, 404);
    assert.deepEqual([asked.status, asked.json.title], [missing.status, missing.json.title]);
  }
  assert.deepEqual(ids(await norway('GET', `${path}objects/`)).length, 2, 'its owner has its own');
});

test('what a client was not given is not in the log as delivered', async () => {
  const { audit, questions, localViewer } = node.node.core;
  await audit.flush();
  const auditor = localViewer(1);
  const scope = questions.scopeOf(auditor);
  const reached = (id: string) => {
    const [had] = questions.holdings(auditor, scope, id).filter(({ holder }) => holder.name === 'Sweden');
    assert.ok(had, 'it was released to Sweden');
    return had.delivered !== undefined || had.opened !== undefined;
  };
  assert.deepEqual([reached(String(open.id)), reached(kept.id)], [true, false]);
});

test('an exported file has it for its owner alone', async () => {
  const { core } = node.node;
  const exported = async (member: string): Promise<boolean> => {
    const chunks: Uint8Array[] = [];
    const viewer = core.localViewer(core.members.find(member)?.member ?? 0);
    for await (const chunk of exportStream(core, viewer, {}, 'stix')) chunks.push(chunk);
    return Buffer.concat(chunks).includes(kept.id);
  };
  assert.deepEqual([await exported('Norway'), await exported('Sweden')], [true, false]);
});

test('nor does its proof reach a plain client, be it a person’s own: not in a list, not by its id', async () => {
  const { core } = node.node;
  await core.signer.catchUp();
  const member = core.members.find('Sweden')?.member ?? 0;
  const account = { email: 'client@sweden.example', name: 'Client', member, roles: ['reader'] as const, password };
  await core.access.accounts.add(core.localViewer(1), account);
  const authorization = `Basic ${Buffer.from(`${account.email}:${password}`).toString('base64')}`;
  const person: Send = (method, to, headers) => node.send(method, to, { authorization, ...headers });
  const proofs = path.replace('/coalition/', '/proofs/');
  const listed = async (who: Send, below: string): Promise<string> =>
    (await who('GET', `${proofs}${below}`)).bytes.toString();
  const all = JSON.parse(await listed(norway, 'objects/')).objects as Json[];
  const proof = all.find((each) => each.object_ref === kept.id)?.id;
  assert.ok(proof, 'its owner has it');
  for (const who of [sweden, person]) {
    assert.match(await listed(who, 'objects/'), new RegExp(String(open.id)));
    for (const below of ['objects/', `objects/?match[id]=${kept.id}`, `objects/?match[id]=${proof}`, 'manifest/']) {
      const text = await listed(who, below);
      assert.ok(!text.includes(kept.id) && !text.includes(proof), below);
    }
    for (const below of ['', 'versions/']) {
      assert.equal((await who('GET', `${proofs}objects/${proof}/${below}`)).status, 404);
      assert.equal((await norway('GET', `${proofs}objects/${proof}/${below}`)).status, 200);
    }
  }
});

test('asking whether a collection holds any costs one step in an index', () => {
  const plan = node.node.core.database
    .prepare(
      `EXPLAIN QUERY PLAN SELECT 1 FROM terms WHERE collection = ? AND instr(expression, '"nodesOnly":true') > 0 LIMIT 1`,
    )
    .all(1);
  assert.match(JSON.stringify(plan), /terms_nodes_only/);
});

test('over the API a program has it no more than over TAXII; its members’ people read it', async () => {
  const { core } = node.node;
  const asJson = { accept: 'application/json' };
  const missing = 'note--00000000-0000-4000-8000-000000000000';
  for (const below of ['', '/raw', '/graph', '/why', '/audience']) {
    const asked = await sweden('GET', `/api/objects/${kept.id}${below}`, asJson);
    const absent = await sweden('GET', `/api/objects/${missing}${below}`, asJson);
    assert.deepEqual([asked.status, asked.json], [404, absent.json], below);
  }
  for (const question of ['?type=note', `?q=${kept.id}`, '?q=nodes', '?type=note&facets=true']) {
    const { bytes, json } = await sweden('GET', `/api/objects${question}`, asJson);
    assert.ok(!bytes.toString().includes(kept.id), question);
    assert.equal(json.total.count, json.objects.length, 'counts are of what it may read');
  }
  assert.equal((await norway('GET', `/api/objects/${kept.id}`, asJson)).status, 200, 'its owner’s programs read it');
  const member = core.members.find('Sweden')?.member ?? 0;
  const person = await core.access.accounts.add(core.localViewer(1), {
    email: 'analyst@sweden.example',
    name: 'Analyst',
    member,
    roles: ['analyst'],
    password,
  });
  const authorization = `Basic ${Buffer.from(`${person.email}:${password}`).toString('base64')}`;
  const own = { authorization, ...asJson };
  assert.equal((await node.send('GET', `/api/objects/${kept.id}`, own)).status, 200);
  assert.match((await node.send('GET', '/api/objects?type=note', own)).bytes.toString(), new RegExp(kept.id));
});
