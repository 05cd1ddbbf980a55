import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, test } from 'node:test';
import { type LinkKind, writeCommitment, writeCommitmentEvent, writeExpectation } from '@entente/commitments';
import { type Caller, startCoalition } from './coalition.ts';
import { keptToNodes, note, relationship, releaseTo, tlp } from './objects.ts';

/** What is hidden of the ledger shifts no total, share, order or count of anybody else, as of whatever day. */

const coalition = await startCoalition();
after(() => coalition[Symbol.asyncDispose]());
const { us, france, iraq } = coalition;
const toIraq = releaseTo(us, iraq);
const toNodes = keptToNodes(us);
const [open, hidden, kept] = [[tlp('green')], [tlp('amber'), toIraq.id], [tlp('green'), toNodes.id]];
const person = await coalition.account('reader@france.example', france.principal, 'reader');

function published(object: object, markings: readonly string[], id: string) {
  const stamp = '2026-01-02T00:00:00.000Z';
  const common = { spec_version: '2.1', id, created: stamp, modified: stamp, created_by_ref: us.identity };
  return { ...object, ...common, object_marking_refs: markings };
}
function commitment(name: string, markings: readonly string[], links: readonly [LinkKind, string][] = []) {
  const made = writeCommitment(
    {
      name,
      kind: 'forces',
      by: us.identity,
      counterparts: [],
      dependsOn: links.map(([, to]) => to),
      place: 'Syria',
      line: 'training',
    },
    links.map(([kind, to]) => ({ kind, to })),
  );
  return published(made, markings, `commitment--${randomUUID()}`);
}
type Given = Omit<Parameters<typeof writeCommitmentEvent>[0], 'source' | 'documents' | 'corrects' | 'denies'>;
function event(given: Given, markings: readonly string[], more: object = {}) {
  const whole = { ...given, source: { key: us.identity, name: '' }, corrects: [], denies: [], documents: [] };
  return published({ ...writeCommitmentEvent(whole), ...more }, markings, `commitment-event--${randomUUID()}`);
}
const troops = (value: number) =>
  ({ kind: 'measured', amount: { bound: 'exact', value }, measure: { unit: 'troops' } }) as const;

const [whole, part, other] = ['The whole', 'A part', 'Another'].map((name) => commitment(name, open)) as [
  ReturnType<typeof commitment>,
  ReturnType<typeof commitment>,
  ReturnType<typeof commitment>,
];
const deployed = event({ commitment: whole.id, kind: 'deployed', quantity: troops(1000), said: '2026-01-01' }, open);
await coalition.store(us, [
  toIraq,
  toNodes,
  whole,
  part,
  other,
  deployed,
  event({ commitment: part.id, kind: 'pledged', quantity: troops(400), said: '2026-01-01' }, open),
  event(
    {
      commitment: other.id,
      kind: 'pledged',
      quantity: { kind: 'share', amount: { bound: 'about', value: 0.5 }, of: whole.id },
      said: '2026-01-01',
    },
    open,
  ),
  published(
    writeExpectation({
      name: 'A decision',
      source: { key: us.identity, name: '' },
      said: '2026-01-01',
      window: { from: '2026-01-05', to: '2026-01-09' },
      likelihood: 'probable',
      about: [whole.id],
    }),
    open,
    `expectation--${randomUUID()}`,
  ),
]);

const day = '2026-02-01';
const questions = [
  '/api/commitments?limit=1',
  '/api/commitments?limit=1&offset=1',
  `/api/commitments?valid=${day}&overdue=true`,
  ...['all', 'kind', 'place', 'region', 'member', 'line', 'stage'].map((by) => `/api/commitments/totals?by=${by}`),
  '/api/commitments/totals?rows=1&offset=1',
  `/api/commitments/totals?valid=${day}&known=${day}`,
  '/api/commitments/totals?valid=2030-01-01&currency=USD&rate=EUR/USD:1.1@2020-01-01',
  '/api/what-if?member=United%20States',
  '/api/what-if?place=Syria',
  `/api/what-if?line=training&valid=${day}`,
  ...[whole, part, other].map(({ id }) => `/api/commitments/${id}`),
  '/api/expectations',
  '/api/conditions',
  '/api/picture',
  `/api/picture?asOf=${day}`,
  `/api/picture?asOf=${day}&known=2099-01-01`,
  '/api/positions?known=2099-01-01',
  '/api/brief?about=what-if&member=United%20States&place2=Syria',
  '/api/commitments/export?format=csv',
  '/api/commitments/export?format=stix',
  '/api/commitments/export?format=html',
];
const answers = (who: Caller) => Promise.all(questions.map(async (path) => plain(await coalition.read(who, path))));
/** Without what is new each time: the id of a bundle, and the moment at which something was made. */
const plain = (text = ''): string => text.replace(/bundle--[0-9a-f-]{36}/, '').replace(/"made":"[^"]*"/, '');

test('hidden commitments, events, links, shares and expectations change no answer to who may not see them', () =>
  changesNothing(hidden, iraq));

