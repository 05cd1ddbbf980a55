import assert from 'node:assert/strict';
import { test } from 'node:test';
import { writeCommitment } from '@entente/commitments';
import type { z } from '@hono/zod-openapi';
import { WhatIf } from '../commitments/messages.ts';
import { startTestApp } from '../http/test-app.ts';

type Leads = z.infer<typeof WhatIf>['leads'];

test('a what-if names the open leads of the member that goes and about what goes, to those with a part in them', async () => {
  await using app = await startTestApp();
  const [france, iraq, norway] = await Promise.all(
    ['France', 'Iraq', 'Norway'].map((member) => app.person(member.toLowerCase(), { member })),
  );
  assert.ok(france && iraq && norway);
  await app.unit('Iraq', 'Basra Police');
  const officer = await app.person('officer', { member: 'Iraq', unit: 'Basra Police' });
  async function publish(who: string, object: object): Promise<string> {
    const body = { collection: 'open', terms: { tlp: 'green', releasableTo: [] }, object };
    return (await app.must<{ summary: { id: string } }>(who, 'POST', '/api/objects', body)).summary.id;
  }
  const report = (who: string, name: string, ref: string) =>
    publish(who, { type: 'report', name, published: '2035-01-01T00:00:00.000Z', object_refs: [ref] });
  async function send(who: string, object: string): Promise<string> {
    const body = { object, units: ['Iraq/Basra Police'] };
    const { leads } = await app.must<{ leads: { id: string }[] }>(who, 'POST', '/api/leads', body);
    return leads[0]?.id ?? '';
  }
  async function whatIf(who: string, query: string): Promise<Leads> {
    const answer = WhatIf.parse(await app.must(who, 'GET', `/api/what-if?${query}`));
    assert.equal(answer.counts.leads, answer.leads.length);
    return answer.leads;
  }
  const told = (leads: Leads) => leads.map(({ title, because, on }) => [title, because, on?.name]);

  const syria = await publish(norway, { type: 'location', name: 'SYRIA', country: 'SY' });
  const by = app.identity('Norway');
  const made = { name: 'Trainers', kind: 'training', by, counterparts: [], dependsOn: [], place: 'Syria' };
  const commitment = await publish(norway, writeCommitment(made));
  const other = app.identity('France');
  const lorry = await send(france, await report(france, 'A lorry', other));
  await send(france, await report(france, 'A depot', syria));
  await send(iraq, await report(iraq, 'The trainers', commitment));

  assert.deepEqual(told(await whatIf(iraq, 'member=France')), [
    ['A depot', 'sender', undefined],
    ['A lorry', 'sender', undefined],
  ]);
  assert.deepEqual(told(await whatIf(officer, 'member=Norway')), [
    ['The trainers', 'commitment', 'Trainers'],
    ['A depot', 'place', 'SYRIA'],
  ]);
  assert.deepEqual(told(await whatIf(france, 'place=Syria')), [['A depot', 'place', 'SYRIA']]);
  assert.equal(
    (await whatIf(france, 'member=Iraq')).every(({ because }) => because === 'unit'),
    true,
  );
  assert.deepEqual(await whatIf(norway, 'member=France'), [], 'it has no part in any');
  assert.deepEqual(await whatIf(iraq, 'member=France&known=2034-01-01'), [], 'none had been sent by then');

  const brief = (who: string) =>
    app.must<{ terms: { label: string }; sections: { items: { text: string }[] }[] }>(
      who,
      'GET',
      '/api/brief?about=what-if&member=Norway',
    );
  const [theirs, none] = [await brief(iraq), await brief(norway)];
  const texts = theirs.sections.flatMap(({ items }) => items.map(({ text }) => text));
  assert.ok(texts.includes('lead: A depot, from France to Iraq/Basra Police, about SYRIA'), texts.join('\n'));
  // That there is a lead is known to fewer than what it is about.
  assert.equal(theirs.terms.label, 'TLP:AMBER+STRICT');
  assert.equal(none.terms.label, 'TLP:GREEN');

  await app.must(france, 'POST', `/api/leads/${lorry}/close`);
  assert.deepEqual(told(await whatIf(iraq, 'member=France')), [['A depot', 'sender', undefined]]);
});
