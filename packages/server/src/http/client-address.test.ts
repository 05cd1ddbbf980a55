import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Hono } from 'hono';
import { createClientAddress } from './client-address.ts';

async function addressOf(trusted: readonly string[], near: string, forwarded?: string): Promise<string> {
  const addressIn = createClientAddress(trusted);
  const app = new Hono().get('/', (context) => context.text(addressIn(context)));
  const headers = forwarded === undefined ? {} : { 'x-forwarded-for': forwarded };
  const answer = await app.request('/', { headers }, { incoming: { socket: { remoteAddress: near } } });
  return answer.text();
}

describe('the address of a client', () => {
  const proxies = ['10.0.0.0/8', '2001:db8::1'];

  it('is the connection’s, whatever a header says that no trusted proxy sent', async () => {
    assert.equal(await addressOf([], '10.0.0.1', '192.0.2.7'), '10.0.0.1');
    assert.equal(await addressOf(proxies, '192.0.2.1', '192.0.2.7'), '192.0.2.1');
    assert.equal(await addressOf(proxies, '10.0.0.1'), '10.0.0.1');
  });

  it('is the last that a trusted proxy names and that is not trusted itself', async () => {
    assert.equal(await addressOf(proxies, '10.0.0.1', '192.0.2.7'), '192.0.2.7');
    assert.equal(await addressOf(proxies, '::ffff:10.0.0.1', '192.0.2.7'), '192.0.2.7');
    assert.equal(await addressOf(proxies, '2001:db8::1', '203.0.113.9, 192.0.2.7, 10.2.3.4'), '192.0.2.7');
    assert.equal(await addressOf(proxies, '10.0.0.1', '127.0.0.1, 192.0.2.7:4711'), '192.0.2.7', 'with a port');
    assert.equal(await addressOf(proxies, '10.0.0.1', '[2001:db8::7]:4711'), '2001:db8::7');
  });

  it('is never something that is no address', async () => {
    assert.equal(await addressOf(proxies, '10.0.0.1', '192.0.2.7, unknown'), '10.0.0.1');
    assert.equal(await addressOf(proxies, '10.0.0.1', 'unknown, 10.0.0.9'), '10.0.0.9');
    assert.equal(await addressOf(proxies, '10.0.0.1', ''), '10.0.0.1');
  });

  it('refuses ranges that are none', () => {
    for (const range of ['10.0.0.0/33', 'proxy.example', '10.0.0.0/', '10.0.0.0/x', '']) {
      assert.throws(() => createClientAddress([range]), /no network address/);
    }
  });
});
