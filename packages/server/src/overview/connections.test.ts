import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Commitment, CommitmentState, Stage } from '@entente/commitments';
import { connectionsOf } from './connections.ts';

test('who contributes where and with whom: each place and counterpart once, without what is over', () => {
  const given: readonly (readonly [Commitment, Stage])[] = (
    [
      ['a', 'forces', 'Syria', ['nato'], 'deployed'],
      ['b', 'training', 'Syria', ['nato', 'france'], 'pledged'],
      ['c', 'funding', undefined, ['iraq'], 'withdrawn'],
    ] as const
  ).map(([id, kind, place, counterparts, stage]) => [
    {
      id,
      name: id,
      kind,
      by: 'france',
      counterparts,
      dependsOn: [],
      ...(place === undefined ? {} : { place }),
    } as unknown as Commitment,
    stage,
  ]);
  const commitments = given.map(([each]) => each);
  const states = new Map(given.map(([{ id }, stage]) => [id, { stage } as unknown as CommitmentState]));
  assert.deepEqual(
    connectionsOf({ commitments, states }, (identity) => identity.toUpperCase()),
    [
      {
        member: { id: 'france', name: 'FRANCE' },
        counterpart: { id: 'nato', name: 'NATO' },
        kinds: ['forces', 'training'],
        commitments: 2,
      },
      { member: { id: 'france', name: 'FRANCE' }, place: 'Syria', kinds: ['forces', 'training'], commitments: 2 },
    ],
  );
});
