import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newKey } from '../../test/sample-coalition.ts';
import { fingerprint } from './fingerprint.ts';
import { keyId } from './key-id.ts';
import { PublicJwk, publicPart } from './public-jwk.ts';

/** RFC 8037, appendices A.1 to A.3. */
const key = { kty: 'OKP', crv: 'Ed25519', x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo' } as const;

test('the id of a key is its thumbprint (RFC 8037, appendix A.3)', () => {
  assert.equal(keyId(key), 'kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k');
});

test('a fingerprint is forty digits, stays the same, and differs between keys', () => {
  assert.match(fingerprint(key), /^(\d{5} ){7}\d{5}$/);
  assert.equal(fingerprint(key), fingerprint({ ...key }));
  assert.notEqual(fingerprint(publicPart(newKey())), fingerprint(key));
});

test('the public part of a key of either kind holds nothing private', () => {
  for (const kind of ['Ed25519', 'P-256'] as const) {
    const made = newKey(kind);
    assert.ok('d' in made);
    assert.equal('d' in publicPart(made), false);
    assert.ok(PublicJwk.safeParse(publicPart(made)).success);
    assert.equal(PublicJwk.safeParse(made).success, false, 'a private key is refused where a public one belongs');
  }
});

test('keys of other kinds are refused', () => {
  for (const other of [
    { kty: 'oct', k: 'AAAA' },
    { ...key, crv: 'X25519' },
    { kty: 'RSA', n: 'AQAB', e: 'AQAB' },
    { ...key, x: 'short' },
    { ...key, alg: 'none' },
  ]) {
    assert.equal(PublicJwk.safeParse(other).success, false, JSON.stringify(other));
  }
});
