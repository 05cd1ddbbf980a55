import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { basic, type Caller, nobody, password, startCoalition } from './coalition.ts';
import { openEvents } from './events.ts';
import { note, tlp } from './objects.ts';
import type { Answer, Sent } from './send.ts';

/** Sessions, passwords and tokens: taken over, guessed, or used after their end. */

const coalition = await startCoalition();
after(() => coalition[Symbol.asyncDispose]());
const { core, us, france, iraq, nato, api, ask } = coalition;
const operator: Caller = { headers: { authorization: basic('operator@us.example') } };

const signIn = (email: string, secret = password, more: Pick<Sent, 'from' | 'headers'> = {}): Promise<Answer> =>
  ask(nobody, {
    ...more,
    method: 'POST',
    path: '/api/sign-in',
    headers: { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin', ...more.headers },
    body: JSON.stringify({ email, password: secret }),
  });

/** Signs in and gives who asks with that session. */
async function session(email: string, cookie?: string): Promise<Caller> {
  const answer = await signIn(email, password, cookie === undefined ? {} : { headers: { cookie } });
  assert.equal(answer.status, 200, answer.text);
  const [set = ''] = answer.headers['set-cookie'] ?? [];
  return { headers: { cookie: set.split(';')[0], 'sec-fetch-site': 'same-origin' } };
}

async function personalToken(of: Caller): Promise<Caller> {
  const { text } = await api(of, 'POST', '/api/tokens', { label: 'mine', personal: true, write: true });
  return { headers: { authorization: `Bearer ${(JSON.parse(text) as { token: string }).token}` } };
}

const statusOf = async (who: Caller, path = '/api/me'): Promise<number> => (await ask(who, { path })).status;

test('a session cookie is for this site’s requests alone, and out of reach of scripts', async () => {
  await coalition.account('cookie@france.example', france.principal, 'reader');
  const { headers, text } = await signIn('cookie@france.example');
  const [cookie = ''] = headers['set-cookie'] ?? [];
  assert.match(cookie, /; *HttpOnly/i);
  assert.match(cookie, /; *SameSite=Strict/i);
  assert.match(cookie, /; *Path=\//i);
  assert.doesNotMatch(cookie, /; *Domain=/i);
  // It stands nowhere else, where a script could read it.
  const secret = decodeURIComponent(cookie.split(/[=;]/)[1] ?? '').split('.')[0] ?? '';
  assert.ok(secret.length > 20 && !text.includes(secret));
});

test('a session that was there before signing in is not the one that is signed in', async () => {
  await coalition.account('victim@france.example', france.principal, 'analyst');
  await coalition.account('thief@iraq.example', iraq.principal, 'reader');
  // The thief puts a session of his own, or a made up one, into the victim's browser.
  const planted = await session('thief@iraq.example');
  const victim = await session('victim@france.example', String(planted.headers.cookie));
  assert.notEqual(victim.headers.cookie, planted.headers.cookie);
  assert.equal(await statusOf(planted), 401, 'the planted session has ended, and is not the victim’s');
  assert.match(await coalition.read(victim, '/api/me'), /victim@france.example/);
  const madeUp = 'entente.session_token=fixed-by-the-thief.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA%3D';
  const again = await session('victim@france.example', madeUp);
  assert.notEqual(again.headers.cookie, madeUp);
  assert.equal(await statusOf({ headers: { cookie: madeUp } }), 401);
});

test('a changed or foreign cookie is none', async () => {
  await coalition.account('own@france.example', france.principal, 'reader');
  const own = await session('own@france.example');
  const [name = '', value = ''] = String(own.headers.cookie).split(/=(.*)/s);
  const [token = '', signature = ''] = decodeURIComponent(value).split('.');
  for (const forged of [
    token,
    `${token}.`,
    `${token}.${signature.slice(0, -4)}AAA=`,
    `${token.slice(0, -1)}${token.endsWith('x') ? 'y' : 'x'}.${signature}`,
    `.${signature}`,
    `${token}.${signature}.x`,
  ]) {
    assert.equal(await statusOf({ headers: { cookie: `${name}=${encodeURIComponent(forged)}` } }), 401, forged);
  }
  assert.equal(await statusOf(own), 200);
});

test('signing out ends the session and its streams at once', async () => {
  await coalition.account('leaving@france.example', france.principal, 'reader');
  const [own, other] = [await session('leaving@france.example'), await session('leaving@france.example')];
  const events = await openEvents(coalition.node.url, own);
  assert.equal(await statusOf(own), 200);
  assert.equal((await api(own, 'POST', '/api/sign-out')).status, 204);
  assert.equal(await statusOf(own), 401);
  await events.ended();
  assert.equal(await statusOf(other), 200, 'the other session is another');
});

test('disabling an account ends its sessions, tokens, passwords and streams at once, and what they saw', async () => {
  const account = await coalition.account('ending@france.example', france.principal, 'analyst');
  const own = await session('ending@france.example');
  const token = await personalToken(own);
  const ways = [own, token, account];
  for (const way of ways) assert.equal(await statusOf(way, '/taxii2/coalition/collections/open/objects/'), 200);
  const streams = await Promise.all(ways.map((way) => openEvents(coalition.node.url, way)));
  assert.equal((await api(operator, 'PATCH', `/api/accounts/${account.id}`, { disabled: true })).status, 200);
  for (const way of ways) {
    assert.equal(await statusOf(way), 401);
    assert.equal(await statusOf(way, '/taxii2/coalition/collections/open/objects/'), 401);
  }
  await coalition.store(us, [note(us, [tlp('green')])]);
  for (const stream of streams) {
    await stream.ended();
    // That what they saw is gone is the last that they may hear.
    assert.deepEqual(
      stream.seen().filter((event) => event !== 'gone'),
      ['hello'],
    );
  }
  const refused = await signIn('ending@france.example');
  assert.equal(refused.status, 401);
  assert.equal(refused.headers['set-cookie'], undefined);
  // Enabled again, nothing of before comes back but the password.
  assert.equal((await api(operator, 'PATCH', `/api/accounts/${account.id}`, { disabled: false })).status, 200);
  assert.deepEqual([await statusOf(own), await statusOf(token), await statusOf(account)], [401, 401, 200]);
});

test('a reset password ends what hung on the old one', async () => {
  const account = await coalition.account('reset@france.example', france.principal, 'reader');
  const own = await session('reset@france.example');
  const token = await personalToken(own);
  const next = 'another long enough password';
  assert.equal((await api(operator, 'PATCH', `/api/accounts/${account.id}`, { password: next })).status, 200);
  for (const way of [own, token, account]) assert.equal(await statusOf(way), 401);
  assert.equal(await statusOf({ headers: { authorization: basic('reset@france.example', next) } }), 200);
});

test('who changes his own password ends all his other sessions and remembered passwords', async () => {
  const account = await coalition.account('change@france.example', france.principal, 'reader');
  const [own, stolen] = [await session('change@france.example'), await session('change@france.example')];
  assert.equal(await statusOf(account), 200);
  const wrong = await api(own, 'POST', '/api/me/password', { current: 'not my password', next: 'a new long password' });
  assert.equal(wrong.status, 422);
  const right = await api(own, 'POST', '/api/me/password', { current: password, next: 'a new long password' });
  assert.equal(right.status, 204);
  assert.deepEqual([await statusOf(own), await statusOf(stolen), await statusOf(account)], [200, 401, 401]);
});

test('fewer roles hold at once, for what was signed in before, too', async () => {
  const account = await coalition.account('fewer@france.example', france.principal, 'analyst', 'member-admin');
  const token = await personalToken(account);
  assert.equal(await statusOf(token, '/api/accounts'), 200);
  assert.equal((await api(operator, 'PATCH', `/api/accounts/${account.id}`, { roles: ['reader'] })).status, 200);
  assert.equal(await statusOf(token, '/api/accounts'), 401, 'the token has ended');
  assert.equal(await statusOf(account, '/api/accounts'), 403);
});

test('a revoked token ends at once, with its streams', async () => {
  const made = core.access.tokens.create(coalition.operator, { member: nato.principal, label: 'x', write: true });
  const token = { headers: { authorization: `Bearer ${made.token}` } };
  const asPassword = { headers: { authorization: basic('anything', made.token) } };
  const events = await openEvents(coalition.node.url, token);
  assert.deepEqual([await statusOf(token), await statusOf(asPassword)], [200, 200]);
  assert.equal((await api(operator, 'DELETE', `/api/tokens/${made.id}`)).status, 204);
  assert.deepEqual([await statusOf(token), await statusOf(asPassword)], [401, 401]);
  await events.ended();
});

test('a stream ends when its token runs out, also if nothing happens', async () => {
  const soon = new Date(core.clock() + 1500).toISOString();
  const made = core.access.tokens.create(coalition.operator, {
    member: nato.principal,
    label: 'short',
    write: false,
    expires: soon,
  });
  const events = await openEvents(coalition.node.url, { headers: { authorization: `Bearer ${made.token}` } });
  await events.ended();
  assert.ok(core.clock() >= Date.parse(soon));
});

test('a removed member’s sessions, tokens, passwords and streams end at once, and nothing lets it back in', async () => {
  const account = await coalition.account('reader@nato.example', nato.principal, 'analyst', 'member-admin');
  const own = await session('reader@nato.example');
  const ways: Caller[] = [own, account, await personalToken(own), nato, nato.readOnly];
  const streams = await Promise.all(ways.map((way) => openEvents(coalition.node.url, way)));
  assert.equal((await api(operator, 'DELETE', '/api/members/NATO')).status, 200);
  for (const way of ways) {
    for (const path of ['/api/me', '/api/objects', '/taxii2/coalition/collections/', '/api/events']) {
      assert.equal(await statusOf(way, path), 401, path);
    }
  }
  for (const stream of streams) await stream.ended();
  assert.equal((await signIn('reader@nato.example')).status, 401);
  const late = await api(operator, 'POST', '/api/tokens', { label: 'late', member: 'NATO', write: true });
  if (late.status === 201) {
    const { token } = JSON.parse(late.text) as { token: string };
    assert.equal(await statusOf({ headers: { authorization: `Bearer ${token}` } }), 401);
  }
  // The member that had left before this node's tests began: its tokens were made before it left.
  assert.equal(await statusOf(coalition.belgium), 401);
});

test('guessing is counted over all ways to sign in together, whoever says he asks', async () => {
  await coalition.account('guessed@france.example', france.principal, 'reader');
  // The owner has signed in before, from where he is; the guesser says that he asks from there.
  await session('guessed@france.example');
  const proxied = { 'x-forwarded-for': '127.0.0.1', 'x-real-ip': '127.0.0.1', forwarded: 'for=127.0.0.1' };
  const bySignIn = (email: string, guess: string, from: string) => signIn(email, guess, { from, headers: proxied });
  const byBasic = (path: string) => (email: string, guess: string, from: string) =>
    ask(nobody, { path, headers: { authorization: basic(email, guess), ...proxied }, from });
  const ways = [bySignIn, byBasic('/taxii2/'), byBasic('/api/me')];
  const [counts, began]: [number[], number] = [[], performance.now()];
  for (const [index, email] of ['guessed@france.example', 'nobody@france.example'].entries()) {
    let guesses = 0;
    for (; guesses < 30; guesses += 1) {
      const from = `127.0.${index + 1}.${guesses + 1}`;
      const spelled = guesses % 2 === 0 ? email : email.toUpperCase();
      const answer = await ways[guesses % ways.length]?.(spelled, String(guesses), from);
      if (answer?.status === 429) {
        assert.ok(Number(answer.headers['retry-after']) > 0);
        break;
      }
      assert.equal(answer?.status, 401);
    }
    counts.push(guesses);
    // From then on the right password is not found by any of them, either.
    for (const way of ways) assert.equal((await way(email, password, '127.0.9.9')).status, 429);
  }
  assert.ok((counts[0] ?? 99) <= 20, `${counts[0]} guesses`);
  // Where the machine was slow, one more was let through for every so long.
  const regained = Math.floor((performance.now() - began) / 30_000);
  const difference = Math.abs((counts[0] ?? 0) - (counts[1] ?? 0));
  assert.ok(difference <= regained, `an account that exists is not told by it: ${counts.join(' and ')}`);
  // Who guesses locks nobody out: not the owner where he is known, nor tokens.
  assert.equal((await signIn('guessed@france.example')).status, 200);
  assert.equal(await statusOf(france), 200);
});

test('an unknown address, a wrong password and a disabled account are answered alike', async () => {
  const account = await coalition.account('off@france.example', france.principal, 'reader');
  await coalition.account('on@france.example', france.principal, 'reader');
  await api(operator, 'PATCH', `/api/accounts/${account.id}`, { disabled: true });
  const answers = await Promise.all([
    signIn('unknown@france.example', 'wrong'),
    signIn('on@france.example', 'wrong'),
    signIn('off@france.example', 'wrong'),
    signIn('off@france.example'),
  ]);
  for (const { status, text, headers } of answers) {
    assert.deepEqual([status, text, headers['set-cookie']], [401, answers[0]?.text, undefined]);
  }
});

test('the handler of the account library is not reachable', async () => {
  const paths = [
    '/api/auth/sign-in/email',
    '/api/auth/sign-up/email',
    '/api/auth/get-session',
    '/api/sign-up',
    '/api/auth/ok',
  ];
  for (const path of paths) {
    for (const method of ['GET', 'POST']) {
      const body = { email: 'new@france.example', password, name: 'x', member: us.principal };
      const answer = await api(nobody, method, path, method === 'GET' ? undefined : body);
      assert.equal(answer.status, 404, path);
    }
  }
});
