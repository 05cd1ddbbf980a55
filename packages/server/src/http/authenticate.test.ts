import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import {
  basic,
  createTestCoalition,
  france,
  operator,
  signIn,
  type TestCoalition,
} from '../accounts/test-coalition.ts';
import { attemptsPerAccount } from './rate-limit.ts';

const here = '192.0.2.1';
const minute = 60_000;

describe('authentication', () => {
  let coalition: TestCoalition;
  beforeEach(() => {
    coalition = createTestCoalition();
  });
  afterEach(() => coalition[Symbol.dispose]());

  const who = (authorization: string | undefined, address = here) =>
    coalition.access.authenticate({ authorization }, address);
  const addAnna = () => coalition.add('anna@france.example', france, 'reader', 'analyst');
  const memberToken = (write = false) =>
    coalition.access.tokens.create(operator, { member: france, label: 'feed', write });

  it('knows nobody without, or with unintelligible, credentials', async () => {
    const odd = [
      undefined,
      '',
      'Basic',
      'Basic !!!',
      basic('', ''),
      'Bearer',
      'Bearer x',
      'Digest abc',
      basic('anna@france.example', 'x'.repeat(5000)),
    ];
    for (const header of odd) assert.equal(await who(header), undefined, header);
    assert.equal(coalition.passwordWork.runs, 0);
    assert.equal(await coalition.access.authenticate({ cookie: 'entente.session_token=forged.AAAA' }, here), undefined);
    assert.equal(
      await coalition.access.authenticate({ cookie: 'other=1; =; entente.session_token=' }, here),
      undefined,
    );
  });

  it('verifies a password once, remembers it for five minutes, and answers at once meanwhile', async () => {
    await addAnna();
    coalition.passwordWork.runs = 0;
    const anna = await who(basic('Anna@France.example'));
    assert.equal(anna?.account?.email, 'anna@france.example');
    assert.deepEqual([...(anna?.roles ?? [])].sort(), ['analyst', 'reader']);
    assert.equal(anna?.memberName, 'France');
    coalition.time.now += 4 * minute;
    const again = who(basic('Anna@France.example'));
    assert.equal(again, anna, 'not a promise: the same viewer');
    assert.equal(coalition.passwordWork.runs, 1);
    coalition.time.now += 2 * minute;
    assert.deepEqual(await who(basic('Anna@France.example')), anna);
    assert.equal(coalition.passwordWork.runs, 2);
  });

  it('verifies once for all who come together', async () => {
    await addAnna();
    coalition.passwordWork.runs = 0;
    const viewers = await Promise.all(Array.from({ length: 32 }, () => who(basic('anna@france.example'))));
    assert.equal(viewers.filter((viewer) => viewer?.account?.email === 'anna@france.example').length, 32);
    assert.equal(coalition.passwordWork.runs, 1);
  });

  it('works as hard for an unknown address as for a wrong password', async () => {
    await addAnna();
    for (const email of ['anna@france.example', 'nobody@france.example']) {
      coalition.passwordWork.runs = 0;
      assert.equal(await who(basic(email, 'this is not the password')), undefined);
      assert.equal(coalition.passwordWork.runs, 1, email);
    }
  });

  it('forgets a remembered password at once on disabling and on reset', async () => {
    const { id } = await addAnna();
    const old = basic('anna@france.example');
    assert.ok(await who(old));
    await coalition.access.accounts.change(operator, id, { disabled: true });
    assert.equal(await who(old), undefined);
    await coalition.access.accounts.change(operator, id, { disabled: false });
    assert.ok(await who(old));
    await coalition.access.accounts.change(operator, id, { password: 'another long password' });
    assert.equal(await who(old), undefined);
    assert.ok(await who(basic('anna@france.example', 'another long password')));
  });

  it('lets nobody in whose account ended while his password was being checked', async () => {
    const { id } = await addAnna();
    const checking = who(basic('anna@france.example'));
    await coalition.access.accounts.change(operator, id, { disabled: true });
    assert.equal(await checking, undefined);
    await coalition.access.accounts.change(operator, id, { disabled: false });

    const hash = coalition.database.prepare('SELECT password FROM credential WHERE account = ?').get(id)?.password;
    const checkingOld = who(basic('anna@france.example'));
    coalition.database
      .prepare('UPDATE credential SET password = ? WHERE account = ?')
      .run(String(hash).replace(/^../, 'zz'), id);
    assert.equal(await checkingOld, undefined);
  });

  it('gives new roles at once', async () => {
    const { id } = await addAnna();
    assert.ok((await who(basic('anna@france.example')))?.roles.has('analyst'));
    await coalition.access.accounts.change(operator, id, { roles: ['reader'] });
    assert.equal((await who(basic('anna@france.example')))?.roles.has('analyst'), false);
  });

  it('limits guesses, parallel ones too, and the right password then does not help', async () => {
    await addAnna();
    const guesses = Array.from({ length: attemptsPerAccount.burst }, (_, n) =>
      who(basic('anna@france.example', `guess ${n}`)),
    );
    await assert.rejects(async () => who(basic('anna@france.example')), { code: 'too-many-requests' });
    assert.deepEqual(new Set(await Promise.all(guesses)), new Set([undefined]));
    await assert.rejects(
      async () => who(basic('anna@france.example')),
      ({ code, details }) => {
        return code === 'too-many-requests' && details.retryAfter === attemptsPerAccount.seconds;
      },
    );
    coalition.time.now += attemptsPerAccount.seconds * 1000;
    assert.ok(await who(basic('anna@france.example')));
  });

  it('takes a token as Bearer and as the password of Basic, and reads only with a reading one', () => {
    const { token, id } = memberToken();
    const headers = [
      `Bearer ${token}`,
      `bearer  ${token}`,
      `Token ${token}`,
      basic('whoever', token),
      basic('', token),
    ];
    for (const header of headers) {
      const viewer = who(header);
      assert.ok(viewer !== undefined && !(viewer instanceof Promise), header);
      assert.equal(viewer.credentialId, `token:${id}`);
      assert.deepEqual([...viewer.roles], ['reader']);
      assert.equal(viewer.mayWrite, false);
      assert.equal(viewer.account, undefined);
    }
    const writer = who(`Bearer ${memberToken(true).token}`);
    assert.ok(writer !== undefined && !(writer instanceof Promise));
    assert.deepEqual([...writer.roles], ['reader', 'analyst']);
    assert.equal(coalition.passwordWork.runs, 0);
  });

  it('keeps no token, only its hash', () => {
    const { token } = memberToken();
    const rows = JSON.stringify(coalition.database.prepare('SELECT * FROM token').all());
    assert.equal(rows.includes(token), false);
    const [row] = coalition.database.prepare('SELECT length(hash) AS bytes FROM token').all();
    assert.equal(row?.bytes, 32);
  });

  it('forgets a token at once on revocation, and at its expiry', () => {
    const { token, id } = memberToken();
    assert.ok(who(`Bearer ${token}`));
    coalition.access.tokens.revoke(operator, id);
    assert.equal(who(`Bearer ${token}`), undefined);

    const expires = new Date(coalition.time.now + minute).toISOString();
    const short = coalition.access.tokens.create(operator, { member: france, label: 'short', write: false, expires });
    assert.ok(who(`Bearer ${short.token}`));
    coalition.time.now += minute;
    assert.equal(who(`Bearer ${short.token}`), undefined);
  });

  it('ends personal tokens with the account, not those of the member', async () => {
    const { id } = await addAnna();
    const anna = await who(basic('anna@france.example'));
    assert.ok(anna);
    const own = coalition.access.tokens.create(anna, { member: france, account: id, label: 'laptop', write: true });
    const members = memberToken();
    const viewer = await who(`Bearer ${own.token}`);
    assert.equal(viewer?.account?.id, id);
    assert.deepEqual(viewer?.roles, anna.roles);
    await coalition.access.accounts.change(operator, id, { disabled: true });
    assert.equal(await who(`Bearer ${own.token}`), undefined);
    assert.ok(await who(`Bearer ${members.token}`));
    await coalition.access.accounts.change(operator, id, { disabled: false });
    assert.equal(await who(`Bearer ${own.token}`), undefined, 'and not back with it');
  });

  it('shuts out a member from the day it leaves, and at once when that is said', async () => {
    await addAnna();
    const { token } = memberToken();
    const cookie = await signIn(coalition, 'anna@france.example');
    const all = async () => [
      await who(`Bearer ${token}`),
      await who(basic('anna@france.example')),
      await coalition.access.authenticate({ cookie }, here),
    ];
    assert.equal((await all()).filter(Boolean).length, 3);

    const tomorrow = new Date(coalition.time.now + 24 * 60 * minute).toISOString().slice(0, 10);
    const leave = coalition.database.prepare('UPDATE member SET "left" = ? WHERE member = ?');
    leave.run(tomorrow, france);
    coalition.access.forgetMember(france);
    assert.equal((await all()).filter(Boolean).length, 3);
    coalition.time.now = Date.parse(tomorrow);
    assert.deepEqual(await all(), [undefined, undefined, undefined]);

    leave.run(null, france);
    assert.ok(await who(`Bearer ${token}`));
    leave.run('2019-01-01', france);
    coalition.access.forgetMember(france);
    assert.equal(who(`Bearer ${token}`), undefined);
  });

  it('tells when a token was last used', () => {
    const { token, id } = memberToken();
    const lastUsed = () => coalition.access.tokens.list(operator).find((one) => one.id === id)?.lastUsed;
    who(`Bearer ${token}`);
    assert.equal(lastUsed(), undefined, 'not written with every request');
    coalition.time.now += minute;
    who(`Bearer ${token}`);
    coalition.access.tokens.flushUse();
    assert.equal(lastUsed(), new Date(coalition.time.now).toISOString());
  });

  it('goes by Authorization where there is a cookie too', async () => {
    await addAnna();
    const cookie = await signIn(coalition, 'anna@france.example');
    assert.equal(await coalition.access.authenticate({ authorization: 'Bearer wrong', cookie }, here), undefined);
    assert.equal((await coalition.access.authenticate({ cookie: `a=b; ${cookie}; c=d` }, here))?.credential, 'session');
  });
});
