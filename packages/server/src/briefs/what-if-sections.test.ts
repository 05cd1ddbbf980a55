import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { writeCommitment, writeCommitmentEvent } from '@entente/commitments';
import { createTestCoalition, tlp } from '../objects/test-coalition.ts';

const created = '2026-01-01T00:00:00.000Z';
const stamped = (object: object, id: string, level: 'green' | 'amber') => ({
  ...object,
  spec_version: '2.1',
  id,
  created,
  modified: created,
  object_marking_refs: [tlp(level)],
});

test('a what-if is a brief: two scenarios beside each other, under the terms of all that its numbers come from', async () => {
  await using coalition = await createTestCoalition(['France', 'Iraq']);
  const into = await coalition.collection({ title: 'Open' });
  async function troops(by: string, place: string, value: number, level: 'green' | 'amber') {
    const id = `commitment--${randomUUID()}`;
    const identity = coalition.identity(by);
    const made = { name: `${by} in ${place}`, kind: 'forces', by: identity, counterparts: [], dependsOn: [], place };
    const event = {
      commitment: id,
      kind: 'deployed',
      quantity: { kind: 'measured', amount: { bound: 'exact', value }, measure: { unit: 'troops' } },
      said: '2026-01-01',
      source: { key: '', name: '' },
      corrects: [],
      denies: [],
      documents: [],
    } as const;
    await coalition.store(
      by,
      into,
      stamped(writeCommitment(made), id, level),
      stamped(writeCommitmentEvent(event), `commitment-event--${randomUUID()}`, level),
    );
  }
  await troops('France', 'Syria', 300, 'green');
  await troops('Iraq', 'Syria', 700, 'green');
  const ask = (by: string) =>
    coalition.core.briefs.make(coalition.viewer(by), { about: 'what-if', member: 'France', place2: 'Syria' });
  const brief = ask('Iraq');
  assert.equal(brief.title, 'What if: without France / without Syria');
  assert.equal(
    brief.sections[0]?.items[0]?.text,
    'of 1,000 troops: 300 troops go without France (30%); 1,000 troops go without Syria (100%)',
  );
  const covers = brief.sections.find(({ heading }) => heading === 'Who has the same (without France)');
  assert.deepEqual(
    covers?.items.map(({ lead, text }) => [lead, text]),
    [['Iraq', 'Iraq in Syria: 700 troops']],
  );
  assert.equal(brief.terms.label, 'TLP:GREEN');
  // It goes under no scenario, and is in the number beside which they stand.
  await troops('Iraq', 'Basra', 50, 'amber');
  assert.equal(ask('Iraq').terms.label, 'TLP:AMBER');
  const wanted = { about: 'what-if', member: 'France', audience: 'France' } as const;
  assert.throws(() => coalition.core.briefs.make(coalition.viewer('Iraq'), wanted), { code: 'invalid' });
  assert.throws(() => coalition.core.briefs.make(coalition.viewer('Iraq'), { about: 'what-if' }), { code: 'invalid' });
});
