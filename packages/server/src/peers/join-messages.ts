import { PublicJwk } from '@entente/exchange';
import { z } from '@hono/zod-openapi';
import { formatVerifier, type NoteSigner, openNote, parseVerifier, signNote } from '../audit/signed-note.ts';
import { Problem } from '../http/problem.ts';
import { parseJson } from './parse-json.ts';

const identity = z.string().regex(/^identity--[0-9a-f-]{36}$/);

/** A member as the node that hosts it introduces it. */
export const MemberIntroduction = z.object({
  identity,
  name: z.string().min(1).max(200),
  kind: z.enum(['country', 'organisation']),
  region: z.string().max(100).optional(),
  country: z.string().length(2).optional(),
  latitude: z.number().min(-90).max(90).optional(),
  longitude: z.number().min(-180).max(180).optional(),
  joined: z.iso.date(),
  /** With which it signs now. */
  keys: z.array(PublicJwk).min(1).max(20),
});
export type MemberIntroduction = z.infer<typeof MemberIntroduction>;

/** A node as it introduces itself. */
export const NodeIntroduction = z.object({
  coalition: z.string().max(200),
  name: z.string().min(1).max(200),
  url: z.url().max(500).optional(),
  /** PEM of a certificate that no authority vouches for. */
  certificate: z.string().max(20_000).optional(),
  operator: identity,
  /** What it is in a roster, and how many nodes its own roster has. */
  roster: z.object({ node: z.uuid(), key: PublicJwk, coalition: z.uuid(), nodes: z.int().min(1) }),
  hosted: z.array(MemberIntroduction).max(500),
});
export type NodeIntroduction = z.infer<typeof NodeIntroduction>;

const invitation = { invitation: z.uuid(), secret: z.string().max(100) };
/** Tokens by identity of the member that may read with them. */
const Tokens = z.record(identity, z.string().max(100));

/** "Who are you?", asked by who holds an invitation. */
export const AskIntroduction = z.object(invitation).openapi('AskIntroduction');

/** The texts of the signed notes that go to and fro. */
export const IntroductionNote = z.object({ type: z.literal('introduction'), node: NodeIntroduction });
export const JoinNote = z.object({ type: z.literal('join'), ...invitation, node: NodeIntroduction, tokens: Tokens });
export const WelcomeNote = z.object({ type: z.literal('welcome'), invitation: z.uuid(), tokens: Tokens });

/** How a node asks another for the roster: whoever holds its key, let in to read or not. */
export const AskRosterNote = z.object({
  type: z.literal('ask-roster'),
  /** Digest of the key of the node that is asked. */
  to: z.string().max(100),
  at: z.iso.datetime({ precision: 3 }),
  /** The version up to which nothing is wanted. */
  after: z.int().min(0),
});
/** The answerer's word for what it holds. */
export const RosterNote = z.object({
  type: z.literal('roster'),
  /** The last of the versions, of which the others are the way there. */
  hash: z.string().max(100),
  version: z.int().min(1),
});

/** A signed note (c2sp.org/signed-note) and the key that verifies it. */
export const SignedMessage = z
  .object({ verifier: z.string().max(300), note: z.string().max(400_000) })
  .openapi('SignedMessage');
export type SignedMessage = z.infer<typeof SignedMessage>;

/**
 * Versions of the roster, oldest first, and the sender's word for the last one. `words`: what members want to become of
 * what they contributed, if they leave, under their signatures.
 */
export const RosterAnswer = z
  .object({
    head: SignedMessage,
    rosters: z.array(z.record(z.string(), z.unknown())).max(2000),
    proposals: z.array(z.record(z.string(), z.unknown())).max(50),
    words: z.array(z.string().max(5000)).max(2000).optional(),
  })
  .openapi('RosterAnswer');
export type RosterAnswer = z.infer<typeof RosterAnswer>;

export function signMessage(text: object, signer: NoteSigner): SignedMessage {
  return { verifier: formatVerifier(signer), note: signNote(`${JSON.stringify(text)}\n`, signer) };
}

/** What a message says, and the key that says so. Throws `invalid`. */
export function openMessage<T>(
  message: SignedMessage,
  schema: z.ZodType<T>,
): { readonly says: T; readonly publicKey: Uint8Array } {
  const verifier = parseVerifier(message.verifier);
  const text = verifier === undefined ? undefined : openNote(message.note, verifier);
  const parsed = text === undefined ? undefined : schema.safeParse(parseJson(text));
  if (verifier === undefined || parsed?.success !== true) {
    throw new Problem('invalid', 'The other node’s message is not one that it signed.');
  }
  return { says: parsed.data, publicKey: verifier.publicKey };
}
