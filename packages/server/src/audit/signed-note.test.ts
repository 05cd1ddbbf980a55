import assert from 'node:assert/strict';
import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, verify } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { openCheckpoint, signCheckpoint } from './checkpoint.ts';
import {
  formatVerifier,
  type NoteSigner,
  openNote,
  parseVerifier,
  rawPublicKey,
  signersOf,
  signNote,
} from './signed-note.ts';

type Vector = { verifier: string; seed: string; note: string };
const file = new URL('fixtures/signed-notes.json', import.meta.url);
const { notes } = JSON.parse(readFileSync(file, 'utf8')) as { notes: Vector[] };

function newSigner(name: string): NoteSigner {
  const { privateKey } = generateKeyPairSync('ed25519');
  return { name, privateKey, publicKey: rawPublicKey(privateKey) };
}

/** The key of 32 given bytes (RFC 8410, section 7). */
function signerOf(name: string, seed: string): NoteSigner {
  const der = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), Buffer.from(seed, 'hex')]);
  const privateKey = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  return { name, privateKey, publicKey: rawPublicKey(privateKey) };
}

/** Another reading of c2sp.org/signed-note, for notes with one signature: the text, or an exception. */
function openIndependently(note: string, verifier: string): string {
  const [name, id, key] = verifier
    .split('+', 2)
    .concat(verifier.slice(verifier.indexOf('+', verifier.indexOf('+') + 1) + 1));
  const typed = Buffer.from(key ?? '', 'base64');
  assert.equal(typed[0], 1);
  const expected = createHash('sha256').update(`${name}\n`).update(typed).digest('hex').slice(0, 8);
  assert.equal(id, expected);
  const [text, signatures] = note.split(/\n\n(?=[^\n]*\n$)/);
  const [dash, signer, blob] = (signatures ?? '').trimEnd().split(' ');
  assert.deepEqual([dash, signer], ['—', name]);
  const bytes = Buffer.from(blob ?? '', 'base64');
  assert.equal(bytes.subarray(0, 4).toString('hex'), expected);
  const jwk = { kty: 'OKP', crv: 'Ed25519', x: typed.subarray(1).toString('base64url') };
  const publicKey = createPublicKey({ key: jwk, format: 'jwk' });
  assert.ok(verify(null, Buffer.from(`${text}\n`), publicKey, bytes.subarray(4)));
  return `${text}\n`;
}

describe('signed notes', () => {
  for (const { verifier, seed, note } of notes) {
    it(`are opened and signed as others do it: ${verifier.split('+')[0]}`, () => {
      const parsed = parseVerifier(verifier);
      assert.ok(parsed !== undefined);
      assert.equal(formatVerifier(parsed), verifier);
      const text = openNote(note, parsed);
      assert.equal(text, openIndependently(note, verifier));
      assert.equal(signNote(text ?? '', signerOf(parsed.name, seed)), note);
    });
  }

  it('of ours are opened by an independent reader', () => {
    const signer = newSigner('entente-node/0123456789abcdef');
    const note = signNote('first\nsecond\n', signer);
    assert.equal(openIndependently(note, formatVerifier(signer)), 'first\nsecond\n');
    assert.deepEqual(
      signersOf(note).map(({ name }) => name),
      [signer.name],
    );
  });

  it('that were changed, or signed by another key, do not open', () => {
    const signer = newSigner('a');
    const note = signNote('what was said\n', signer);
    assert.equal(openNote(note, signer), 'what was said\n');
    assert.equal(openNote(note.replace('was', 'is'), signer), undefined);
    assert.equal(openNote(note, newSigner('a')), undefined);
    assert.equal(openNote(note, { ...signer, name: 'b' }), undefined);
    assert.equal(openNote(note.replace('\n\n', '\n'), signer), undefined);
    assert.equal(openNote(note.replace('said', 'sa\tid'), signer), undefined);
    assert.equal(openNote(note.trimEnd(), signer), undefined);
    assert.equal(openNote(`${note.slice(0, -12)}AAAAAAAAAA=\n`, signer), undefined);
  });

  it('may carry further signatures, which are left alone', () => {
    const [signer, witness] = [newSigner('a'), newSigner('w')];
    const both = signNote('said\n', signer) + signNote('said\n', witness).split('\n\n')[1];
    assert.equal(openNote(both, signer), 'said\n');
    assert.equal(openNote(both, witness), 'said\n');
    assert.equal(openNote(both, newSigner('c')), undefined);
  });

  it('have verifier keys whose hash must be their own', () => {
    const text = formatVerifier(newSigner('a'));
    assert.ok(parseVerifier(text) !== undefined);
    assert.equal(parseVerifier(text.replace(/^a/, 'b')), undefined);
    assert.equal(parseVerifier('a+00000000+AQ=='), undefined);
    assert.equal(parseVerifier('nothing'), undefined);
  });
});

describe('checkpoints', () => {
  const signer = newSigner('entente-node/1');
  const root = createHash('sha256').digest();

  it('have origin, size and root, as c2sp.org/tlog-checkpoint says', () => {
    const note = signCheckpoint({ origin: signer.name, size: 42, root }, signer);
    const text = openIndependently(note, formatVerifier(signer));
    assert.equal(text, `entente-node/1\n42\n${root.toString('base64')}\n`);
    assert.deepEqual(openCheckpoint(note, signer), { origin: signer.name, size: 42, root });
  });

  it('of another log, with an odd size or root, or signed by another are none', () => {
    const open = (text: string) => openCheckpoint(signNote(text, signer), signer);
    const encoded = root.toString('base64');
    assert.ok(open(`${signer.name}\n1\n${encoded}\nan extension\n`) !== undefined);
    assert.equal(open(`another/log\n1\n${encoded}\n`), undefined);
    assert.equal(open(`${signer.name}\n01\n${encoded}\n`), undefined);
    assert.equal(open(`${signer.name}\n-1\n${encoded}\n`), undefined);
    assert.equal(open(`${signer.name}\n1\nAAAA\n`), undefined);
    assert.equal(
      openCheckpoint(signCheckpoint({ origin: signer.name, size: 1, root }, newSigner(signer.name)), signer),
      undefined,
    );
  });
});
