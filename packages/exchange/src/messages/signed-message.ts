import type { JsonObject } from '@entente/stix';
import { claimedKeyId, claimedPayload, type JwsRefusal, jwsTypes, openJws, signJws } from '../jws/compact-jws.ts';
import type { PrivateJwk } from '../keys/public-jwk.ts';
import { judgeKey, type KeyRefusal, type KeyRing, type RingKey, type StandingNow } from '../roster/key-ring.ts';
import { Message } from './message.ts';
import { createHeads, isUnder, readBatched } from './message-batch.ts';

/** Why a message does not count. */
export type MessageRefusal =
  | JwsRefusal
  | KeyRefusal
  | 'unknown-key'
  | 'malformed-message'
  | 'other-coalition'
  | 'not-its-key'
  | 'not-in-batch';

export type OpenedMessage =
  | {
      readonly state: 'opened';
      readonly message: Message;
      readonly keyId: string;
      /** How the signature, valid when made, stands today. */
      readonly now: StandingNow;
    }
  | { readonly state: 'refused'; readonly reason: MessageRefusal };

/** Signs a message with a key of the member in whose name it speaks: a JWS in compact form. */
export function signMessage(message: Message, key: PrivateJwk): Promise<string> {
  return signJws(JSON.parse(JSON.stringify(message)) as JsonObject, jwsTypes.message, key);
}

/** Who left may still take back what is its own, and must still confirm what it purged. */
const outlasts: ReadonlySet<Message['kind']> = new Set(['recall', 'purged']);

/** Opens words under the keys of one roster. What many words stand under is verified once. */
export type MessageOpener = {
  /** Opens what a member of the roster said in its own name. `now`: a moment in UTC with milliseconds. */
  open(word: string, now: string): Promise<OpenedMessage>;
};

export function createMessageOpener(keys: KeyRing): MessageOpener {
  const heads = createHeads(keys);
  return {
    async open(word, now) {
      const batched = readBatched(word);
      if (batched === undefined) return openAlone(word, keys, now);
      const head = await heads.open(batched.head);
      if (head.state === 'refused') return head;
      if (!isUnder(head, batched)) return { state: 'refused', reason: 'not-in-batch' };
      // The signer says when it signed all of them; what each says of when is about what it tells.
      return judge(batched.message, head.key, head.signed, keys, now);
    },
  };
}

/** Opens one. For many, make a `MessageOpener`. */
export function openMessage(word: string, keys: KeyRing, now: string): Promise<OpenedMessage> {
  return createMessageOpener(keys).open(word, now);
}

async function openAlone(jws: string, keys: KeyRing, now: string): Promise<OpenedMessage> {
  const id = claimedKeyId(jws, jwsTypes.message);
  if (id === undefined) return { state: 'refused', reason: 'malformed-signature' };
  const key = keys.find(id);
  if (key === undefined) return { state: 'refused', reason: 'unknown-key' };
  const opened = await openJws(jws, jwsTypes.message, key.key);
  return opened.state === 'refused' ? opened : judge(opened.payload, key, undefined, keys, now);
}

/** `signed`: when, where that is not what the message says. */
function judge(said: unknown, key: RingKey, signed: string | undefined, keys: KeyRing, now: string): OpenedMessage {
  const read = Message.safeParse(said);
  if (!read.success) return { state: 'refused', reason: 'malformed-message' };
  const message = read.data;
  if (message.coalition !== keys.coalition) return { state: 'refused', reason: 'other-coalition' };
  if (message.by !== key.member.identity) return { state: 'refused', reason: 'not-its-key' };
  const verdict = judgeKey(key, signed ?? message.at, now, { alsoAfterLeaving: outlasts.has(message.kind) });
  return verdict.state === 'refused' ? verdict : { state: 'opened', message, keyId: key.id, now: verdict.now };
}

/** The id of the key that a word names as its own, unverified; undefined where it is no signed word. */
export function claimedKeyOf(word: string): string | undefined {
  const batched = readBatched(word);
  return batched === undefined ? claimedKeyId(word, jwsTypes.message) : claimedKeyId(batched.head, jwsTypes.messages);
}

/** What a word says, unverified, for what must be known before its key is; undefined where it is none. */
export function claimedMessage(word: string): JsonObject | undefined {
  return readBatched(word)?.message ?? claimedPayload(word);
}
