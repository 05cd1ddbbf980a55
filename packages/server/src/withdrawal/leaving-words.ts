import { hash } from 'node:crypto';
import { openMessage, signMessage } from '@entente/exchange';
import type { WriteQueue } from '../database/write-queue.ts';
import type { MemberStore } from '../members/member-store.ts';
import type { SignedRoster } from '../roster/signed-roster.ts';
import type { CurrentKey } from '../signing/current-key.ts';
import type { Departures } from './departures.ts';
import type { LeavingTerms, LeavingWord } from './leaving-terms.ts';

/**
 * What members want to become of what they contributed, under their signatures: nodes pass these words on while all are
 * members, so that each can follow them by itself on the day when one has left and is not asked any more.
 */
export type LeavingWords = {
  /** A text that changes with the words held here. */
  state(): string;
  /** To be passed on. */
  all(): readonly string[];
  /** Signs what members hosted here want, where that is not signed yet or does not count any more. */
  sign(): Promise<void>;
  /** Takes what another node passed on: of each member the newest word that it signed as a member counts. */
  take(words: readonly string[]): Promise<void>;
};

type Parts = {
  readonly leavingTerms: LeavingTerms;
  readonly signedRoster: Pick<SignedRoster, 'current' | 'keys' | 'hosts'>;
  readonly keyOf: CurrentKey;
  readonly members: Pick<MemberStore, 'find' | 'get'>;
  readonly departures: Pick<Departures, 'heard'>;
  readonly queue: WriteQueue;
  readonly now: () => string;
};

export function createLeavingWords(parts: Parts): LeavingWords {
  const { leavingTerms, signedRoster, keyOf, members, departures, queue, now } = parts;

  async function opened(word: string) {
    const keys = signedRoster.keys();
    const found = keys === undefined ? undefined : await openMessage(word, keys, now());
    return found?.state === 'opened' && found.message.kind === 'leaving' ? found.message : undefined;
  }

  async function signOne(member: number, known: LeavingWord | undefined): Promise<void> {
    const contributions = leavingTerms.of(member);
    const { identity } = members.get(member);
    const key = keyOf(identity);
    const coalition = signedRoster.current()?.file.roster.coalition.id;
    if (key === undefined || coalition === undefined) return;
    if (known !== undefined && (await opened(known.word))?.contributions === contributions) return;
    const said = now();
    const word = await signMessage({ kind: 'leaving', coalition, by: identity, at: said, contributions }, key.jwk);
    await queue.run(() => {
      // Somebody may have changed it meanwhile, and signs that.
      if (leavingTerms.of(member) === contributions) leavingTerms.keepWord({ member, word, said }, contributions);
    });
  }

  return {
    state: () =>
      hash(
        'sha256',
        leavingTerms
          .words()
          .map(({ word }) => word)
          .sort()
          .join(' '),
        'base64url',
      ),
    all: () => leavingTerms.words().map(({ word }) => word),
    async sign() {
      const known = new Map(leavingTerms.words().map((each) => [each.member, each]));
      for (const member of leavingTerms.members()) {
        if (signedRoster.hosts(member)) await signOne(member, known.get(member));
      }
    },
    async take(words) {
      const held = new Map(leavingTerms.words().map((each) => [each.member, each]));
      const isKnown = new Set([...held.values()].map(({ word }) => word));
      for (const word of words) {
        if (isKnown.has(word)) continue;
        const message = await opened(word);
        const member = message === undefined ? undefined : members.find(message.by)?.member;
        // What a member wants that is hosted here, its people say here.
        if (message === undefined || member === undefined || signedRoster.hosts(member)) continue;
        if ((held.get(member)?.said ?? '') >= message.at) continue;
        const given = { member, word, said: message.at };
        held.set(member, given);
        await queue.run(() => leavingTerms.keepWord(given, message.contributions));
        await departures.heard(member);
      }
    },
  };
}
