import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { readTls } from './read-tls.ts';

test('files that are no certificate, no key, or do not belong together are refused by name', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'entente-tls-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const file = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  const keyOf = () =>
    generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  const certificate = file('certificate.pem', ownCertificate);
  const key = file('key.pem', ownKey);
  const text = file('notes.txt', 'renewed in May');

  assert.deepEqual(readTls(undefined, undefined), {});
  assert.throws(() => readTls(certificate, undefined), /needs a certificate and its key/);
  assert.throws(() => readTls(text, key), /notes\.txt holds no certificate in PEM/);
  assert.throws(() => readTls(certificate, text), /notes\.txt holds no private key in PEM/);
  const other = file('other.pem', keyOf());
  assert.throws(() => readTls(certificate, other), /other\.pem is not the key of .*certificate\.pem/);
  assert.deepEqual(readTls(certificate, key), { tls: { certificate: ownCertificate, key: ownKey } });
});

/** Of nobody, for a hundred years. */
const ownCertificate = `-----BEGIN CERTIFICATE-----
MIIBfzCCASWgAwIBAgIUI3JNl0m4CK/S4rRGjAuIwdq0YIkwCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJbm9kZS50ZXN0MCAXDTI2MTEyMzE5NTQxOVoYDzIxMjYxMDMw
MTk1NDE5WjAUMRIwEAYDVQQDDAlub2RlLnRlc3QwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAAQhPAyL9916oCTpEhJyroOUHiFqpf/txJ+3TMYN+KfjlCyiKfNEatiS
qkXhJFKUcsmrvAI7QqzwoPgjs/MnYK8Wo1MwUTAdBgNVHQ4EFgQU+vnCKriDmIKX
n+2Qb/2cOlQb/AMwHwYDVR0jBBgwFoAU+vnCKriDmIKXn+2Qb/2cOlQb/AMwDwYD
VR0TAQH/BAUwAwEB/zAKBggqhkjOPQQDAgNIADBFAiANUjDKBssiixWfSTYpd0fu
781yT3KB/elL9wY1dZGFCAIhAMh+nXYcJfCY0e8H2yQU6B3nNUk28XJ5kZmTaVeI
4n9S
-----END CERTIFICATE-----
`;
const ownKey = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgI+tHelQjaxscnTwp
+fOlVRzmtDOezWOKu3AyKQ9AIl2hRANCAAQhPAyL9916oCTpEhJyroOUHiFqpf/t
xJ+3TMYN+KfjlCyiKfNEatiSqkXhJFKUcsmrvAI7QqzwoPgjs/MnYK8W
-----END PRIVATE KEY-----
`;
