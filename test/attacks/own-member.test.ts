import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { type Caller, startCoalition } from './coalition.ts';
import { openEvents } from './events.ts';
import { address, claim, copyOf, note, position, relationship, releaseTo, report, statement, tlp } from './objects.ts';
import { assertSame, createPictures } from './picture.ts';

/**
 * Everything that a unit of France can read, and a person of France who is not appointed for RED, byte for byte, before
 * and after France itself, its other people and its other units have more that is not theirs.
 */

const coalition = await startCoalition();
after(() => coalition[Symbol.asyncDispose]());
const { core, operator, us, france, nato, api } = coalition;
const police = await core.unitService.add(operator, 'France', { name: 'Police', kind: 'served' });
const border = await core.unitService.add(operator, 'France', { name: 'Border', kind: 'internal', amberStrict: true });
const wanted = { member: police.member, unit: police.unit, label: 'x', write: false };
const program: Caller = { headers: { authorization: `Bearer ${core.access.tokens.create(operator, wanted).token}` } };
const analyst = await coalition.account('analyst@france.example', france.principal, 'analyst');
const officer = await coalition.account('officer@france.example', france.principal, 'analyst', 'release-officer');
const admin = await coalition.account('admin@france.example', france.principal, 'member-admin');
const colleague = await coalition.account('colleague@france.example', france.principal, 'reader');
const toFrance = releaseTo(us, france);
const amongThem = releaseTo(france, france);

const shown = note(us, [tlp('green')], { content: 'weather over the river' });
const question = claim(us, [tlp('green')], 'The weather is good.');
const paper = report(us, [tlp('green')], 'Paper');
const sight = address('198.51.100.7', [tlp('green')]);
await coalition.store(us, [
  toFrance,
  shown,
  question,
  paper,
  sight,
  position(us, [tlp('green')], question.id, us.identity, 'agree'),
  position(us, [tlp('green')], question.id, nato.identity, 'disagree'),
  statement(us, [tlp('green')], question.id, nato.identity, 'agree'),
]);
await coalition.store(france, [amongThem, note(france, [tlp('green')], { content: 'our own weather' })]);

const proofs = new Map<string, string>();
for (const id of [shown.id, question.id, paper.id, sight.id]) proofs.set(id, await coalition.proofId(program, id));
const pictureOf = createPictures(coalition, proofs);
const must = async (who: Caller, method: string, path: string, body: unknown, status = 201) => {
  const answer = await api(who, method, path, body);
  assert.equal(answer.status, status, `${path}: ${answer.text}`);
  return answer.text;
};
const strictly = [tlp('amber+strict'), amongThem.id];
const alone = note(france, [], { content: 'weather for the member alone' });
const forUnit = note(us, [tlp('amber'), toFrance.id], { content: 'a lead on the weather' });

/** What each round puts beside what these readers see. */
const rounds: readonly (readonly [string, readonly Caller[], () => Promise<unknown>])[] = [
  [
    'what France owns and keeps to itself',
    [program],
    () =>
      coalition.store(france, [
        alone,
        claim(france, [], 'The weather is ours.'),
        position(france, [], question.id, france.identity, 'strongly-disagree', '2019-03-01'),
        statement(france, [], question.id, us.identity, 'disagree', '2019-03-02'),
        report(france, [], 'Own paper'),
        copyOf(france, strictly, alone.id.replace('note', 'report'), paper.id),
        relationship(france, shown.id, alone.id, strictly),
        { ...address('198.51.100.7'), x_ours: true },
        address('198.51.100.8'),
        { ...note(france, []), id: shown.id, content: 'not the same' },
      ]),
  ],
  [
    'what others release to France, and not to its units',
    [program],
    async () => {
      const markings = [tlp('amber+strict'), toFrance.id];
      await coalition.store(us, [
        note(us, markings, { object_refs: [shown.id] }),
        position(us, markings, question.id, france.identity, 'agree'),
        relationship(us, shown.id, sight.id, markings),
      ]);
    },
  ],
  [
    'what one person of France alone has',
    [program, colleague],
    async () => {
      const { accounts } = JSON.parse(await coalition.read(admin, '/api/accounts')) as {
        accounts: { id: string; email: string }[];
      };
      const { id } = accounts.find(({ email }) => email === 'analyst@france.example') ?? {};
      await must(admin, 'PATCH', `/api/accounts/${id}`, { clearedForRed: true }, 200);
      const markings = [tlp('red'), toFrance.id];
      const red = note(us, markings, { content: 'weather for one', object_refs: [shown.id] });
      await coalition.store(us, [
        red,
        claim(us, markings, 'The weather is red.'),
        position(us, markings, question.id, france.identity, 'strongly-disagree', '2019-04-01'),
        statement(us, markings, question.id, us.identity, 'strongly-disagree', '2019-04-01'),
      ]);
      const asking = { object: red.id, to: ['Iraq'], reason: 'We work on it together.' };
      await must(analyst, 'POST', '/api/release-requests', asking);
      await must(analyst, 'POST', '/api/searches', { name: 'weather', query: { q: 'weather' } });
      await must(analyst, 'POST', '/api/alerts/subscriptions', { watch: { about: 'claim', claim: question.id } });
      await must(analyst, 'POST', '/api/overview/seen', undefined, 204);
      await must(analyst, 'POST', '/api/positions/seen', undefined, 204);
    },
  ],
  [
    'what France’s people do among themselves, and with its other units',
    [program],
    async () => {
      const { signals } = JSON.parse(await coalition.read(analyst, '/api/signals')) as {
        signals: { key: string; state: string }[];
      };
      for (const { key, state } of signals) {
        await must(analyst, 'POST', '/api/signals/dismiss', { key, state, reason: 'Known.' }, 204);
      }
      await must(admin, 'POST', '/api/mandates', { holder: 'NATO' });
      await must(admin, 'POST', '/api/members/France/units', { name: 'Quiet', kind: 'internal', listed: false });
      await must(admin, 'PUT', '/api/members/France/policy', { widerThan: 'amber', partners: [], dates: [] }, 200);
      const object = { type: 'note', content: 'weather that waits', object_refs: [shown.id] };
      await must(analyst, 'POST', '/api/objects', { collection: 'open', terms: { tlp: 'green' }, object }, 202);
      await must(admin, 'PUT', '/api/members/France/policy', { partners: [], dates: [] }, 200);
      await coalition.store(us, [forUnit]);
      await must(analyst, 'POST', '/api/leads', { object: forUnit.id, units: [border.identity] });
      const ask = { question: 'How is the weather?', to: ['France'], terms: { tlp: 'amber' } };
      const ofUs = await coalition.account('analyst@us.example', us.principal, 'analyst');
      await must(ofUs, 'POST', '/api/requests', ask);
      await must(officer, 'POST', '/api/recalls', { object: alone.id, reason: 'Wrong.' });
    },
  ],
];

for (const [what, readers, add] of rounds) {
  test(`${what}: those who have no part in it read the same, and are not woken`, async () => {
    const before = await Promise.all(readers.map(pictureOf));
    const streams = await Promise.all(readers.map((who) => openEvents(coalition.node.url, who)));
    await add();
    for (const [place, who] of readers.entries()) assertSame(await pictureOf(who), before[place] ?? new Map());
    for (const events of streams) {
      assert.deepEqual(events.seen(), ['hello']);
      events.close();
    }
  });
}
