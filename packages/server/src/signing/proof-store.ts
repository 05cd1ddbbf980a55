import { type LeafContent, type LeafProof, type ProofTerms, versionOf, writeProof } from '@entente/exchange';
import type { JsonObject } from '@entente/stix';
import type { Database } from '../database/open-database.ts';

/** A proof to be kept, of the rendition with this body. */
export type NewProof = LeafProof & {
  readonly body: number;
  readonly leaf: Pick<LeafContent, 'object_sha256' | 'role' | 'terms'>;
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
  /** Proofs as objects, of those that have one: signed here, or kept as they came. */
  proofsFor(bodies: readonly number[]): ReadonlyMap<number, JsonObject>;
  stateOf(body: number): SignedState;
  /** Keeps a proof that came from another node, verified, for the body that it is of. In the transaction of that body. */
  keepReceived(body: number, proof: JsonObject, via: string, received: string): void;
  /** Keeps what one signature is over, as far as the bodies are still there. In a transaction. */
  keep(
    batch: { readonly key: string; readonly signer: number; readonly signed: string; readonly signature: string },
    proofs: readonly NewProof[],
  ): void;
  keepUnsignable(body: number, reason: string, detail: string): void;
  /** Forgets what a key signed, so that it is signed anew. In a transaction. */
  forgetKey(key: string): void;
  /** Forgets all that was signed here: it was for another coalition. In a transaction. */
  forgetAll(): void;
};

export function createProofStore(database: Database): ProofStore {
  const insertBatch = database.prepare('INSERT INTO signed_batch (key, signer, signed, signature) VALUES (?, ?, ?, ?)');
  const insertProof = database.prepare(
    `INSERT OR IGNORE INTO proof (body, batch, sha256, role, terms, salt, place, path)
     SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8 WHERE EXISTS (SELECT 1 FROM body WHERE body = ?1)`,
  );
  const insertUnsignable = database.prepare(
    `INSERT OR IGNORE INTO unsignable (body, reason, detail)
     SELECT ?1, ?2, ?3 WHERE EXISTS (SELECT 1 FROM body WHERE body = ?1)`,
  );
  const insertReceived = database.prepare(
    'INSERT OR REPLACE INTO received_proof (body, proof, received, via) VALUES (?, ?, ?, ?)',
  );
  const own = database.prepare(
    `SELECT p.body, p.sha256, p.role, p.terms, p.salt, p.place, p.path, s.signed, s.signature, i.identity, b.bytes
     FROM json_each(?) e CROSS JOIN proof p ON p.body = e.value JOIN signed_batch s ON s.batch = p.batch
     JOIN principal i ON i.principal = s.signer JOIN body b ON b.body = p.body`,
  );
  const came = database.prepare(
    `SELECT r.body, r.proof, r.received, r.via FROM json_each(?) e CROSS JOIN received_proof r ON r.body = e.value`,
  );
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

  const store: ProofStore = {
    proofsFor(bodies) {
      const wanted = JSON.stringify(bodies);
      const proofs = new Map(own.all(wanted).map((row) => [Number(row.body), written(row)]));
      for (const row of came.all(wanted)) {
        proofs.set(Number(row.body), JSON.parse(String(row.proof)) as JsonObject);
      }
      return proofs;
    },
    stateOf(body) {
      const [received] = came.all(JSON.stringify([body]));
      if (received !== undefined) {
        const proof = JSON.parse(String(received.proof)) as JsonObject;
        return { state: 'received', proof, received: String(received.received), via: String(received.via) };
      }
      const proof = store.proofsFor([body]).get(body);
      if (proof !== undefined) return { state: 'signed', proof };
      const why = refused.get(body);
      return why === undefined
        ? { state: 'none' }
        : { state: 'unsignable', reason: String(why.reason), detail: String(why.detail) };
    },
    keepReceived: (body, proof, via, received) => {
      insertReceived.run(body, JSON.stringify(proof), received, via);
    },
    keep({ key, signer, signed, signature }, proofs) {
      const batch = Number(insertBatch.run(key, signer, signed, signature).lastInsertRowid);
      for (const { body, leaf, salt, place, path } of proofs) {
        const terms = JSON.stringify(leaf.terms);
        const sha256 = Buffer.from(leaf.object_sha256, 'hex');
        const [saltBytes, pathBytes] = [Buffer.from(salt, 'base64url'), Buffer.from(path, 'base64url')];
        insertProof.run(body, batch, sha256, leaf.role, terms, saltBytes, place, pathBytes);
      }
    },
    keepUnsignable: (body, reason, detail) => {
      insertUnsignable.run(body, reason, detail);
    },
    forgetKey(key) {
      database.prepare('DELETE FROM proof WHERE batch IN (SELECT batch FROM signed_batch WHERE key = ?)').run(key);
      database.prepare('DELETE FROM signed_batch WHERE key = ?').run(key);
    },
    forgetAll() {
      database.exec('DELETE FROM proof; DELETE FROM signed_batch;');
    },
  };
  return store;
}
