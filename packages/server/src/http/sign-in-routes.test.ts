import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { serve } from '@hono/node-server';
import { Me } from '../accounts/messages.ts';
import {
  basic,
  createTestCoalition,
  france,
  operator,
  password,
  post,
  signIn,
  type TestCoalition,
} from '../accounts/test-coalition.ts';
import { attemptsPerAccount } from './rate-limit.ts';

const anna = 'anna@france.example';

describe('signing in', () => {
  let coalition: TestCoalition;
  let annaId: string;
  beforeEach(async () => {
    coalition = createTestCoalition();
    annaId = (await coalition.add(anna, france, 'reader', 'analyst')).id;
  });
  afterEach(() => coalition[Symbol.dispose]());

  const request = (path: string, init: RequestInit = {}) => coalition.app.request(path, init);
  const attempt = (email: string, secret: string, headers = {}) =>
    request('/api/sign-in', post({ email, password: secret }, headers));
  const me = (cookie: string) => request('/api/me', { headers: { cookie } });

  it('opens a session whose cookie scripts and other sites do not get', async () => {
    const response = await attempt(anna, password);
    assert.equal(response.status, 200);
    const who = Me.parse(await response.json());
    assert.deepEqual(who.member, { id: 'identity--1', name: 'France' });
    assert.equal(who.account?.email, anna);
    const [cookie = '', ...more] = response.headers.getSetCookie();
    assert.deepEqual(more, []);
    assert.match(cookie, /^entente\.session_token=[^;]{40,};/);
    for (const attribute of ['HttpOnly', 'SameSite=Strict', 'Path=/', 'Max-Age=43200'])
      assert.ok(cookie.includes(attribute), cookie);
    assert.equal(cookie.includes('Secure'), false);
    assert.deepEqual(Me.parse(await (await me(cookie)).json()), who);
  });

  it('keeps the cookie to https where the node is reached so', async () => {
    using secure = createTestCoalition({ secureCookies: true });
    await secure.add(anna, france, 'reader');
    const response = await secure.app.request('/api/sign-in', post({ email: anna, password }));
    const [cookie = ''] = response.headers.getSetCookie();
    assert.match(cookie, /^__Secure-entente\.session_token=.*; Secure/);
    assert.equal((await secure.app.request('/api/me', { headers: { cookie } })).status, 200);
  });

  it('answers alike for a wrong password, an unknown address and a disabled account', async () => {
    const disabled = await coalition.add('gone@france.example', france, 'reader');
    await coalition.access.accounts.change(operator, disabled.id, { disabled: true });
    const answers: unknown[] = [];
    for (const [email, secret] of [
      [anna, 'not her long password'],
      ['nobody@france.example', password],
      ['gone@france.example', password],
    ] as const) {
      coalition.passwordWork.runs = 0;
      const response = await attempt(email, secret);
      answers.push([response.status, await response.text(), [...response.headers], coalition.passwordWork.runs]);
    }
    const [first, ...others] = answers;
    assert.equal((first as unknown[])[0], 401);
    for (const other of others) assert.deepEqual(other, first);
    assert.equal(coalition.database.prepare('SELECT count(*) AS n FROM session').get()?.n, 0);
  });

  it('gives a new session every time, and ends the one that came along (no fixation)', async () => {
    const first = await signIn(coalition, anna);
    const second = await signIn(coalition, anna, { cookie: first });
    assert.notEqual(second, first);
    assert.equal((await me(first)).status, 401);
    assert.equal((await me(second)).status, 200);
    const planted = 'entente.session_token=planted-by-somebody.AAAA';
    assert.notEqual(await signIn(coalition, anna, { cookie: planted }), planted);
    assert.equal((await me(planted)).status, 401);
  });

  it('believes no cookie that was changed', async () => {
    const cookie = await signIn(coalition, anna);
    const [token = '', signature = ''] = cookie.split('.').slice(-2);
    for (const forged of [
      cookie.replace(signature, 'A'.repeat(signature.length)),
      cookie.replace(token, `${token}x`),
      cookie.replace(`.${signature}`, ''),
    ]) {
      assert.equal((await me(forged)).status, 401, forged);
    }
  });

  it('counts guesses together whether they come here or as Basic authentication', async () => {
    for (let n = 0; n < attemptsPerAccount.burst; n += 1) {
      const guess = `guess number ${n}`;
      const response =
        n % 2 === 0
          ? await attempt(anna, guess)
          : await request('/api/me', { headers: { authorization: basic(anna, guess) } });
      assert.equal(response.status, 401);
    }
    const answers = [
      await attempt(anna, password),
      await request('/api/me', { headers: { authorization: basic(anna) } }),
      await request('/api/me', { headers: { authorization: basic(anna.toUpperCase()) } }),
    ];
    for (const response of answers) {
      assert.equal(response.status, 429);
      assert.equal(response.headers.get('retry-after'), String(attemptsPerAccount.seconds));
    }
    coalition.time.now += attemptsPerAccount.seconds * 1000;
    assert.equal((await attempt(anna, password)).status, 200);
  });

  it('takes no sign-in that another site makes a browser send', async () => {
    for (const headers of [
      { origin: 'https://evil.test' },
      { origin: 'null' },
      { origin: 'http://node.test', host: 'other.test' },
    ]) {
      assert.equal((await attempt(anna, password, headers)).status, 403);
    }
    const form = {
      method: 'POST',
      body: JSON.stringify({ email: anna, password }),
      headers: { 'content-type': 'text/plain' },
    };
    assert.equal((await request('/api/sign-in', form)).status, 415);
  });

  it('takes no write with the cookie from another site', async () => {
    const cookie = await signIn(coalition, anna);
    const write = (headers: Record<string, string>) =>
      request('/api/anything', { method: 'POST', headers: { cookie, host: 'node.test', ...headers } });
    assert.equal((await write({ origin: 'https://evil.test' })).status, 403);
    assert.equal((await write({ 'sec-fetch-site': 'cross-site' })).status, 403);
    assert.equal((await write({})).status, 403);
    assert.equal((await write({ origin: 'http://node.test' })).status, 200);
    assert.equal((await write({ 'sec-fetch-site': 'same-origin' })).status, 200);
    const withPassword = { authorization: basic(anna), cookie: '' };
    assert.equal((await write({ ...withPassword, origin: 'https://evil.test' })).status, 403);
    assert.equal((await write(withPassword)).status, 200);
  });

  it('ends the session at sign-out, at once and for good', async () => {
    const cookie = await signIn(coalition, anna);
    const other = await signIn(coalition, anna);
    assert.equal((await me(cookie)).status, 200);
    const response = await request('/api/sign-out', post({}, { cookie }));
    assert.equal(response.status, 204);
    assert.ok(response.headers.getSetCookie().some((header) => /^entente\.session_token=;.*Max-Age=0/.test(header)));
    assert.equal((await me(cookie)).status, 401);
    assert.equal((await me(other)).status, 200);
  });

  it('ends sessions at once on disabling, reset and change of roles', async () => {
    for (const change of [{ disabled: true }, { password: 'a password set for her' }, { roles: ['reader' as const] }]) {
      await coalition.access.accounts.change(operator, annaId, {
        disabled: false,
        password,
        roles: ['reader', 'analyst'],
      });
      const cookie = await signIn(coalition, anna);
      assert.equal((await me(cookie)).status, 200);
      const heard: unknown[] = [];
      const stop = coalition.access.onCredentialEnded((end) => heard.push(end));
      await coalition.access.accounts.change(operator, annaId, change);
      stop();
      assert.deepEqual(heard, [{ accountId: annaId }]);
      assert.equal((await me(cookie)).status, 401, JSON.stringify(change));
    }
  });

  it('ends a session after twelve hours, whatever the cookie says', async () => {
    const cookie = await signIn(coalition, anna);
    coalition.time.now += 11 * 3_600_000;
    assert.equal((await me(cookie)).status, 200);
    const row = coalition.database.prepare('SELECT expires FROM session').get();
    coalition.time.now = Date.parse(String(row?.expires)) - 1000;
    assert.equal((await me(cookie)).status, 200);
    coalition.time.now += 1000;
    assert.equal((await me(cookie)).status, 401);
  });

  it('voids what an old password opens while it is being reset', async () => {
    const opening = attempt(anna, password);
    await new Promise((resolve) => setTimeout(resolve, 5));
    const set = coalition.access.accounts.change(operator, annaId, { password: 'a password set for her' });
    const [response] = await Promise.all([opening, set]);
    const cookie = response.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    assert.equal((await me(cookie)).status, 401);
  });

  it('changes the own password for who knows the current one, and ends the other sessions', async () => {
    const [mine, other] = [await signIn(coalition, anna), await signIn(coalition, anna)];
    const change = (current: string, next: string, headers = {}) =>
      request('/api/me/password', post({ current, next }, { cookie: mine, ...headers }));
    assert.equal((await change('not her long password', 'a new long password')).status, 422);
    assert.equal((await change(password, 'too short')).status, 422);
    const withPassword = () => request('/api/me', { headers: { authorization: basic(anna) } });
    assert.deepEqual([(await me(other)).status, (await withPassword()).status], [200, 200], 'remembered');
    assert.equal((await change(password, 'a new long password')).status, 204);
    assert.equal((await withPassword()).status, 401);
    assert.equal((await me(mine)).status, 200);
    assert.equal((await me(other)).status, 401);
    assert.equal((await attempt(anna, password)).status, 401);
    assert.equal((await attempt(anna, 'a new long password')).status, 200);
  });

  it('asks for another password of whose first is to be changed, and for another one indeed', async () => {
    const { id } = await coalition.add('reset@coalition.example', france, 'reader');
    const set = 'a password that was handed over';
    await coalition.access.accounts.change(operator, id, { password: set, passwordToChange: true });
    const opened = await coalition.app.request(
      '/api/sign-in',
      post({ email: 'reset@coalition.example', password: set }),
    );
    const cookie = opened.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    const anything = () => coalition.app.request('/api/anything', { headers: { cookie } });
    const choose = (next: string) =>
      coalition.app.request(
        '/api/me/password',
        post({ current: set, next }, { cookie, 'sec-fetch-site': 'same-origin' }),
      );
    const me = async () => (await coalition.app.request('/api/me', { headers: { cookie } })).json();
    assert.equal((await anything()).status, 403);
    assert.equal(((await me()) as { mustChangePassword?: true }).mustChangePassword, true);
    assert.equal((await choose(set)).status, 422, 'the same is no other');
    assert.equal((await anything()).status, 403);
    assert.equal((await choose('one that I alone know')).status, 204);
    assert.equal((await anything()).status, 200, 'the session goes on');
    assert.equal('mustChangePassword' in ((await me()) as object), false);
  });

  it('limits guesses at the current password too', async () => {
    const cookie = await signIn(coalition, anna);
    const guess = (n: number) =>
      request('/api/me/password', post({ current: `guess number ${n}`, next: password }, { cookie }));
    const statuses: number[] = [];
    for (let n = 0; n <= attemptsPerAccount.burst; n += 1) statuses.push((await guess(n)).status);
    assert.deepEqual(statuses, [...Array(attemptsPerAccount.burst).fill(422), 429]);
  });

  it('lets no token change the password of its account', async () => {
    const viewer = await coalition.access.authenticate({ authorization: basic(anna) }, '');
    assert.ok(viewer);
    const { token } = coalition.access.tokens.create(viewer, {
      member: france,
      account: annaId,
      label: 'laptop',
      write: true,
    });
    const body = post({ current: password, next: 'a new long password' }, { authorization: `Bearer ${token}` });
    assert.equal((await request('/api/me/password', body)).status, 403);
  });

  it('has no sign-up, and nothing of better-auth but what is listed', async () => {
    for (const path of [
      '/api/sign-up',
      '/api/auth/sign-up/email',
      '/api/auth/sign-in/email',
      '/api/auth/change-password',
      '/api/sign-in/email',
    ]) {
      const body = post({ email: 'new@france.example', password, name: 'New' });
      assert.equal((await request(path, body)).status, 404, path);
    }
  });

  it('takes the address of a client from its connection', async () => {
    const server = serve({ fetch: coalition.app.fetch, port: 0, hostname: '127.0.0.1' });
    await new Promise((resolve) => server.once('listening', resolve));
    const address = server.address();
    assert.ok(address !== null && typeof address === 'object');
    // Used up from another address: all that is left to her is where she has signed in before.
    coalition.access.limit.attempt(anna, '127.0.0.1').succeeded();
    for (let n = 0; n < attemptsPerAccount.burst; n += 1) coalition.access.limit.attempt(anna, '203.0.113.7');
    const url = `http://127.0.0.1:${address.port}/api/me`;
    const response = await fetch(url, { headers: { authorization: basic(anna) } });
    server.close();
    assert.equal(response.status, 200);
  });
});
