import { canonicalize, type JsonObject } from '@entente/stix';
import { z } from 'zod';
import { claimedKeyId, type JwsRefusal, jwsTypes, openJws, signJws } from '../jws/compact-jws.ts';
import type { PrivateJwk } from '../keys/public-jwk.ts';
import type { KeyRing, RingKey } from '../roster/key-ring.ts';
import { batchDepth, batchLimit, buildBatchTree, createKnownTree, type KnownTree } from '../tree/batch-tree.ts';
import { hashesIn, leafHash } from '../tree/merkle-tree.ts';
import type { Message } from './message.ts';

const saltBytes = 16;
/** Between the signature of all and what one of them says: stands in no compact JWS. */
const separator = '~';
const maximumLength = 2_000_000;

/**
 * Signs messages of one member with one signature for each 256: a word for each, in their order, that stands by itself
 * and tells nothing of the others, nor how many they are. A word is the JWS over the root, '~', and JSON: the message,
 * a salt, and its place in the tree. `signed`: the moment in UTC with milliseconds. `random` gives bytes that nobody can
 * foretell.
 */
export async function signMessages(
  messages: readonly Message[],
  key: PrivateJwk,
  signed: string,
  random: (bytes: number) => Uint8Array,
): Promise<string[]> {
  const words: string[] = [];
  for (let from = 0; from < messages.length; from += batchLimit) {
    const leaves = messages.slice(from, from + batchLimit).map((message) => {
      const salt = Buffer.from(random(saltBytes)).toString('base64url');
      const content = JSON.parse(JSON.stringify(message)) as JsonObject;
      return { content, salt, hash: leafOf(content, salt) };
    });
    const tree = buildBatchTree(
      leaves.map((leaf) => leaf.hash),
      random,
    );
    const root = Buffer.from(tree.root).toString('base64url');
    const head = await signJws({ kind: 'messages', signed, depth: batchDepth, root }, jwsTypes.messages, key);
    for (const [index, { content, salt }] of leaves.entries()) {
      const { place = 0, path = [] } = tree.places[index] ?? {};
      const own = { message: content, salt, place, path: Buffer.concat(path).toString('base64url') };
      words.push(`${head}${separator}${JSON.stringify(own)}`);
    }
  }
  return words;
}

/** A word as it came, with nothing verified. */
export type BatchedWord = {
  readonly head: string;
  readonly message: JsonObject;
  readonly salt: string;
  readonly place: number;
  readonly path: string;
};

const Own = z.strictObject({
  message: z.record(z.string(), z.json()),
  salt: z.string().length(22),
  place: z.int().min(0),
  path: z.string().max(1000),
});

/** Undefined for what is no word of a batch. */
export function readBatched(word: string): BatchedWord | undefined {
  const end = word.startsWith('{') || word.length > maximumLength ? -1 : word.indexOf(separator);
  if (end < 0) return undefined;
  try {
    const read = Own.safeParse(JSON.parse(word.slice(end + 1)));
    return read.success
      ? { ...read.data, message: read.data.message as JsonObject, head: word.slice(0, end) }
      : undefined;
  } catch {
    return undefined;
  }
}

/** A verified signature over messages, and what it was made with. */
export type OpenedHead = {
  readonly state: 'opened';
  readonly key: RingKey;
  /** When, as the signer says. */
  readonly signed: string;
  readonly tree: KnownTree;
};
export type RefusedHead = { readonly state: 'refused'; readonly reason: JwsRefusal | 'unknown-key' };

/** Whether the message is one of those that were signed. */
export function isUnder({ tree }: OpenedHead, { message, salt, place, path }: BatchedWord): boolean {
  const bytes = Buffer.from(path, 'base64url');
  return tree.holds(leafOf(message, salt), { place, path: hashesIn(bytes) });
}

/** Verifies each signature once, of the last of them. */
export function createHeads(keys: KeyRing): { open(head: string): Promise<OpenedHead | RefusedHead> } {
  const known = new Map<string, Promise<OpenedHead | RefusedHead>>();
  return {
    open(head) {
      const before = known.get(head);
      if (before !== undefined) return before;
      if (known.size >= mostRemembered) known.clear();
      const opening = openHead(head, keys);
      known.set(head, opening);
      return opening;
    },
  };
}

/** Of up to 256 messages each: about 3 MB of hashes. */
const mostRemembered = 100;

const Head = z.strictObject({
  kind: z.literal('messages'),
  signed: z.iso.datetime({ precision: 3 }),
  depth: z.literal(batchDepth),
  root: z.string().regex(/^[A-Za-z0-9_-]{43}$/),
});

async function openHead(head: string, keys: KeyRing): Promise<OpenedHead | RefusedHead> {
  const keyId = claimedKeyId(head, jwsTypes.messages);
  if (keyId === undefined) return { state: 'refused', reason: 'malformed-signature' };
  const key = keys.find(keyId);
  if (key === undefined) return { state: 'refused', reason: 'unknown-key' };
  const opened = await openJws(head, jwsTypes.messages, key.key);
  if (opened.state === 'refused') return opened;
  const read = Head.safeParse(opened.payload);
  if (!read.success) return { state: 'refused', reason: 'malformed-signature' };
  const { signed, root } = read.data;
  return { state: 'opened', key, signed, tree: createKnownTree(Buffer.from(root, 'base64url')) };
}

function leafOf(message: JsonObject, salt: string): Uint8Array {
  return leafHash(Buffer.from(canonicalize({ message, salt })));
}
