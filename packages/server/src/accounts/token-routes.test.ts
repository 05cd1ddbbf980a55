import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { z } from '@hono/zod-openapi';
import { CreatedToken, Me, TokenMessage } from './messages.ts';
import { createTestCoalition, france, iraq, post, signIn, type TestCoalition } from './test-coalition.ts';

const day = 86_400_000;

describe('tokens over HTTP', () => {
  let coalition: TestCoalition;
  const cookies: Record<string, string> = {};
  before(async () => {
    coalition = createTestCoalition();
    for (const [name, member, role] of [
      ['reader', france, 'reader'],
      ['admin', france, 'member-admin'],
      ['boss', france, 'coalition-admin'],
      ['iraqi', iraq, 'member-admin'],
    ] as const) {
      await coalition.add(`${name}@coalition.example`, member, role);
      cookies[name] = await signIn(coalition, `${name}@coalition.example`);
    }
  });
  after(() => coalition[Symbol.dispose]());

  /** As a person by name (its session), or with a token. */
  const as = (who: string): Record<string, string> =>
    who.startsWith('entente_') ? { authorization: `Bearer ${who}` } : { cookie: cookies[who] ?? '' };
  const create = (who: string, body: object) =>
    coalition.app.request('/api/tokens', post({ label: 'feed', ...body }, as(who)));
  const made = async (who: string, body: object) => {
    const response = await create(who, body);
    assert.equal(response.status, 201);
    return CreatedToken.parse(await response.json());
  };
  const revoke = (who: string, id: string) => coalition.app.request(`/api/tokens/${id}`, post({}, as(who), 'DELETE'));
  const list = async (who: string) => {
    const response = await coalition.app.request('/api/tokens', { headers: as(who) });
    return z.object({ tokens: z.array(TokenMessage) }).parse(await response.json()).tokens;
  };

  it('of a member are made by its admin, for a year, and shown once', async () => {
    const token = await made('admin', {});
    assert.deepEqual([token.member.name, token.personal, token.write], ['France', false, false]);
    assert.equal(Date.parse(token.expires) - Date.parse(token.created), 365 * day);
    const listed = await list('admin');
    assert.ok(listed.some(({ id }) => id === token.id));
    assert.equal(JSON.stringify(listed).includes(token.token), false);
    assert.equal((await create('reader', {})).status, 403);
    assert.equal((await create('admin', { member: 'Iraq' })).status, 403);
    assert.equal((await made('boss', { member: 'Iraq' })).member.name, 'Iraq');
  });

  it('of a person are made by himself, and have his roles', async () => {
    const token = await made('reader', { personal: true, write: true });
    assert.deepEqual([token.personal, token.account?.email], [true, 'reader@coalition.example']);
    const me = Me.parse(await (await coalition.app.request('/api/me', { headers: as(token.token) })).json());
    assert.deepEqual([me.roles, me.mayWrite, me.account?.email], [['reader'], true, 'reader@coalition.example']);
    const elsewhere = await made('reader', { personal: true, member: 'Iraq' });
    assert.equal(elsewhere.member.name, 'France');
    const ofMember = await made('admin', { write: true });
    assert.equal((await create(ofMember.token, { personal: true })).status, 403);
  });

  it('that may only read make and revoke nothing', async () => {
    const { token } = await made('boss', { personal: true });
    const other = await made('admin', {});
    assert.equal((await create(token, { write: true })).status, 403);
    assert.equal((await create(token, { personal: true, write: true })).status, 403);
    assert.equal((await revoke(token, other.id)).status, 403);
    const account = { email: 'x@x.example', name: 'X', password: 'a long enough password' };
    assert.equal((await coalition.app.request('/api/accounts', post(account, as(token)))).status, 403);
  });

  it('make no token that outlives them', async () => {
    const expires = new Date(coalition.time.now + day).toISOString();
    const { token } = await made('boss', { personal: true, write: true, expires });
    assert.equal((await made(token, {})).expires, expires);
    assert.equal((await create(token, { expires: new Date(coalition.time.now + 2 * day).toISOString() })).status, 422);
    assert.equal((await create('boss', { expires: new Date(coalition.time.now - 1).toISOString() })).status, 422);
    assert.equal((await create('boss', { expires: 'tomorrow' })).status, 422);
  });

  it('are listed to their person and to the admins above', async () => {
    const own = await made('reader', { personal: true, label: 'own' });
    const has = async (who: string) => (await list(who)).some(({ id }) => id === own.id);
    assert.deepEqual(
      [await has('reader'), await has('admin'), await has('boss'), await has('iraqi')],
      [true, true, true, false],
    );
    assert.ok((await list('reader')).every(({ account }) => account?.email === 'reader@coalition.example'));
  });

  it('end at once when revoked, by who may; to others they do not exist', async () => {
    const { id, token } = await made('admin', {});
    const seen = async () => (await coalition.app.request('/api/me', { headers: as(token) })).status;
    assert.equal(await seen(), 200);
    const [hidden, none] = await Promise.all([revoke('iraqi', id), revoke('iraqi', 'no-such-token')]);
    assert.equal(hidden.status, 404);
    assert.equal(await hidden.text(), await none.text());
    assert.equal((await revoke('reader', id)).status, 404);
    assert.equal(await seen(), 200);
    assert.equal((await revoke('admin', id)).status, 204);
    assert.equal(await seen(), 401);
    const said = async (headers: Record<string, string>) =>
      (await coalition.app.request('/api/me', { headers })).text();
    assert.match(await said(as(token)), /unknown, expired or revoked/);
    assert.equal(await said(as(token)), await said(as(`${token}x`)), 'whether it ever was one is not told');
    assert.match(await said({}), /Sign in first/);
  });
});
