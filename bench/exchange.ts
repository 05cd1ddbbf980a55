import { randomBytes, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import {
  batchLimit,
  contentDigest,
  createKeyRing,
  createProofVerifier,
  publicPart,
  signBatch,
  writeProof,
} from '@entente/exchange';
import { newPrivateKey, openDatabase, packProofs } from '@entente/server';
import type { JsonObject } from '@entente/stix';
import { startBenchNode } from './bench-node.ts';
import { scratchFolder } from './coalition.ts';
import { generated } from './corpus.ts';
import { type Row, row } from './table.ts';

const batch = 500;

/** Delivery from one node to one other, verified and durable there, beside a copy of the same rows between two files. */
export async function exchange(count: number): Promise<Row[]> {
  const objects = [...generated(Math.min(count, 20_000))];
  const copy = copied(objects);
  const { perSecond, microseconds, proofBytes, signatures } = await delivered(objects);
  const verifying = await verified(objects);
  const aim = '≥ 5,000 objects/s per receiving core';
  return [
    row('delivery to one other node, signed and verified', perSecond, copy, 'objects/s', aim),
    row('verification of what arrives, alone', 1_000_000 / verifying, perSecond, 'objects/s', 'several times delivery'),
    row(
      'CPU for verification, of all for both nodes',
      (verifying / microseconds) * 100,
      100,
      '%',
      'below 25 % of that of the receiver',
    ),
    row('proofs on the way', proofBytes, averageBytes(objects), 'bytes/object', 'less than the objects'),
    row('signatures', signatures, 1 / batchLimit, 'per object', 'one for each full batch'),
  ];
}

function averageBytes(objects: readonly Buffer[]): number {
  return objects.reduce((sum, { length }) => sum + length, 0) / objects.length;
}

/** Microseconds of CPU that verifying one object takes, of batches as they are signed. */
async function verified(objects: readonly Buffer[]): Promise<number> {
  const key = newPrivateKey();
  const signer = 'identity--11111111-1111-4111-8111-111111111111';
  const member = { identity: signer, name: 'Norway', kind: 'country' as const, joined: '2019-01-01' };
  const from = '2020-01-01T00:00:00.000Z';
  const coalition = { id: randomUUID(), name: 'Bench' };
  const keys = createKeyRing({
    format: 'entente-roster/1',
    coalition,
    version: 1,
    issued: from,
    expires: '2099-01-01T00:00:00.000Z',
    previous: null,
    threshold: 1,
    admins: [],
    members: [{ ...member, keys: [{ key: publicPart(key), from }] }],
    nodes: [],
  });
  const read = objects.map((bytes) => ({ bytes, value: JSON.parse(bytes.toString()) as JsonObject }));
  const proofs: JsonObject[] = [];
  for (let at = 0; at < read.length; at += batchLimit) {
    const leaves = read.slice(at, at + batchLimit).map(({ value }) => ({
      object_ref: String(value.id),
      object_modified: String(value.modified),
      object_sha256: contentDigest(value),
      role: 'source' as const,
      terms: { tlp: 'green' as const },
    }));
    const head = { coalition: coalition.id, signer, signed: new Date().toISOString() };
    const signed = await signBatch(leaves, head, key, randomBytes);
    for (const [place, leaf] of leaves.entries()) {
      const proof = signed.proofs[place];
      if (proof !== undefined) proofs.push(writeProof(leaf, proof, head, signed.signature));
    }
  }
  const verifier = createProofVerifier(keys, () => new Date().toISOString());
  const before = process.cpuUsage();
  for (const [place, each] of read.entries()) {
    const verdict = await verifier.verify(each, proofs[place]);
    if (verdict.state !== 'valid') throw new Error(verdict.message);
  }
  const { user, system } = process.cpuUsage(before);
  return (user + system) / read.length;
}

/** Both nodes are in this process, so they share a core: what the sender costs is in it. */
async function delivered(objects: readonly Buffer[]) {
  using folder = scratchFolder();
  await using sender = await startBenchNode(join(folder.path, 'sender'), 'Norway');
  await using receiver = await startBenchNode(join(folder.path, 'receiver'), 'Sweden');
  const both = { sending: true, receiving: true };
  const [from, to] = [sender.core, receiver.core];
  const open = await from.collectionService.add(from.localViewer(1), {
    title: 'Open',
    readers: 'all',
    writers: 'all',
    unmarked: 'green',
  });
  const incoming = objects.map((bytes) => ({ bytes, value: JSON.parse(bytes.toString()) }));
  for (let at = 0; at < incoming.length; at += batch) {
    await from.service.add(from.localViewer(1), open, incoming.slice(at, at + batch));
  }
  await from.signer.catchUp();
  const { invitation } = await from.peers.joining.invite(from.localViewer(1), both);
  await to.peers.joining.join(to.localViewer(1), invitation, both);
  for (const [here, there] of [
    [from, 'Sweden'],
    [to, 'Norway'],
  ] as const) {
    const peer = here.peers.store.find(there);
    if (peer === undefined) throw new Error(`${there} did not join`);
    await here.peers.service.confirm(here.localViewer(1), there, here.peers.views.peer(peer).fingerprint);
  }
  const stored = to.database.prepare("SELECT count(*) AS n FROM version WHERE id GLOB 'indicator--*'");
  const taken = (): number => Number(stored.get()?.n);
  while (taken() === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  const [began, before, cpu] = [performance.now(), taken(), process.cpuUsage()];
  while (taken() < objects.length) await new Promise((resolve) => setTimeout(resolve, 20));
  const count = objects.length - before;
  const { user, system } = process.cpuUsage(cpu);
  const one = (sql: string): number => Number(from.database.prepare(sql).get()?.n);
  const bodies = from.database.prepare('SELECT body FROM proof LIMIT 1000').all();
  const proofs = packProofs([...from.proofs.travelling(bodies.map(({ body }) => Number(body))).values()]);
  return {
    perSecond: (count / (performance.now() - began)) * 1000,
    microseconds: (user + system) / count,
    proofBytes: proofs.length / bodies.length,
    signatures: one('SELECT count(*) AS n FROM signed_batch') / one('SELECT count(*) AS n FROM proof'),
  };
}

/** The same bodies, versions and placements, from one SQLite file to another, nothing decided about them. */
function copied(objects: readonly Buffer[]): number {
  using folder = scratchFolder();
  const source = join(folder.path, 'source.db');
  using from = openDatabase(source);
  from.transaction(() => {
    for (const [place, bytes] of objects.entries()) {
      const { id, modified } = JSON.parse(bytes.toString());
      from.prepare('INSERT INTO body (body, bytes) VALUES (?, ?)').run(place + 1, bytes);
      from
        .prepare(
          'INSERT INTO version (version, owner, id, modified, stamp, created_by_owner, terms, body) VALUES (?, 1, ?, ?, ?, 0, 1, ?)',
        )
        .run(place + 1, id, modified, modified, place + 1);
      from
        .prepare(
          'INSERT INTO placement (added, collection, terms, version, body, object_type, flags) VALUES (?, 1, 1, ?, ?, 1, 5)',
        )
        .run(place + 1, place + 1, place + 1);
    }
  });
  using to = openDatabase(join(folder.path, 'target.db'));
  to.prepare('ATTACH ? AS source').run(source);
  const began = performance.now();
  for (let after = 0; after < objects.length; after += batch) {
    to.transaction(() => {
      for (const [table, key] of [
        ['body', 'body'],
        ['version', 'version'],
        ['placement', 'version'],
      ]) {
        to.prepare(`INSERT INTO main.${table} SELECT * FROM source.${table} WHERE ${key} > ? AND ${key} <= ?`).run(
          after,
          after + batch,
        );
      }
    });
  }
  return (objects.length / (performance.now() - began)) * 1000;
}
