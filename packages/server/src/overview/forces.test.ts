import assert from 'node:assert/strict';
import { test } from 'node:test';
import { writeCommitment, writeCommitmentEvent } from '@entente/commitments';
import { createTestCoalition, tlp } from '../objects/test-coalition.ts';
import { pictureFor } from './picture.ts';

test('forces of a place are counted once in each unit, and different units never added', async () => {
  await using coalition = await createTestCoalition(['France', 'Iraq']);
  const into = await coalition.collection({ title: 'Open' });
  const stamp = { spec_version: '2.1', created: '2026-01-01T00:00:00.000Z', modified: '2026-01-01T00:00:00.000Z' };
  let next = 0;
  const id = (type: string) => `${type}--00000000-0000-4000-8000-${String(++next).padStart(12, '0')}`;
  const send = async (member: string, value: number, unit: string, partOf?: string): Promise<string> => {
    const marked = { ...stamp, created_by_ref: coalition.identity(member), object_marking_refs: [tlp('green')] };
    const forces = {
      ...writeCommitment(
        {
          name: `${value} ${unit}`,
          kind: 'forces',
          by: coalition.identity(member),
          counterparts: [],
          dependsOn: [],
          place: 'Jordan',
        },
        partOf === undefined ? [] : [{ kind: 'part-of', to: partOf }],
      ),
      ...marked,
      id: id('commitment'),
    };
    const there = {
      ...writeCommitmentEvent({
        commitment: forces.id,
        kind: 'deployed',
        said: '2026-01-01',
        quantity: { kind: 'measured', amount: { bound: 'exact', value }, measure: { unit } },
        source: { key: coalition.identity(member), name: member },
        corrects: [],
        denies: [],
        documents: [],
      }),
      ...marked,
      id: id('commitment-event'),
    };
    await coalition.store(member, into, forces, there);
    return forces.id;
  };
  const whole = await send('France', 2000, 'troops');
  await send('Iraq', 300, 'troops', whole);
  await send('Iraq', 4, 'ships');
  const { forces, forcePlaces } = pictureFor(coalition.core, coalition.viewer('France'), { asOf: '2026-01-02' });
  assert.deepEqual(
    forces.map(({ member, unit, count }) => [member.name, unit, count]),
    [
      ['Iraq', 'ships', 4],
      ['France', 'troops', 2000],
      ['Iraq', 'troops', 300],
    ],
  );
  assert.deepEqual(
    forcePlaces.map(({ place, words }) => [place, words]),
    [
      ['Jordan', '4 ships'],
      ['Jordan', '2,000 troops'],
    ],
  );
});