test('what is for Entente nodes only changes no answer to a program, as it does to the people of its member', () =>
  changesNothing(kept, person));

/** Publishes what is hidden from the program of France by these markings, and shown to somebody else. */
async function changesNothing(hidden: readonly string[], shownTo: Caller): Promise<void> {
  const [before, othersBefore] = [await answers(france), await answers(shownTo)];
  const twin = commitment('The same, under another name', hidden, [['same-as', whole.id]]);
  const successor = commitment('What replaces it', hidden, [['replaces', part.id]]);
  const above = commitment('What all are part of', hidden);
  const share = { kind: 'share', amount: { bound: 'exact', value: 0.9 }, of: whole.id } as const;
  await coalition.store(us, [
    twin,
    successor,
    above,
    relationship(us, part.id, whole.id, hidden),
    ...[part, other].map(({ id }) => ({
      ...relationship(us, id, above.id, hidden),
      relationship_type: 'part-of',
    })),
    { ...relationship(us, whole.id, part.id, hidden), relationship_type: 'replaces' },
    event({ commitment: twin.id, kind: 'deployed', quantity: troops(5000), said: '2026-01-03' }, hidden),
    event({ commitment: successor.id, kind: 'pledged', quantity: troops(7), said: '2026-01-03' }, hidden),
    event({ commitment: above.id, kind: 'pledged', quantity: troops(9000), said: '2026-01-03' }, hidden),
    event({ commitment: above.id, kind: 'deployed', quantity: share, said: '2026-01-03' }, hidden),
    // On what everybody sees: another figure, a correction of the one they have, and an order that is overdue.
    event({ commitment: whole.id, kind: 'changed', quantity: troops(10), said: '2026-01-04' }, hidden),
    event({ commitment: whole.id, kind: 'deployed', quantity: troops(2), said: '2026-01-04' }, hidden, {
      corrects_refs: [deployed.id],
    }),
    event(
      {
        commitment: whole.id,
        kind: 'withdrawal-ordered',
        quantity: share,
        said: '2026-01-04',
        effective: '2026-01-05',
      },
      hidden,
    ),
    event({ commitment: part.id, kind: 'denied', said: '2026-01-04' }, hidden),
    published(
      writeExpectation({
        name: 'A hidden decision',
        source: { key: us.identity, name: '' },
        said: '2026-01-01',
        window: { from: '2026-01-05', to: '2026-01-09' },
        likelihood: 'probable',
        about: [whole.id],
      }),
      hidden,
      `expectation--${randomUUID()}`,
    ),
  ]);
  const [now, othersNow] = [await answers(france), await answers(shownTo)];
  for (const [at, path] of questions.entries()) assert.equal(now[at], before[at], path);
  // That the hidden part would show: most answers to the other are others now.
  const changed = questions.filter((_, at) => othersNow[at] !== othersBefore[at]);
  assert.ok(changed.length > questions.length / 2, `only ${changed.join(', ')}`);
}

/** One commitment that is for Entente nodes only, with this figure, and one that is not: the id of that. */
async function keptAndOpen(what: string, figure: number): Promise<string> {
  const [first, second] = [commitment(`Kept from ${what}`, kept), commitment(`Open to ${what}`, open)];
  await coalition.store(us, [
    first,
    second,
    event({ commitment: first.id, kind: 'pledged', quantity: troops(figure), said: '2026-01-03' }, kept),
    event({ commitment: second.id, kind: 'pledged', quantity: troops(4), said: '2026-01-03' }, open),
  ]);
  return second.id;
}

test('what is for Entente nodes only leaves in no file of the ledger, but its owner’s; and that a file left is written down', async () => {
  const second = await keptAndOpen('files', 77_701);
  await coalition.store(us, [
    event({ commitment: second, kind: 'deployed', quantity: troops(77_702), said: '2026-01-04' }, kept),
  ]);
  const owner = await coalition.account('owner@us.example', us.principal, 'analyst', 'auditor');
  assert.match(await coalition.read(person, '/api/commitments?q=files'), /Kept from files.*Open to files/);
  const written = async () =>
    (await coalition.read(person, '/api/audit/entries?kind=exported&limit=500')).match(/"format":"ledger as \w+"/g)
      ?.length ?? 0;
  const before = await written();
  for (const format of ['csv', 'html', 'stix']) {
    for (const query of ['', '&known=2099-01-01', '&q=files']) {
      const path = `/api/commitments/export?format=${format}${query}`;
      const text = (await coalition.read(person, path)).replaceAll(/[.,\u202f\u00a0 ](?=\d{3})/g, '');
      assert.doesNotMatch(text, /Kept from files|7770[12]/, path);
      assert.match(text, /Open to files/, path);
      assert.match(await coalition.read(owner, path), /Kept from files/, path);
    }
  }
  assert.equal((await written()) - before, 9);
  const { holdings } = JSON.parse(await coalition.read(owner, `/api/audit/objects/${second}/holders?limit=500`)) as {
    holdings: { member: { name: string }; exported?: { isCertain: boolean } }[];
  };
  const french = holdings.filter(({ member, exported }) => member.name === france.name && exported !== undefined);
  assert.ok(french.some(({ exported }) => exported?.isCertain === true));
});

