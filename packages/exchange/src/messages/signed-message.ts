import type { JsonObject } from '@entente/stix';
import { claimedKeyId, type JwsRefusal, jwsTypes, openJws, signJws } from '../jws/compact-jws.ts';
import type { PrivateJwk } from '../keys/public-jwk.ts';
import { judgeKey, type KeyRefusal, type KeyRing, type StandingNow } from '../roster/key-ring.ts';
import { Message } from './message.ts';

/** Why a message does not count. */
export type MessageRefusal =
  | JwsRefusal
  | KeyRefusal
  | 'unknown-key'
  | 'malformed-message'
  | 'other-coalition'
  | 'not-its-key';

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

/** Opens a message that a member of the roster signed in its own name. `now`: a moment in UTC with milliseconds. */
export async function openMessage(jws: string, keys: KeyRing, now: string): Promise<OpenedMessage> {
  const id = claimedKeyId(jws, jwsTypes.message);
  if (id === undefined) return { state: 'refused', reason: 'malformed-signature' };
  const key = keys.find(id);
  if (key === undefined) return { state: 'refused', reason: 'unknown-key' };
  const opened = await openJws(jws, jwsTypes.message, key.key);
  if (opened.state === 'refused') return opened;
  const read = Message.safeParse(opened.payload);
  if (!read.success) return { state: 'refused', reason: 'malformed-message' };
  const message = read.data;
  if (message.coalition !== keys.coalition) return { state: 'refused', reason: 'other-coalition' };
  if (message.by !== key.member.identity) return { state: 'refused', reason: 'not-its-key' };
  const verdict = judgeKey(key, message.at, now, { alsoAfterLeaving: outlasts.has(message.kind) });
  return verdict.state === 'refused' ? verdict : { state: 'opened', message, keyId: id, now: verdict.now };
}
