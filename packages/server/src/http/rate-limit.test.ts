import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Problem } from './problem.ts';
import { attemptsPerAccount, attemptsPerAddress, createSignInLimit, networkOf } from './rate-limit.ts';

/** Seconds to wait as the limit says; 0 where the attempt was let through. */
function wait(attempt: () => unknown): number {
  try {
    attempt();
    return 0;
  } catch (error) {
    assert.ok(error instanceof Problem && error.code === 'too-many-requests');
    return Number(error.details.retryAfter);
  }
}

describe('the limit on sign-in', () => {
  it('stops guessing at one account from many addresses, and lets go one attempt at a time', () => {
    let now = 0;
    const limit = createSignInLimit(() => now);
    for (let n = 0; n < attemptsPerAccount.burst; n += 1) {
      assert.equal(
        wait(() => limit.attempt('a@example.org', `192.0.2.${n}`)),
        0,
      );
    }
    assert.equal(
      wait(() => limit.attempt(' A@Example.org', '192.0.2.99')),
      attemptsPerAccount.seconds,
    );
    now += attemptsPerAccount.seconds * 1000;
    assert.equal(
      wait(() => limit.attempt('a@example.org', '192.0.2.99')),
      0,
    );
    assert.ok(wait(() => limit.attempt('a@example.org', '192.0.2.99')) > 0);
  });

  it('stops guessing at many accounts from one address, also of one IPv6 network', () => {
    const limit = createSignInLimit(() => 0);
    for (let n = 0; n < attemptsPerAddress.burst; n += 1) {
      assert.equal(
        wait(() => limit.attempt(`${n}@example.org`, `2001:db8:0:1::${n.toString(16)}`)),
        0,
      );
    }
    assert.equal(
      wait(() => limit.attempt('other@example.org', '2001:db8:0:1:ffff::1')),
      attemptsPerAddress.seconds,
    );
    assert.equal(
      wait(() => limit.attempt('other@example.org', '2001:db8:0:2::1')),
      0,
    );
  });

  it('does not count what succeeds', () => {
    const limit = createSignInLimit(() => 0);
    for (let n = 0; n < 1000; n += 1) limit.attempt('a@example.org', '192.0.2.1').succeeded();
  });

  it('keeps the owner in, where he has signed in before, while a stranger guesses', () => {
    const limit = createSignInLimit(() => 0);
    limit.attempt('a@example.org', '192.0.2.1').succeeded();
    for (let n = 0; n < 20; n += 1) wait(() => limit.attempt('a@example.org', '203.0.113.7'));
    assert.ok(wait(() => limit.attempt('a@example.org', '203.0.113.7')) > 0);
    assert.equal(
      wait(() => limit.attempt('a@example.org', '192.0.2.1')),
      0,
    );
    for (let n = 0; n < 20; n += 1) wait(() => limit.attempt('a@example.org', '192.0.2.1'));
    assert.ok(wait(() => limit.attempt('a@example.org', '192.0.2.1')) > 0, 'but has a limit of his own there');
  });
});

describe('the network of an address', () => {
  const cases = [
    ['192.0.2.1', '192.0.2.1'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
    ['::1', '0:0:0:0::/64'],
    ['2001:DB8:0:1:2:3:4:5', '2001:db8:0:1::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['2001:0db8:0000:0001::9', '2001:db8:0:1::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['', ''],
  ] as const;
  for (const [address, network] of cases) {
    it(`of “${address}” is “${network}”`, () => assert.equal(networkOf(address), network));
  }
});
