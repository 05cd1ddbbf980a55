import {
  claimedKeyId,
  contentOfProofId,
  jwsTypes,
  type LeafContent,
  type LeafProof,
  type ProofObject,
  type ProofTerms,
  type RenditionName,
  versionOf,
  writeProof,
} from '@entente/exchange';
import type { JsonObject } from '@entente/stix';
import type { Database } from '../database/open-database.ts';

/** A proof to be kept, of the rendition with this body. */
export type NewProof = LeafProof & {
  readonly body: number;
  /** Row of the version that it is a rendition of. */
  readonly version: number;
  readonly leaf: Pick<LeafContent, 'object_sha256' | 'role' | 'terms'>;
};

/** A proof beside its object. `terms`: as JSON; the rest as `ProofObject` has it. */
export type TravellingProof = LeafProof & {
  readonly by: string;
  readonly at: string;
  readonly signature: string;
  readonly role: LeafContent['role'];
  readonly sha256: string;
  readonly terms: string;
};

/** How a rendition stands as to signatures. */
export type SignedState =
  | { readonly state: 'signed'; readonly proof: JsonObject }
  | { readonly state: 'received'; readonly proof: JsonObject; readonly received: string; readonly via: string }
  /** It cannot be: `detail` is the number that would change. */
  | { readonly state: 'unsignable'; readonly reason: string; readonly detail: string }
  | { readonly state: 'none' };

/**
 * The proofs of renditions, by their bodies. Like `ObjectReader.bodies` it asks no viewer: only for bodies that the
 * reader answered, since a proof is as visible as what it is of.
 */
export type ProofStore = {
  /** The same without what the object itself says, for another node: no text is parsed. */
  travelling(bodies: readonly number[]): ReadonlyMap<number, TravellingProof>;
  /** Those that this node has no word about: neither a proof nor why there is none. */
  undecided(bodies: readonly number[]): ReadonlySet<number>;
  /** Bodies of what is called so and has this content (SHA-256 in hexadecimal), as it was signed. */
  named(rendition: RenditionName): readonly { readonly body: number; readonly signer: number }[];
  /** Ids of the objects one of which the proof of this id is of: for a reader to say whether its viewer may see them. */
  objectsOf(proofId: string): readonly string[];
  /** Proofs as objects, of those that have one: signed here, or kept as they came. */
  proofsFor(bodies: readonly number[]): ReadonlyMap<number, JsonObject>;
  stateOf(body: number): SignedState;
  /** Keeps a proof that came from elsewhere, verified, for what it is of. In the transaction of that body. */
  keepReceived(
    of: { readonly body: number; readonly row: number },
    proof: JsonObject,
    via: string,
    received: string,
  ): void;
  /** Keeps what one signature is over, as far as the bodies are still there. In a transaction. */
  keep(
    batch: { readonly key: string; readonly signer: number; readonly signed: string; readonly signature: string },
    proofs: readonly NewProof[],
  ): void;
  keepUnsignable(body: number, reason: string, detail: string): void;
  /** Ids of the nodes that delivered what these keys signed, and no other has signed since. */
  deliverersOf(keys: readonly string[]): readonly string[];
  /** Forgets what a key signed, so that it is signed anew. In a transaction. */
  forgetKey(key: string): void;
  /** Forgets all that was signed here: it was for another coalition. In a transaction. */
  forgetAll(): void;
};

