import { createPublicKey, hash, type KeyObject, sign, verify } from 'node:crypto';

/**
 * Signed notes of C2SP (c2sp.org/signed-note) with Ed25519: a text, a blank line, and lines `— name signature`. The
 * signature is over the text, with its last line end.
 */

/** A key that verifies notes, as others get it: `name+hash+key`. */
export type NoteVerifier = { readonly name: string; readonly publicKey: Uint8Array };

export type NoteSigner = NoteVerifier & { readonly privateKey: KeyObject };

const ed25519 = 0x01;
const signatureStart = '\u2014 ';
/** What stands before the 32 bytes of an Ed25519 key in a SubjectPublicKeyInfo (RFC 8410, section 4). */
const spkiPrefix = Buffer.from('302a300506032b6570032100', 'hex');

/** Signs a text, which ends with a line end and has no blank line at its end. */
export function signNote(text: string, { name, publicKey, privateKey }: NoteSigner): string {
  const signature = sign(null, Buffer.from(text), privateKey);
  const signed = Buffer.concat([keyHash({ name, publicKey }), signature]).toString('base64');
  return `${text}\n${signatureStart}${name} ${signed}\n`;
}

/** The text of a note that this key signed; undefined where it did not, or where it is no note. */
export function openNote(note: string, verifier: NoteVerifier): string | undefined {
  const end = note.lastIndexOf('\n\n');
  // Control characters other than line ends are not allowed in a note.
  if (end < 0 || !note.endsWith('\n') || /[^\P{Cc}\n]/u.test(note)) return undefined;
  const text = note.slice(0, end + 1);
  const lines = note.slice(end + 2, -1).split('\n');
  const ours = lines.map(parseSignature).filter((each) => each?.name === verifier.name);
  const id = keyHash(verifier);
  const found = ours.find((each) => each !== undefined && id.equals(each.bytes.subarray(0, 4)));
  if (found === undefined) return undefined;
  return verify(null, Buffer.from(text), publicKeyOf(verifier), found.bytes.subarray(4)) ? text : undefined;
}

/** The names and key hashes (hexadecimal) that a note claims to be signed by, verified or not. */
export function signersOf(note: string): { readonly name: string; readonly keyHash: string }[] {
  const lines = note.slice(note.lastIndexOf('\n\n') + 2).split('\n');
  return lines
    .map(parseSignature)
    .filter((each) => each !== undefined)
    .map(({ name, bytes }) => ({ name, keyHash: bytes.subarray(0, 4).toString('hex') }));
}

/** The text form of a verifier key. */
export function formatVerifier(verifier: NoteVerifier): string {
  const key = Buffer.concat([Buffer.of(ed25519), verifier.publicKey]).toString('base64');
  return `${verifier.name}+${keyHash(verifier).toString('hex')}+${key}`;
}

/** Undefined for what is no Ed25519 verifier key, or one whose hash is not its own. */
export function parseVerifier(text: string): NoteVerifier | undefined {
  const [, name = '', id, encoded = ''] = /^([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]+=*)$/.exec(text) ?? [];
  const key = Buffer.from(encoded, 'base64');
  if (key.length !== 33 || key[0] !== ed25519) return undefined;
  const verifier = { name, publicKey: key.subarray(1) };
  return keyHash(verifier).toString('hex') === id ? verifier : undefined;
}

/** The 32 bytes of an Ed25519 public key. */
export function rawPublicKey(key: KeyObject): Uint8Array {
  return new Uint8Array(createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(-32));
}

function keyHash({ name, publicKey }: NoteVerifier): Buffer {
  const identified = Buffer.concat([Buffer.from(`${name}\n`), Buffer.of(ed25519), publicKey]);
  return hash('sha256', identified, 'buffer').subarray(0, 4);
}

function publicKeyOf({ publicKey }: NoteVerifier): KeyObject {
  return createPublicKey({ key: Buffer.concat([spkiPrefix, publicKey]), format: 'der', type: 'spki' });
}

function parseSignature(line: string): { name: string; bytes: Buffer } | undefined {
  const [, name, encoded = ''] = /^\u2014 ([^\s+]+) ([A-Za-z0-9+/]+=*)$/.exec(line) ?? [];
  const bytes = Buffer.from(encoded, 'base64');
  return name === undefined || bytes.length <= 4 ? undefined : { name, bytes };
}
