import { createPrivateKey, generateKeyPairSync, hash, randomBytes } from 'node:crypto';
import type { Database } from '../database/open-database.ts';
import { type NoteSigner, rawPublicKey } from './signed-note.ts';

/** What a node's log is kept with. */
export type LogKey = {
  readonly signer: NoteSigner;
  /** What padding is made of. */
  readonly secret: Uint8Array;
  /** When the log began, milliseconds since 1970. */
  readonly began: number;
};

/** The key of the log; undefined before the first start. */
export function readLogKey(database: Pick<Database, 'prepare'>): LogKey | undefined {
  const row = database.prepare('SELECT name, private_key, secret, began FROM audit_log').get();
  if (row === undefined) return undefined;
  const privateKey = createPrivateKey({
    key: Buffer.from(row.private_key as Uint8Array),
    format: 'der',
    type: 'pkcs8',
  });
  return {
    signer: { name: String(row.name), privateKey, publicKey: rawPublicKey(privateKey) },
    secret: row.secret as Uint8Array,
    began: Number(row.began),
  };
}

/** The key of the log, made where there is none. A key names its log: it tells nothing of where the node is. */
export function openLogKey(database: Database, began: number): LogKey {
  const known = readLogKey(database);
  if (known !== undefined) return known;
  const { privateKey } = generateKeyPairSync('ed25519');
  const publicKey = rawPublicKey(privateKey);
  const name = `entente-node/${hash('sha256', publicKey, 'hex').slice(0, 16)}`;
  const secret = randomBytes(32);
  database
    .prepare('INSERT INTO audit_log (audit_log, name, private_key, secret, began) VALUES (1, ?, ?, ?, ?)')
    .run(name, privateKey.export({ format: 'der', type: 'pkcs8' }), secret, began);
  return { signer: { name, privateKey, publicKey }, secret, began };
}
