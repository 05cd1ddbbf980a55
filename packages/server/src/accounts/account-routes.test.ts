import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { z } from '@hono/zod-openapi';
import { AccountMessage } from './messages.ts';
import {
  basic,
  createTestCoalition,
  france,
  iraq,
  operator,
  password,
  post,
  signIn,
  type TestCoalition,
} from './test-coalition.ts';

const strong = 'another long enough password';

describe('accounts over HTTP', () => {
  let coalition: TestCoalition;
  const cookies: Record<string, string> = {};
  const ids: Record<string, string> = {};
  before(async () => {
    coalition = createTestCoalition();
    const people = [
      ['reader', france, 'reader'],
      ['admin', france, 'member-admin'],
      ['boss', france, 'coalition-admin'],
      ['auditor', iraq, 'auditor'],
      ['iraqi', iraq, 'analyst'],
      ['target', france, 'analyst'],
    ] as const;
    for (const [name, member, role] of people) {
      ids[name] = (await coalition.add(`${name}@coalition.example`, member, role)).id;
      cookies[name] = await signIn(coalition, `${name}@coalition.example`);
    }
  });
  after(() => coalition[Symbol.dispose]());

  const send = (as: string, method: string, path: string, body: unknown) =>
    coalition.app.request(path, post(body, { cookie: cookies[as] ?? '' }, method));
  const change = (as: string, of: string, body: unknown) => send(as, 'PATCH', `/api/accounts/${ids[of] ?? of}`, body);
  const list = (as: string, query = '') =>
    coalition.app.request(`/api/accounts${query}`, { headers: { cookie: cookies[as] ?? '' } });
  const emails = async (response: Response | Promise<Response>) => {
    const { accounts } = z.object({ accounts: z.array(AccountMessage) }).parse(await (await response).json());
    return accounts.map(({ email }) => email.split('@')[0]);
  };
  const reason = async (response: Response | Promise<Response>) => {
    const answer = await response;
    const { error } = (await answer.json()) as { error: { code: string; reason?: string } };
    return `${answer.status} ${error.reason ?? error.code}`;
  };

  it('are nobody’s business without signing in', async () => {
    for (const [method, path] of [
      ['GET', '/api/accounts'],
      ['POST', '/api/accounts'],
      ['PATCH', '/api/accounts/x'],
    ] as const) {
      const init = method === 'GET' ? {} : post({}, {}, method);
      assert.equal((await coalition.app.request(path, init)).status, 401);
    }
  });

  it('are listed to admins, each as far as he rules, and to auditors', async () => {
    assert.equal(await reason(list('reader')), '403 not-allowed');
    assert.deepEqual(await emails(list('admin')), ['admin', 'boss', 'reader', 'target']);
    assert.deepEqual(await emails(list('boss')), ['admin', 'auditor', 'boss', 'iraqi', 'reader', 'target']);
    assert.deepEqual(await emails(list('auditor', '?member=Iraq')), ['auditor', 'iraqi']);
    assert.equal(await reason(list('admin', '?member=identity--2')), '403 not-allowed');
    assert.equal(await reason(list('admin', '?member=Atlantis')), '422 invalid');
    const text = await (await list('boss')).text();
    assert.equal(/password|hash|[0-9a-f]{32}:/.test(text), false);
  });

  it('are added by admins, with roles that they may give', async () => {
    const account = (more: object) => ({
      email: `n${Math.random()}@x.example`,
      name: 'New',
      password: strong,
      ...more,
    });
    const added = await send(
      'admin',
      'POST',
      '/api/accounts',
      account({ email: 'New@X.example', roles: ['release-officer'] }),
    );
    assert.equal(added.status, 201);
    const made = AccountMessage.parse(await added.json());
    assert.deepEqual([made.email, made.member.name, made.roles], ['new@x.example', 'France', ['release-officer']]);
    assert.equal(
      await reason(send('admin', 'POST', '/api/accounts', account({ email: 'nEW@x.example' }))),
      '409 conflict',
    );
    assert.equal(
      await reason(send('admin', 'POST', '/api/accounts', account({ roles: ['auditor'] }))),
      '403 stronger-role',
    );
    assert.equal(await reason(send('admin', 'POST', '/api/accounts', account({ member: 'Iraq' }))), '403 not-allowed');
    assert.equal(await reason(send('reader', 'POST', '/api/accounts', account({}))), '403 not-allowed');
    assert.equal(await reason(send('admin', 'POST', '/api/accounts', account({ roles: ['root'] }))), '422 invalid');
    assert.equal(await reason(send('admin', 'POST', '/api/accounts', account({ password: 'short' }))), '422 invalid');
    assert.equal(
      (await send('boss', 'POST', '/api/accounts', account({ member: 'Iraq', roles: ['coalition-admin'] }))).status,
      201,
    );
  });

  it('are changed by admins of the member, but not beyond', async () => {
    assert.equal((await change('admin', 'target', { roles: ['reader'] })).status, 200);
    assert.equal(await reason(change('admin', 'boss', { password: strong })), '403 stronger-role');
    assert.equal(await reason(change('admin', 'boss', { disabled: true })), '403 stronger-role');
    assert.equal(await reason(change('admin', 'target', { roles: ['coalition-admin'] })), '403 stronger-role');
    assert.equal(await reason(change('admin', 'admin', { roles: ['member-admin', 'release-officer'] })), '403 oneself');
    assert.equal(await reason(change('boss', 'boss', { roles: ['coalition-admin', 'auditor'] })), '403 oneself');
    assert.equal(await reason(change('boss', 'boss', { password: strong })), '403 oneself');
    assert.equal(await reason(change('auditor', 'target', { disabled: true })), '403 not-allowed');
    assert.equal((await change('boss', 'auditor', { roles: ['auditor', 'reader'] })).status, 200);
  });

  it('of others answer like accounts that do not exist', async () => {
    for (const as of ['admin', 'reader', 'iraqi']) {
      const of = as === 'iraqi' ? 'target' : 'iraqi';
      const [hidden, none] = await Promise.all([
        change(as, of, { disabled: true }),
        change(as, 'no-such-account', { disabled: true }),
      ]);
      assert.equal(hidden.status, none.status);
      assert.equal(hidden.status, as === 'admin' ? 404 : 403);
      assert.deepEqual([await hidden.text(), [...hidden.headers]], [await none.text(), [...none.headers]]);
    }
    assert.equal(await reason(change('reader', 'target', { disabled: true })), '403 not-allowed');
  });

  it('reset and disabled take effect at once', async () => {
    const { id } = await coalition.add('victim@coalition.example', france, 'analyst');
    const cookie = await signIn(coalition, 'victim@coalition.example');
    ids.victim = id;
    const seen = () => coalition.app.request('/api/me', { headers: { cookie } });
    assert.equal((await seen()).status, 200);
    assert.equal((await change('admin', 'victim', { password: strong })).status, 200);
    assert.equal((await seen()).status, 401);
    const withPassword = (secret: string) =>
      coalition.app.request('/api/me', { headers: { authorization: basic('victim@coalition.example', secret) } });
    assert.equal((await withPassword(password)).status, 401);
    assert.equal((await withPassword(strong)).status, 200);
    assert.equal((await change('admin', 'victim', { disabled: true })).status, 200);
    assert.equal((await withPassword(strong)).status, 401);
    assert.equal((await change('admin', 'victim', { disabled: false })).status, 200);
    assert.equal((await withPassword(strong)).status, 200);
  });
});

describe('the last coalition admin', () => {
  it('can be neither disabled nor demoted', async () => {
    using coalition = createTestCoalition();
    const { accounts } = coalition.access;
    const one = await coalition.add('one@coalition.example', france, 'coalition-admin');
    const two = await coalition.add('two@coalition.example', iraq, 'coalition-admin');
    await accounts.change(operator, two.id, { disabled: true });
    await assert.rejects(accounts.change(operator, one.id, { disabled: true }), {
      details: { reason: 'last-coalition-admin' },
    });
    await assert.rejects(accounts.change(operator, one.id, { roles: [] }), {
      details: { reason: 'last-coalition-admin' },
    });
    await accounts.change(operator, two.id, { disabled: false });
    await accounts.change(operator, one.id, { roles: ['reader'] });
  });
});
