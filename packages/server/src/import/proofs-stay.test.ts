import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { test } from 'node:test';
import { verifyProof } from '@entente/exchange';
import type { JsonObject } from '@entente/stix';
import { exportStream } from '../export/export-stream.ts';
import { note, tlp } from '../objects/test-coalition.ts';
import { startTestNode, type TestNode } from '../peers/test-nodes.ts';
import { importStream } from './import-stream.ts';

const bounds = { importBytes: 1e9, objectBytes: 1e6 };

async function exported(at: TestNode): Promise<{ readonly objects: JsonObject[] }> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of exportStream(at.core, at.admin, {}, 'stix', { withProofs: true })) chunks.push(chunk);
  return JSON.parse(Buffer.concat(chunks).toString());
}

test('proofs in a signed file become no objects beside those that they are of; whose objects they are stays', async () => {
  await using france = await startTestNode('France', 60_000);
  await france.core.memberService.add(france.admin, { name: 'Iraq', kind: 'country' });
  const into = await france.collection();
  const own = note('The bridge is open.', {
    created_by_ref: france.identity('France'),
    object_marking_refs: [tlp('green')],
  });
  await france.write(into, own);
  await france.core.signer.catchUp();
  const file = await exported(france);
  const proof = file.objects.find(({ type, object_ref: of }) => type === 'entente-proof' && of === own.id);
  assert.ok(proof);
  const bring = (member: string) =>
    importStream(
      france.core.service,
      france.viewer(member),
      into,
      Readable.from([Buffer.from(JSON.stringify(file))]),
      bounds,
    );

  const again = await bring('France');
  assert.deepEqual(again.byType, { identity: 1, note: 1, 'extension-definition': 1 });
  assert.match(again.notes.join(), /proof stays in the file.*times/);
  // In Iraq's name nothing of it comes in, however well it is signed: France's own node delivers it.
  const asIraq = await bring('Iraq');
  assert.ok(asIraq.refusals.some(({ id, rule }) => id === own.id && rule === 'not-the-originator'));
  assert.ok(!asIraq.refusals.some(({ id }) => id === proof.id));
  assert.deepEqual(france.core.database.prepare("SELECT id FROM version WHERE id LIKE 'entente-proof--%'").all(), []);
  const keys = france.core.signedRoster.keys();
  assert.ok(keys);
  const bytes = Buffer.from(JSON.stringify(own));
  assert.equal((await verifyProof({ bytes, value: own }, proof, keys, france.core.now())).state, 'valid');
});
