import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { test } from 'node:test';
import { newKey } from '../../test/sample-coalition.ts';
import { keyId } from '../keys/key-id.ts';
import { publicPart } from '../keys/public-jwk.ts';
import { claimedKeyId, jwsTypes, openJws, signJws, verifyCompact } from './compact-jws.ts';

const ed25519 = { kty: 'OKP', crv: 'Ed25519', x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo' } as const;
const p256 = {
  kty: 'EC',
  crv: 'P-256',
  x: 'f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU',
  y: 'x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0',
} as const;
const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** RFC 8037, appendix A.4. */
const ofRfc8037 =
  'eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc.hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg';
/** RFC 7515, appendix A.3. */
const ofRfc7515 =
  'eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q';

test('verifies the examples of RFC 8037 and RFC 7515', async () => {
  assert.equal(Buffer.from((await verifyCompact(ofRfc8037, ed25519)) ?? []).toString(), 'Example of Ed25519 signing');
  assert.match(Buffer.from((await verifyCompact(ofRfc7515, p256)) ?? []).toString(), /"iss":"joe"/);
});

test('refuses the examples with one letter changed, and under the other key', async () => {
  assert.equal(await verifyCompact(ofRfc8037.replace('RXhh', 'RXhi'), ed25519), undefined);
  assert.equal(await verifyCompact(ofRfc7515.replace('eyJpc3', 'eyJpc4'), p256), undefined);
  assert.equal(await verifyCompact(ofRfc8037, p256), undefined);
});

test('what either kind of key signs opens with it, and with no other', async () => {
  for (const kind of ['Ed25519', 'P-256'] as const) {
    const key = newKey(kind);
    const jws = await signJws({ kind: 'x', n: 1 }, jwsTypes.batch, key);
    assert.equal(claimedKeyId(jws, jwsTypes.batch), keyId(publicPart(key)));
    assert.deepEqual(await openJws(jws, jwsTypes.batch, publicPart(key)), {
      state: 'opened',
      payload: { kind: 'x', n: 1 },
    });
    const other = await openJws(jws, jwsTypes.batch, publicPart(newKey(kind)));
    assert.deepEqual(other, { state: 'refused', reason: 'malformed-signature' });
  }
});

test('a signature of one type passes for no other', async () => {
  const key = newKey();
  const jws = await signJws({ kind: 'x' }, jwsTypes.message, key);
  assert.equal((await openJws(jws, jwsTypes.roster, publicPart(key))).state, 'refused');
});

test('the header cannot choose the algorithm: none, and HMAC keyed with the public key, are refused', async () => {
  const key = newKey();
  const open = (jws: string) => openJws(jws, jwsTypes.batch, publicPart(key));
  const header = { kid: keyId(publicPart(key)), typ: jwsTypes.batch };
  const none = `${encode({ ...header, alg: 'none' })}.${encode({ kind: 'x' })}.`;
  assert.deepEqual(await open(none), { state: 'refused', reason: 'bad-signature' });
  const input = `${encode({ ...header, alg: 'HS256' })}.${encode({ kind: 'x' })}`;
  const mac = createHmac('sha256', Buffer.from(key.x, 'base64url')).update(input).digest('base64url');
  assert.deepEqual(await open(`${input}.${mac}`), { state: 'refused', reason: 'bad-signature' });
});
