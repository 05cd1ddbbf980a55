import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createCredentialEnds } from './credential-ends.ts';
import { createCredentialMemory } from './credential-memory.ts';
import { operator } from './test-coalition.ts';

const viewer = (credentialId: string, member = 1, account = 'a') => ({
  ...operator,
  credentialId,
  member,
  account: { id: account, email: 'a@example.org', name: 'A' },
});

test('a credential is forgotten when its time is over', () => {
  let now = 1000;
  const memory = createCredentialMemory(() => now, createCredentialEnds());
  const key = memory.keyOf('secret');
  memory.remember(key, { viewer: viewer('1'), until: 2000 });
  assert.equal(memory.find(key)?.viewer.credentialId, '1');
  now = 2000;
  assert.equal(memory.find(key), undefined);
});

test('the oldest go when there are too many', () => {
  const memory = createCredentialMemory(() => 0, createCredentialEnds(), 2);
  for (const id of ['1', '2', '3']) memory.remember(id, { viewer: viewer(id), until: 1 });
  assert.deepEqual(
    ['1', '2', '3'].map((id) => memory.find(id) !== undefined),
    [false, true, true],
  );
});

test('the end of a credential, an account or a member is heard', () => {
  const ends = createCredentialEnds();
  const memory = createCredentialMemory(() => 0, ends);
  memory.remember('one', { viewer: viewer('1', 1, 'a'), until: 1 });
  memory.remember('two', { viewer: viewer('2', 1, 'b'), until: 1 });
  memory.remember('three', { viewer: viewer('3', 2, 'c'), until: 1 });
  memory.remember('four', { viewer: viewer('4', 3, 'd'), until: 1 });
  const left = () => ['one', 'two', 'three', 'four'].filter((key) => memory.find(key) !== undefined);
  ends.announce({ credentialId: '1' });
  assert.deepEqual(left(), ['two', 'three', 'four']);
  ends.announce({ accountId: 'b' });
  assert.deepEqual(left(), ['three', 'four']);
  ends.announce({ member: 2 });
  assert.deepEqual(left(), ['four']);
});

test('keys say nothing of the credential: they differ from process to process', () => {
  const [one, two] = [1, 2].map(() => createCredentialMemory(() => 0, createCredentialEnds()).keyOf('secret'));
  assert.notEqual(one, two);
});
