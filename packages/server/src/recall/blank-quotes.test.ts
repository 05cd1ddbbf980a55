import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { statementExtensionId } from '@entente/positions';
import type { JsonObject } from '@entente/stix';
import { releaseMarking, stampOf, tlp } from '../objects/test-coalition.ts';
import { eventually, joinNodes, startTestNode, type TestNode } from '../peers/test-nodes.ts';
import { quotedReason } from './blank-quotes.ts';

const secret = 'The quexalite convoy leaves the zorvane depot at four.';

const reportOf = (by: TestNode, text: string): JsonObject & { id: string } => ({
  type: 'report',
  spec_version: '2.1',
  id: `report--${randomUUID()}`,
  created: stampOf(1),
  modified: stampOf(1),
  created_by_ref: by.identity(by.name),
  object_marking_refs: [tlp('green')],
  name: 'On the depots',
  description: text,
  published: stampOf(1),
  object_refs: [by.identity(by.name)],
});

const statementOf = (by: TestNode, report: string, more: JsonObject = {}): JsonObject & { id: string } => ({
  type: 'statement',
  spec_version: '2.1',
  id: `statement--${randomUUID()}`,
  created: stampOf(1),
  modified: stampOf(1),
  created_by_ref: by.identity(by.name),
  object_marking_refs: [tlp('green')],
  report_ref: report,
  content_spans: [{ start: 0, end: 20 }],
  quote: 'The quexalite convoy',
  kind: 'said',
  said: '2026-01-05',
  speaker_name: 'General Aldous Freiherr von Ostermark',
  quantities: [{ value: 4, text: 'zorvane depot at four' }],
  note: `We think that “${secret}” is not so.`,
  extensions: { [statementExtensionId]: { extension_type: 'new-sdo' } },
  ...more,
});

