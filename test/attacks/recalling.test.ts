import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { type Caller, freshId, startCoalition } from './coalition.ts';
import { note, releaseTo, statement, tlp } from './objects.ts';

/** Recalls as a weapon: to learn what is hidden, to take away what is others', and to blank their words. */

const coalition = await startCoalition();
after(() => coalition[Symbol.asyncDispose]());
const { us, france, iraq, core } = coalition;
const green = [tlp('green')];
const analyst = await coalition.account('analyst@france.example', france.principal, 'analyst');
const words = 'The quexalite convoy leaves the zorvane depot at four.';

type Outcome = {
  readonly recalls: readonly { readonly object: string }[];
  readonly refused: readonly { readonly object: string; readonly code: string; readonly message: string }[];
};

async function batch(who: Caller, ids: readonly string[], reason = 'Source withdrawn') {
  const { status, text } = await coalition.api(who, 'POST', '/api/recalls/batch', { ids, reason });
  return { status, text, outcome: (status === 200 ? JSON.parse(text) : { recalls: [], refused: [] }) as Outcome };
}

const isThere = async (id: string): Promise<boolean> =>
  (await coalition.ask(us, { path: `/api/objects/${id}` })).status === 200;

test('a batch takes back what is one’s own alone, and tells of the rest nothing', async () => {
  const own = note(france, green);
  const theirs = note(us, green);
  const list = releaseTo(us, iraq);
  const hidden = note(us, [tlp('amber'), list.id]);
  const missing = freshId('note');
  await coalition.store(france, [own]);
  await coalition.store(us, [list, theirs, hidden]);
  const { status, outcome } = await batch(analyst, [hidden.id, own.id, missing, theirs.id]);
  assert.equal(status, 200);
  assert.deepEqual(
    outcome.recalls.map(({ object }) => object),
    [own.id],
  );
  const told = new Map(
    outcome.refused.map(({ object, code, message }) => [object, `${code}: ${message.replaceAll(object, '<id>')}`]),
  );
  assert.equal(told.size, 3);
  assert.equal(told.get(hidden.id), told.get(missing), 'hidden and missing are one');
  assert.equal(told.get(theirs.id), told.get(missing), 'and what one sees but does not own is, too');
  assert.deepEqual([await isThere(theirs.id), await isThere(hidden.id), await isThere(own.id)], [true, true, false]);
});

test('nobody recalls in bulk who may not recall one, and nothing goes before all of it is looked at', async () => {
  const kept = note(france, green, { content: words });
  await coalition.store(france, [kept]);
  const unit = await core.unitService.add(coalition.operator, 'France', { name: 'Port', kind: 'internal' });
  const ofUnit = core.access.tokens.create(coalition.operator, {
    member: france.principal,
    unit: unit.unit,
    label: 'x',
    write: true,
  });
  const callers: readonly [string, Caller][] = [
    ['a reader', await coalition.account('reader@france.example', france.principal, 'reader')],
    ['an administrator', await coalition.account('admin@france.example', france.principal, 'member-admin')],
    ['a token that only reads', france.readOnly],
    ['a unit', { headers: { authorization: `Bearer ${ofUnit.token}` } }],
  ];
  for (const [who, caller] of callers) {
    const { status, outcome } = await batch(caller, [kept.id]);
    assert.deepEqual([status === 200 && outcome.recalls.length > 0, await isThere(kept.id)], [false, true], who);
  }
  const quoting = await batch(analyst, [kept.id], `Wrong: ${words}`);
  assert.deepEqual([quoting.status, await isThere(kept.id)], [422, true], 'the reason goes to all who had it');
  const endless = await batch(
    analyst,
    Array.from({ length: 10_001 }, () => kept.id),
  );
  assert.deepEqual([endless.status, await isThere(kept.id)], [422, true]);
  const many = await batch(
    analyst,
    Array.from({ length: 9_999 }, () => freshId('note')),
  );
  assert.deepEqual([many.status, many.outcome.refused.length], [200, 9_999], 'so many are named at once');
  const twice = await batch(analyst, [kept.id, kept.id]);
  assert.equal(twice.outcome.recalls.length, 1);
});

test('a recall blanks what names the recalled object as its source, and nobody’s own words elsewhere', async () => {
  const bait = note(france, green, { content: words });
  await coalition.store(france, [bait]);
  const claim = note(us, green);
  const said = (report: string) => ({
    ...statement(us, green, claim.id, us.identity, 'agrees'),
    claim_ref: undefined,
    stance: undefined,
    report_ref: report,
    quote: words.slice(0, 20),
    content_spans: [{ start: 0, end: 20 }],
    note: `We heard that ${words}`,
  });
  const other = { ...note(us, green, { content: words }), id: freshId('note') };
  const [ofBait, ofOther] = [said(bait.id), said(other.id)];
  await coalition.store(us, [claim, other, ofBait, ofOther]);
  const before = await coalition.read(us, `/api/objects/${ofOther.id}/raw`);
  const original = await coalition.read(us, `/api/objects/${other.id}/raw`);
  assert.equal((await batch(analyst, [bait.id])).outcome.recalls.length, 1);
  await core.queue.idle();
  assert.doesNotMatch(await coalition.read(us, `/api/objects/${ofBait.id}/raw`), /quexalite/);
  assert.equal(await coalition.read(us, `/api/objects/${ofOther.id}/raw`), before, 'what rests on another source');
  assert.equal(await coalition.read(us, `/api/objects/${other.id}/raw`), original, 'and what another published');
});