export function createProofStore(database: Database): ProofStore {
  const insertBatch = database.prepare('INSERT INTO signed_batch (key, signer, signed, signature) VALUES (?, ?, ?, ?)');
  const insertProof = database.prepare(
    `INSERT OR IGNORE INTO proof (body, batch, version, sha256, role, terms, salt, place, path)
     SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9 WHERE EXISTS (SELECT 1 FROM body WHERE body = ?1)`,
  );
  const insertUnsignable = database.prepare(
    `INSERT OR IGNORE INTO unsignable (body, reason, detail)
     SELECT ?1, ?2, ?3 WHERE EXISTS (SELECT 1 FROM body WHERE body = ?1)`,
  );
  const insertReceived = database.prepare(
    'INSERT OR REPLACE INTO received_proof (body, received, via) VALUES (?, ?, ?)',
  );
  const replaceProof = database.prepare(
    `INSERT OR REPLACE INTO proof (body, batch, version, sha256, role, terms, salt, place, path)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const batchesOf = database.prepare('SELECT batch, signature FROM signed_batch WHERE key = ? AND signed = ?');
  const signerOf = database.prepare('SELECT principal FROM principal WHERE identity = ?');
  const own = database.prepare(
    `SELECT p.body, p.sha256, p.role, p.terms, p.salt, p.place, p.path, s.signed, s.signature, i.identity, b.bytes
     FROM json_each(?) e CROSS JOIN proof p ON p.body = e.value JOIN signed_batch s ON s.batch = p.batch
     JOIN principal i ON i.principal = s.signer JOIN body b ON b.body = p.body`,
  );
  const beside = database.prepare(
    `SELECT p.body, p.sha256, p.role, p.terms, p.salt, p.place, p.path, s.signed, s.signature, i.identity
     FROM json_each(?) e CROSS JOIN proof p ON p.body = e.value JOIN signed_batch s ON s.batch = p.batch
     JOIN principal i ON i.principal = s.signer`,
  );
  const withoutWord = database.prepare(
    `SELECT e.value AS body FROM json_each(?) e WHERE NOT EXISTS (SELECT 1 FROM proof p WHERE p.body = e.value)
     AND NOT EXISTS (SELECT 1 FROM unsignable u WHERE u.body = e.value)`,
  );
  const byContent = database.prepare(
    `SELECT p.body, s.signer FROM proof p JOIN signed_batch s ON s.batch = p.batch
     JOIN version v ON v.version = p.version
     WHERE p.sha256 = ?1 AND v.id = ?2 AND ?3 = coalesce((SELECT c.issued FROM placement c
       WHERE c.version = p.version AND c.body = p.body AND c.issued IS NOT NULL LIMIT 1), v.stamp)`,
  );
  const objects = database.prepare(
    `SELECT DISTINCT v.id FROM proof p JOIN version v ON v.version = p.version WHERE p.sha256 BETWEEN ? AND ?`,
  );
  const deliverers = database.prepare(
    `SELECT DISTINCT r.via FROM json_each(?) e CROSS JOIN signed_batch s ON s.key = e.value
     CROSS JOIN proof p ON p.batch = s.batch JOIN received_proof r ON r.body = p.body`,
  );
  const came = database.prepare('SELECT received, via FROM received_proof WHERE body = ?');
  /** The batch that proofs arrive of just now, one after the other. */
  let arriving: { readonly signature: string; readonly batch: number } | undefined;
  database.onRollback(() => {
    arriving = undefined;
  });
  const refused = database.prepare('SELECT reason, detail FROM unsignable WHERE body = ?');

  function written(row: Record<string, unknown>): JsonObject {
    const object = JSON.parse(Buffer.from(row.bytes as Uint8Array).toString()) as JsonObject;
    const modified = versionOf(object);
    const leaf: LeafContent = {
      object_ref: String(object.id),
      ...(modified === undefined ? {} : { object_modified: modified }),
      object_sha256: Buffer.from(row.sha256 as Uint8Array).toString('hex'),
      role: row.role as LeafContent['role'],
      terms: JSON.parse(String(row.terms)) as ProofTerms,
    };
    const place = {
      salt: Buffer.from(row.salt as Uint8Array).toString('base64url'),
      place: Number(row.place),
      path: Buffer.from(row.path as Uint8Array).toString('base64url'),
    };
    const head = { signer: String(row.identity), signed: String(row.signed) };
    const { object_marking_refs: markings } = object;
    return writeProof(leaf, place, head, String(row.signature), Array.isArray(markings) ? (markings as string[]) : []);
  }

  function batchOf({ signature, created_by_ref: by, created: signed }: ProofObject): number {
    if (arriving?.signature === signature) return arriving.batch;
    const key = claimedKeyId(signature, jwsTypes.batch) ?? '';
    const known = batchesOf.all(key, signed).find((each) => each.signature === signature);
    const signer = Number(signerOf.get(by)?.principal);
    const batch = Number(known?.batch ?? insertBatch.run(key, signer, signed, signature).lastInsertRowid);
    arriving = { signature, batch };
    return batch;
  }

  const store: ProofStore = {
    travelling: (bodies) =>
      new Map(
        beside.all(JSON.stringify(bodies)).map((row) => [
          Number(row.body),
          {
            by: String(row.identity),
            at: String(row.signed),
            signature: String(row.signature),
            role: row.role as LeafContent['role'],
            sha256: Buffer.from(row.sha256 as Uint8Array).toString('hex'),
            terms: String(row.terms),
            salt: Buffer.from(row.salt as Uint8Array).toString('base64url'),
            place: Number(row.place),
            path: Buffer.from(row.path as Uint8Array).toString('base64url'),
          },
        ]),
      ),
    undecided: (bodies) => new Set(withoutWord.all(JSON.stringify(bodies)).map(({ body }) => Number(body))),
    named: ({ id, modified, sha256 }) =>
      byContent
        .all(Buffer.from(sha256, 'hex'), id, modified ?? '')
        .map(({ body, signer }) => ({ body: Number(body), signer: Number(signer) })),
    objectsOf(id) {
      const prefix = contentOfProofId(id);
      if (prefix === undefined) return [];
      const [least, most] = ['0', 'f'].map((digit) => Buffer.from(prefix.padEnd(64, digit), 'hex'));
      return objects.all(least ?? null, most ?? null).map((row) => String(row.id));
    },
    proofsFor: (bodies) =>
      new Map(own.all(JSON.stringify(bodies)).map((row): [number, JsonObject] => [Number(row.body), written(row)])),
    stateOf(body) {
      const proof = store.proofsFor([body]).get(body);
      const received = came.get(body);
      if (proof !== undefined) {
        if (received === undefined) return { state: 'signed', proof };
        return { state: 'received', proof, received: String(received.received), via: String(received.via) };
      }
      const why = refused.get(body);
      return why === undefined
        ? { state: 'none' }
        : { state: 'unsignable', reason: String(why.reason), detail: String(why.detail) };
    },
    keepReceived({ body, row }, given, via, received) {
      // Verified, so it is one.
      const proof = given as unknown as ProofObject;
      const { object_sha256: sha256, role, terms, salt, place, path } = proof;
      replaceProof.run(
        body,
        batchOf(proof),
        row,
        Buffer.from(sha256, 'hex'),
        role,
        JSON.stringify(terms),
        Buffer.from(salt, 'base64url'),
        place,
        Buffer.from(path, 'base64url'),
      );
      insertReceived.run(body, received, via);
    },
    keep({ key, signer, signed, signature }, proofs) {
      const batch = Number(insertBatch.run(key, signer, signed, signature).lastInsertRowid);
      for (const { body, version, leaf, salt, place, path } of proofs) {
        const terms = JSON.stringify(leaf.terms);
        const sha256 = Buffer.from(leaf.object_sha256, 'hex');
        const [saltBytes, pathBytes] = [Buffer.from(salt, 'base64url'), Buffer.from(path, 'base64url')];
        insertProof.run(body, batch, version, sha256, leaf.role, terms, saltBytes, place, pathBytes);
      }
    },
    keepUnsignable: (body, reason, detail) => {
      insertUnsignable.run(body, reason, detail);
    },
    deliverersOf: (keys) => deliverers.all(JSON.stringify(keys)).map(({ via }) => String(via)),
    forgetKey(key) {
      // What others signed stays: it is refused from now on, and says why.
      database
        .prepare(
          `DELETE FROM proof WHERE batch IN (SELECT batch FROM signed_batch WHERE key = ?)
           AND NOT EXISTS (SELECT 1 FROM received_proof r WHERE r.body = proof.body)`,
        )
        .run(key);
      arriving = undefined;
    },
    forgetAll() {
      arriving = undefined;
      database.exec('DELETE FROM proof; DELETE FROM received_proof; DELETE FROM signed_batch;');
    },
  };
  return store;
}