function filesWith(at: TestNode): string[] {
  const folder = dirname(at.core.database.file);
  return readdirSync(folder, { recursive: true, encoding: 'utf8', withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .filter((file) => ['quexalite', 'zorvane'].some((word) => readFileSync(file).includes(word)));
}

const shown = (at: TestNode, id: string): JsonObject => JSON.parse(at.text(at.name, id) ?? '{}') as JsonObject;
const arrives = (at: TestNode, id: string) =>
  eventually(
    () => at.sees(at.name).includes(id),
    () => `${id} did not come to ${at.name}: ${JSON.stringify(at.core.peers.log.last(1, 9))}`,
  );
const clean = (at: TestNode) =>
  eventually(
    () => filesWith(at).length === 0,
    () => `${at.name} still holds it: ${filesWith(at).join()} ${JSON.stringify(at.core.peers.log.last(1, 9))}`,
    20_000,
  );
const order = (at: TestNode, object: string, version?: string) =>
  at.core.recall.recallService.order(at.admin, { object, version, reason: 'Wrong source' });

test('at a recall holders blank what they quote, in their own names, and their own words stay', async () => {
  await using norway = await startTestNode('Norway', 300);
  await using sweden = await startTestNode('Sweden', 300);
  await joinNodes(norway, sweden);
  const [open, beside] = [await norway.collection(), await sweden.collection()];
  const report = reportOf(norway, secret);
  assert.equal((await norway.write(open, report))[0]?.state, 'stored');
  await arrives(sweden, report.id);

  const statement = statementOf(sweden, report.id);
  assert.equal((await sweden.write(beside, statement))[0]?.state, 'stored');
  const second: JsonObject = { ...statement, modified: stampOf(2), hedged: true };
  assert.equal((await sweden.write(beside, second))[0]?.state, 'stored');
  const revoked = statementOf(sweden, report.id);
  await sweden.write(beside, revoked, { ...revoked, modified: stampOf(2), revoked: true });
  const other = reportOf(sweden, 'Nothing of the kind was said here at all.');
  const about = statementOf(sweden, other.id, { quote: 'Nothing of the kind', quantities: [{ value: 4 }], note: 'x' });
  await sweden.write(beside, other, about);
  for (const { id } of [statement, about]) await arrives(norway, id);
  assert.notDeepEqual(filesWith(norway), []);

  await order(norway, report.id);
  for (const node of [sweden, norway]) await clean(node);
  await arrives(norway, statement.id);
  const { quote, quantities, note, modified, ...kept } = shown(sweden, statement.id);
  assert.deepEqual([quote, quantities, note], [undefined, [{ value: 4 }], 'We think that “[recalled]” is not so.']);
  assert.ok(String(modified) > stampOf(2));
  const { quote: _, quantities: __, note: ___, modified: ____, ...written } = second;
  assert.deepEqual(kept, { ...written, source_recalled: true });
  assert.equal(shown(norway, statement.id).source_recalled, true, 'the copy elsewhere is replaced');
  assert.equal(shown(sweden, about.id).quote, 'Nothing of the kind');
  assert.equal(shown(sweden, revoked.id).revoked ?? true, true, 'what was taken back does not come back');

  const [recall, ...more] = sweden.core.recall.recallService.ofObject(sweden.admin, statement.id);
  assert.deepEqual([recall?.reason, recall?.isWhole, more], [quotedReason, false, []]);
  await eventually(
    () => {
      const { nodes } = sweden.core.recall.recallViews.of(recall ?? assert.fail());
      return nodes.length === 2 && nodes.every(({ state }) => state === 'confirmed');
    },
    () => 'the quotes elsewhere are not confirmed',
  );
  // The version with the quote is not taken again, and the new one is signed like any other.
  const [again] = await sweden.write(beside, second);
  assert.equal(again?.state === 'refused' ? again.refusals[0]?.rule : again?.state, 'recalled');
  const proofs = sweden.core.database.prepare(
    `SELECT 1 FROM proof p JOIN placement l ON l.body = p.body JOIN version v ON v.version = l.version WHERE v.id = ?`,
  );
  await eventually(
    () => proofs.get(statement.id) !== undefined,
    () => 'not signed',
  );
});

test('where one version is taken back, only what it said is blanked; nobody sees more than before', async () => {
  await using norway = await startTestNode('Norway', 60_000);
  const open = await norway.collection();
  const report = reportOf(norway, secret);
  const later = { ...report, modified: stampOf(2), description: 'The convoy of the ministry is late.' };
  await norway.write(open, report, later);
  const [of1, of2] = [
    statementOf(norway, report.id),
    statementOf(norway, report.id, { quote: 'The convoy of the ministry', quantities: [{ value: 4 }], note: 'y' }),
  ];
  const toNobody = releaseMarking(norway.identity('Norway'), { to: [norway.identity('Norway')] });
  const narrow = { ...of1, object_marking_refs: [tlp('amber'), toNobody.id] };
  const outcomes = await norway.write(open, toNobody, narrow, of2);
  assert.ok(outcomes.every(({ state }) => state === 'stored'));
  await order(norway, report.id, stampOf(1));
  await clean(norway);
  assert.deepEqual([shown(norway, of1.id).quote, shown(norway, of1.id).source_recalled], [undefined, true]);
  assert.deepEqual(shown(norway, of1.id).object_marking_refs, [tlp('amber'), toNobody.id]);
  assert.equal(shown(norway, of2.id).quote, 'The convoy of the ministry');
});

test('machine proposals go with the text that they were read from', async () => {
  await using norway = await startTestNode('Norway', 60_000);
  await using sweden = await startTestNode('Sweden', 300);
  await joinNodes(norway, sweden);
  const open = await norway.collection();
  const report = reportOf(norway, secret);
  await norway.write(open, report);
  await arrives(sweden, report.id);
  const { database } = sweden.core;
  const body = database.prepare('SELECT body FROM version WHERE id = ?').get(report.id)?.body ?? null;
  database
    .prepare('INSERT INTO report_reading (reading, body, reader, report) VALUES (1, ?, 1, ?)')
    .run(body, report.id);
  database
    .prepare("INSERT INTO proposal (id, reading, content) VALUES ('p', 1, ?)")
    .run(JSON.stringify({ content: secret }));
  await order(norway, report.id);
  await clean(sweden);
  assert.equal(database.prepare('SELECT count(*) AS n FROM proposal').get()?.n, 0);
});
