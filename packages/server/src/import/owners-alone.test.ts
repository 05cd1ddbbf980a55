import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import type { JsonObject } from '@entente/stix';
import { startTestApp } from '../http/test-app.ts';

const common = { spec_version: '2.1', created: '2026-05-01T08:00:00.000Z' };
const marking: JsonObject = {
  ...common,
  type: 'marking-definition',
  id: `marking-definition--${randomUUID()}`,
  definition_type: 'statement',
  definition: { statement: 'Any' },
};
const campaign = (markings: readonly unknown[]): JsonObject => ({
  ...common,
  type: 'campaign',
  id: `campaign--${randomUUID()}`,
  modified: common.created,
  name: 'Any',
  ...(markings.length > 0 ? { object_marking_refs: [...(markings as string[])] } : {}),
});

test('who imports what nobody else will get is told so, and by which marking', async () => {
  await using app = await startTestApp();
  const who = await app.person('france', { member: 'France' });
  const notesOf = async (objects: readonly JsonObject[], options = ''): Promise<readonly string[]> => {
    const bundle = { type: 'bundle', id: `bundle--${randomUUID()}`, objects: [...objects] };
    return (await app.must<{ notes: readonly string[] }>(who, 'POST', `/api/import?collection=open${options}`, bundle))
      .notes;
  };

  const [unmarked, ...noOther] = await notesOf([campaign([]), campaign([])]);
  assert.match(unmarked ?? '', /^2 objects say by no marking .* owner alone/);
  assert.deepEqual(noOther, []);
  assert.deepEqual(await notesOf([campaign([])], '&tlp=green'), []);

  const [missing] = await notesOf([campaign([marking.id])], '&tlp=green');
  assert.match(missing ?? '', new RegExp(`^1 object says .*${marking.id}, which is not here`));
  assert.deepEqual(await notesOf([campaign([marking.id]), marking], '&tlp=green'), [], 'it came with what carries it');
});
