import { ProofTerms, readProof, versionOf, writeProof } from '@entente/exchange';
import type { JsonObject } from '@entente/stix';
import { z } from '@hono/zod-openapi';
import type { TravellingProof } from '../signing/proof-store.ts';

const base64url = /^[A-Za-z0-9_-]+$/;
const text = z.string().max(400).regex(base64url);

/**
 * The proofs of a page beside its objects: each signature and each set of terms once, and by object where it stands
 * under which. What the object itself says is not said again.
 */
export const DeliveryProofs = z.object({
  batches: z
    .array(z.strictObject({ by: z.string().max(100), at: z.string().max(40), signature: z.string().max(4000) }))
    .max(5000),
  terms: z.array(ProofTerms).max(5000),
  of: z
    .array(
      z
        .tuple([
          z.int().min(0),
          z.int().min(0),
          z.enum(['creator', 'source']),
          z.string().regex(/^[0-9a-f]{64}$/),
          text,
          z.int().min(0),
          text,
        ])
        .nullable(),
    )
    .max(5000),
});
export type DeliveryProofs = z.infer<typeof DeliveryProofs>;

/** The proofs of one page as JSON, in the order of its objects. */
export function packProofs(proofs: readonly TravellingProof[]): string {
  const batches = new Map<string, { readonly place: number; readonly text: string }>();
  const terms = new Map<string, number>();
  const of = proofs.map(({ by, at, signature, terms: stated, role, sha256, salt, place, path }) => {
    const text = JSON.stringify({ by, at, signature });
    const batch = batches.get(signature) ?? { place: batches.size, text };
    batches.set(signature, batch);
    const under = terms.get(stated) ?? terms.size;
    terms.set(stated, under);
    return `[${batch.place},${under},"${role}","${sha256}","${salt}",${place},"${path}"]`;
  });
  return `{"batches":[${[...batches.values()].map((each) => each.text)}],"terms":[${[...terms.keys()]}],"of":[${of}]}`;
}

/** The proof of one object as an object of its own; undefined where none came that can be read. */
export function unpackProof(packed: DeliveryProofs, place: number, object: JsonObject): JsonObject | undefined {
  const given = packed.of[place];
  if (given === undefined || given === null) return undefined;
  const [inBatch, under, role, sha256, salt, at, path] = given;
  const batch = packed.batches[inBatch];
  const terms = packed.terms[under];
  if (batch === undefined || terms === undefined) return undefined;
  const modified = versionOf(object);
  const { object_marking_refs: markings } = object;
  const proof = writeProof(
    {
      object_ref: String(object.id),
      ...(modified === undefined ? {} : { object_modified: modified }),
      object_sha256: sha256,
      role,
      terms,
    },
    { salt, place: at, path },
    { signer: batch.by, signed: batch.at },
    batch.signature,
    Array.isArray(markings) ? markings.filter((each) => typeof each === 'string') : [],
  );
  return readProof(proof) === undefined ? undefined : proof;
}
