import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadBetterAuth } from './better-auth.ts';
import { createPasswords } from './passwords.ts';
import { createTestCoalition, france, password } from './test-coalition.ts';

test('better-auth opens no session, by whatever way, for who may not sign in, and signs nobody up', async () => {
  using coalition = createTestCoalition();
  const { database } = coalition;
  const anna = await coalition.add('anna@france.example', france, 'reader');
  let allowed = true;
  const auth = await loadBetterAuth({
    database,
    secret: 'a secret of at least thirty-two characters',
    secureCookies: false,
    passwords: createPasswords(),
    maySignIn: (account) => allowed && account === anna.id,
  });
  const sessions = () => Number(database.prepare('SELECT count(*) AS n FROM session').get()?.n);
  const signIn = () => auth.api.signInEmail({ body: { email: 'anna@france.example', password }, asResponse: true });
  assert.equal((await signIn()).status, 200);
  assert.equal(sessions(), 1);
  allowed = false;
  assert.equal((await signIn()).status, 401);
  assert.equal(sessions(), 1);

  const stranger = { email: 'new@france.example', password, name: 'New' };
  await assert.rejects(async () => auth.api.signUpEmail({ body: { ...stranger, member: france } as typeof stranger }));
  assert.equal(Number(database.prepare('SELECT count(*) AS n FROM account').get()?.n), 1);
});
