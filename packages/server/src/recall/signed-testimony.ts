import { randomBytes } from 'node:crypto';
import {
  claimedKeyOf,
  claimedMessage,
  createMessageOpener,
  type KeyRing,
  keyId,
  Message,
  type MessageOpener,
  signMessages,
} from '@entente/exchange';
import type { SignedRoster } from '../roster/signed-roster.ts';
import type { CurrentKey } from '../signing/current-key.ts';
import type { KeyStore } from '../signing/key-store.ts';
import type { Testimony } from './testimony.ts';

/**
 * Words under the signatures of members, judged by the roster, whoever passes them on. Of members whose keys the roster
 * does not have (yet) the word of their own node counts, as `unsigned` says.
 */
export function createSignedTestimony(
  roster: Pick<SignedRoster, 'current' | 'keys' | 'nodeId'>,
  keyOf: CurrentKey,
  held: Pick<KeyStore, 'privateKey'>,
  unsigned: Testimony,
  now: () => string,
): Testimony {
  /** A node that has not taken the others' roster yet may have made a key for them itself: that one says nothing. */
  function isKeyed(identity: string): boolean {
    const members = roster.current()?.file.roster.members ?? [];
    const keys = members.find((each) => each.identity === identity)?.keys ?? [];
    return keys.some(({ key }) => held.privateKey(keyId(key)) === undefined);
  }

  let last: { readonly keys: KeyRing; readonly opener: MessageOpener } | undefined;
  /** What many words stand under is verified once, as long as the roster is the same. */
  function opener(): MessageOpener | undefined {
    const keys = roster.keys();
    if (keys === undefined) return undefined;
    if (last?.keys !== keys) last = { keys, opener: createMessageOpener(keys) };
    return last.opener;
  }

  let revoked: { readonly keys: KeyRing; readonly ids: ReadonlySet<string> } | undefined;
  function revokedKeys(): ReadonlySet<string> {
    const keys = roster.keys();
    if (keys === undefined) return new Set();
    if (revoked?.keys !== keys) {
      const all = roster.current()?.file.roster.members.flatMap((member) => member.keys) ?? [];
      revoked = { keys, ids: new Set(all.flatMap((each) => (each.revoked === undefined ? [] : [keyId(each.key)]))) };
    }
    return revoked.ids;
  }

  return {
    coalition: () => roster.current()?.file.roster.coalition.id ?? unsigned.coalition(),
    node: () => roster.nodeId(),
    async sign(messages) {
      const words = new Map<Message, string>();
      for (const [by, own] of Map.groupBy(messages, (message) => message.by)) {
        const key = keyOf(by);
        const signed = await (key === undefined ? unsigned.sign(own) : signMessages(own, key.jwk, now(), randomBytes));
        for (const [place, message] of own.entries()) words.set(message, signed[place] ?? '');
      }
      return messages.map((message) => words.get(message) ?? '');
    },
    hasRevoked: () => revokedKeys().size > 0,
    isRevoked: (word) => revokedKeys().size > 0 && revokedKeys().has(claimedKeyOf(word) ?? ''),
    async open(word, peer) {
      const opened = await opener()?.open(word, now());
      if (opened?.state === 'opened') return opened.message;
      // Not signed, or with a key that this roster has not: then it says of itself whose word it is.
      const claimed = Message.safeParse(claimedMessage(word));
      const plain = claimed.success ? JSON.stringify(claimed.data) : word;
      const message = await unsigned.open(plain, peer);
      return message === undefined || isKeyed(message.by) ? undefined : message;
    },
  };
}
