import { nameBasedUuid, projectExtension } from '@entente/stix';
import { z } from 'zod';
import { batchDepth, batchLimit } from '../tree/batch-tree.ts';
import { ProofTerms } from './proof-terms.ts';

/** The extension that defines the type of object by which a signature travels beside what it is of. */
export const proofExtensionId = 'extension-definition--6f0d4a0e-9a55-4d0c-8a37-0b7c2c1f5b1e';

/** The STIX type of a proof. */
export const proofType = 'entente-proof';

const namespace = '2b0ccf0a-58a4-4b8b-9d3e-0f4c6f1f2f5d';
const identity = z.string().regex(/^identity--[0-9a-fA-F-]{36}$/);
const timestamp = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/);
const base64url = (bytes: number) => {
  const length = Math.ceil((bytes * 4) / 3);
  return z.string().regex(new RegExp(`^[A-Za-z0-9_-]{${length}}$`), `is not ${bytes} bytes in base64url`);
};

/** Bytes of the salt of a leaf: enough that nobody finds, by trying, what a neighbour's hash is of. */
export const saltBytes = 16;

/** A proof as an object: that its signer stands for one rendition of one version, on these terms. */
export const ProofObject = z.object({
  type: z.literal(proofType),
  spec_version: z.literal('2.1'),
  id: z.string().regex(/^entente-proof--[0-9a-f-]{36}$/),
  created: timestamp,
  modified: timestamp,
  created_by_ref: identity.describe('The member that signed, as creator or as source.'),
  object_marking_refs: z.array(z.string()).optional().describe('Those of the object.'),
  object_ref: z.string().describe('The object that was signed.'),
  object_modified: timestamp.optional().describe('Its version; absent for an object without versions.'),
  object_sha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .describe('SHA-256, in hexadecimal, of its canonical form (RFC 8785).'),
  role: z.enum(['creator', 'source']).describe('Whether the signer created it, or brought in what others created.'),
  terms: ProofTerms,
  salt: base64url(saltBytes).describe('What the leaf is salted with, in base64url.'),
  place: z
    .int()
    .min(0)
    .max(batchLimit - 1)
    .describe('The place of the leaf in the tree of its batch.'),
  path: base64url(32 * batchDepth).describe('The hashes beside it, from the leaf up, in base64url.'),
  signature: z.string().max(4_000).describe('The signature over the root of the batch: a JWS in compact form.'),
  extensions: z.looseObject({ [proofExtensionId]: z.object({ extension_type: z.literal('new-sdo') }) }),
});
export type ProofObject = z.infer<typeof ProofObject>;

/** Reads a proof that came from elsewhere; undefined for what is none. */
export function readProof(value: unknown): ProofObject | undefined {
  const read = ProofObject.safeParse(value);
  return read.success ? read.data : undefined;
}

/**
 * The id of the proof of a rendition: the same whoever computes it. A proof made anew is a new version of it. It begins
 * like the hash of the content, so that whoever keeps proofs by that hash finds one by its id, too.
 */
export function proofId({
  created_by_ref: signer,
  object_ref: object,
  object_modified: modified = '',
  object_sha256: digest,
}: Pick<ProofObject, 'created_by_ref' | 'object_ref' | 'object_modified' | 'object_sha256'>): string {
  const name = nameBasedUuid(namespace, JSON.stringify([signer, object, modified, digest]));
  return `${proofType}--${digest.slice(0, 8)}-${digest.slice(8, 12)}${name.slice(13)}`;
}

/** The first 6 bytes, in hexadecimal, of the hash of the content that the proof of this id is of; undefined for no such id. */
export function contentOfProofId(id: string): string | undefined {
  const [, first, second] = /^entente-proof--([0-9a-f]{8})-([0-9a-f]{4})-[0-9a-f-]{22}$/.exec(id) ?? [];
  return first === undefined || second === undefined ? undefined : first + second;
}

/** The definition of the extension, with its JSON schema, for readers that know nothing of Entente. */
export const proofExtensionDefinition = projectExtension({
  id: proofExtensionId,
  name: 'Proof of origin',
  description: 'A signature of one object within a batch, beside the object, which it does not alter.',
  schema: z.toJSONSchema(ProofObject),
  kind: 'new-sdo',
});
