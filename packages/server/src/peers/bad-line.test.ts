import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { note } from '../objects/test-coalition.ts';
import { startTestLine } from './test-line.ts';
import { confirm, eventually, joinNodes, startTestNode, type TestNode } from './test-nodes.ts';

const both = { sending: true, receiving: true };

/** Norway and Sweden, which reaches Norway over a line that can be bad. */
async function twoNodes() {
  const norway = await startTestNode('Norway');
  const sweden = await startTestNode('Sweden');
  const line = await startTestLine(Number(new URL(norway.url).port));
  const { invitation } = await norway.core.peers.joining.invite(norway.admin, both, { url: line.url });
  const { id } = await sweden.core.peers.joining.join(sweden.admin, invitation, both);
  await confirm(norway, sweden);
  await confirm(sweden, norway, id);
  await eventually(
    () => sweden.core.peers.statuses.of(1).connected.size === 1,
    () => tell(sweden),
  );
  return { norway, sweden, line };
}

const tell = (at: TestNode) => JSON.stringify([at.core.peers.statuses.of(1).failure, at.core.peers.log.last(1, 9)]);

test('over a line on which no whole page gets through all arrives, in smaller pieces', async () => {
  const { norway, sweden, line } = await twoNodes();
  await using _ = norway;
  await using __ = sweden;
  await using ___ = line;
  const open = await norway.collection({ unmarked: 'green' });
  line.cutAfter(60_000);
  const texts = Array.from({ length: 60 }, () => note(randomBytes(3000).toString('base64')));
  await norway.write(open, ...texts);
  const missing = () => texts.filter(({ id }) => sweden.text('Sweden', String(id)) === undefined);
  await eventually(
    () => missing().length === 0,
    () => `${missing().length} missing ${tell(sweden)}`,
  );
});

test('a proxy that answers in the place of a node that does not run takes nothing away, and is told apart', async () => {
  const { norway, sweden, line } = await twoNodes();
  await using _ = norway;
  await using __ = sweden;
  await using ___ = line;
  const open = await norway.collection({ unmarked: 'green' });
  const shown = note('stays');
  await norway.write(open, shown);
  const sees = () => sweden.text('Sweden', String(shown.id)) !== undefined;
  await eventually(sees, () => tell(sweden));
  for (const [status, code] of [
    [404, 'unexpected-answer'],
    [403, 'unexpected-answer'],
    [502, 'unexpected-answer'],
  ] as const) {
    line.answer(status);
    sweden.core.peers.wake(sweden.admin, 'Norway');
    const failure = () => sweden.core.peers.statuses.of(1).failure;
    await eventually(
      () => failure()?.message.includes(`no node answered ${status}`) === true,
      () => tell(sweden),
    );
    assert.equal(failure()?.code, code);
    assert.ok(sees(), 'nobody loses what is there');
  }
  line.answerNothing();
  sweden.core.peers.wake(sweden.admin, 'Norway');
  await eventually(
    () => sweden.core.peers.statuses.of(1).failure === undefined,
    () => tell(sweden),
  );
});

test('of more collections than one turn has pages the last is read, too', async () => {
  await using norway = await startTestNode('Norway');
  await using sweden = await startTestNode('Sweden');
  for (let number = 0; number < 205; number += 1) await norway.collection({ unmarked: 'green' });
  const collections = norway.core.collections.all().slice(-5);
  const last = collections.map(({ title }) => note(title));
  for (const [place, each] of collections.entries()) {
    const object = last[place];
    assert.ok(object);
    await norway.write(each, object);
  }
  await joinNodes(norway, sweden);
  await eventually(
    () => last.every(({ id }) => sweden.text('Sweden', String(id)) !== undefined),
    () => tell(sweden),
    20_000,
  );
});
