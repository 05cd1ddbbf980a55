import { generateKeyPairSync } from 'node:crypto';
import { keyId, type PrivateJwk, type PublicJwk, publicPart } from '@entente/exchange';
import type { Database } from '../database/open-database.ts';

export type KeyPurpose = 'node' | 'member' | 'admin';

export type HeldKey = {
  readonly id: string;
  readonly purpose: KeyPurpose;
  /** Identity of the member whose key it is. */
  readonly identity?: string;
  readonly key: PublicJwk;
  readonly created: string;
};

/** The private keys that this node holds. They leave it in backups only. */
export type KeyStore = {
  /** Makes a key and keeps it; Ed25519 where no curve is said. */
  make(purpose: KeyPurpose, identity?: string, curve?: PublicJwk['crv']): HeldKey;
  all(): readonly HeldKey[];
  /** Those for one purpose, oldest first. */
  of(purpose: KeyPurpose, identity?: string): readonly HeldKey[];
  /** To sign with; undefined where this node does not hold it. */
  privateKey(id: string): PrivateJwk | undefined;
};

export function createKeyStore(database: Database, now: () => string): KeyStore {
  const insert = database.prepare(
    'INSERT INTO signing_key (id, purpose, identity, jwk, created) VALUES (?, ?, ?, ?, ?)',
  );
  const find = database.prepare('SELECT jwk FROM signing_key WHERE id = ?');
  const list = database.prepare('SELECT id, purpose, identity, jwk, created FROM signing_key ORDER BY created, id');

  const store: KeyStore = {
    make(purpose, identity, curve) {
      const jwk = newPrivateKey(curve);
      const key = publicPart(jwk);
      const made: HeldKey = {
        id: keyId(key),
        purpose,
        ...(identity === undefined ? {} : { identity }),
        key,
        created: now(),
      };
      insert.run(made.id, purpose, identity ?? null, JSON.stringify(jwk), made.created);
      return made;
    },
    all: () =>
      list.all().map((row) => ({
        id: String(row.id),
        purpose: row.purpose as KeyPurpose,
        ...(row.identity === null ? {} : { identity: String(row.identity) }),
        key: publicPart(JSON.parse(String(row.jwk)) as PrivateJwk),
        created: String(row.created),
      })),
    of: (purpose, identity) => store.all().filter((each) => each.purpose === purpose && each.identity === identity),
    privateKey(id) {
      const row = find.get(id);
      return row === undefined ? undefined : (JSON.parse(String(row.jwk)) as PrivateJwk);
    },
  };
  return store;
}

/** A fresh key, whose id nobody takes for an option at a command line. */
export function newPrivateKey(curve: PublicJwk['crv'] = 'Ed25519'): PrivateJwk {
  for (;;) {
    const { privateKey } =
      curve === 'Ed25519' ? generateKeyPairSync('ed25519') : generateKeyPairSync('ec', { namedCurve: curve });
    const jwk = privateKey.export({ format: 'jwk' }) as unknown as PrivateJwk;
    if (!keyId(publicPart(jwk)).startsWith('-')) return jwk;
  }
}