test('a brief for several holds what all of them have, and nothing that one of them alone was given', async () => {
  const [alone, both] = [commitment('Given to one alone', hidden), commitment('Given to both', open)];
  await coalition.store(us, [
    alone,
    both,
    event({ commitment: alone.id, kind: 'pledged', quantity: troops(77_703), said: '2026-01-03' }, hidden),
    event({ commitment: both.id, kind: 'pledged', quantity: troops(5), said: '2026-01-03' }, open),
  ]);
  const releaser = await coalition.account('releaser@us.example', us.principal, 'analyst', 'release-officer');
  const briefFor = (audience: string) =>
    coalition.read(
      releaser,
      `/api/brief?about=member&of=United%20States&format=markdown&audience=${encodeURIComponent(audience)}`,
    );
  for (const [name, ...members] of [
    ['Iraq first', 'Iraq', 'France'],
    ['France first', 'France', 'Iraq'],
    ['Only France', 'France'],
    ['In a group', 'Iraq', 'Only France'],
  ] as const) {
    await coalition.core.memberService.putGroup(coalition.operator, { name, members });
  }
  assert.match(await briefFor('Iraq'), /Given to one alone/);
  for (const audience of ['Iraq first', 'France first', 'France', 'In a group']) {
    const text = await briefFor(audience);
    assert.match(text, /Given to both/, audience);
    assert.doesNotMatch(text, /Given to one alone|77.?703/, audience);
  }
});

test('a lead changes no what-if of who has no part in it, whatever it is about', async () => {
  const unit = await coalition.core.unitService.add(coalition.operator, 'Iraq', { name: 'Border', kind: 'internal' });
  const sender = await coalition.account('sender@us.example', us.principal, 'analyst');
  const syria = {
    type: 'location',
    spec_version: '2.1',
    id: `location--${randomUUID()}`,
    created: '2026-01-02T00:00:00.000Z',
    modified: '2026-01-02T00:00:00.000Z',
    created_by_ref: us.identity,
    name: 'Syria',
    country: 'SY',
    object_marking_refs: open,
  };
  // France has the one, and not the other.
  const objects = [note(us, open, { object_refs: [syria.id] }), note(us, hidden, { object_refs: [whole.id] })];
  await coalition.store(us, [syria, ...objects]);
  const [before, iraqBefore] = [await answers(france), await answers(iraq)];
  for (const { id } of objects) {
    const sent = await coalition.api(sender, 'POST', '/api/leads', { object: id, units: [unit.identity] });
    assert.equal(sent.status, 201, sent.text);
  }
  const [now, iraqNow] = [await answers(france), await answers(iraq)];
  for (const [at, path] of questions.entries()) {
    assert.equal(now[at], before[at], path);
    if (path.includes('what-if')) assert.notEqual(iraqNow[at], iraqBefore[at], path);
  }
});

test('a hidden commitment answers like one that does not exist, in every question that may name it', async () => {
  const secret = commitment('Secret', hidden);
  await coalition.store(us, [secret]);
  const absent = `commitment--${randomUUID()}`;
  for (const path of [
    (id: string) => `/api/commitments/${id}`,
    (id: string) => `/api/commitments?q=${id}`,
    () => '/api/commitments?q=secret',
    (id: string) => `/api/brief?about=area&of=${id}`,
  ]) {
    const [theirs, none] = await Promise.all(
      [secret.id, absent].map((id) => coalition.ask(france, { path: path(id) })),
    );
    assert.equal(theirs?.status, none?.status);
    assert.equal(plain(theirs?.text).replaceAll(secret.id, '…'), plain(none?.text).replaceAll(absent, '…'));
  }
  const written = await Promise.all(
    [secret.id, absent].map((id) =>
      coalition.api(france, 'PUT', `/api/commitments/${id}/figures`, { source: us.identity }),
    ),
  );
  assert.equal(written[0]?.status, 404);
  assert.equal(written[0]?.text.replaceAll(secret.id, '…'), written[1]?.text.replaceAll(absent, '…'));
});

test('what is for Entente nodes only is in no brief that leaves as a file, but its owner’s', async () => {
  await keptAndOpen('briefs', 88_801);
  const owner = await coalition.account('brief@us.example', us.principal, 'analyst');
  const brief = (caller: Caller, format: string) =>
    coalition.read(
      caller,
      `/api/brief?about=member&of=${encodeURIComponent(us.name)}&asOf=2026-01-10&format=${format}`,
    );
  assert.match(await brief(person, 'json'), /Kept from briefs/);
  assert.match(await brief(owner, 'markdown'), /Kept from briefs/);
  const left = await brief(person, 'markdown');
  assert.match(left, /Open to briefs/);
  assert.doesNotMatch(left, /Kept from briefs|88.?801/);
});
