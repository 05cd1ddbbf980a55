import { Message, openMessage, type ReleaseAnswered, type ReleaseAsked, signMessage } from '@entente/exchange';
import type { Database } from '../database/open-database.ts';
import type { WriteQueue } from '../database/write-queue.ts';
import type { MemberStore } from '../members/member-store.ts';
import type { PeerHosting } from '../peers/peer-hosting.ts';
import type { SendToPeer } from '../peers/peer-readers.ts';
import type { SignedRoster } from '../roster/signed-roster.ts';
import type { CurrentKey } from '../signing/current-key.ts';

/** What is said of a request between nodes; the head is added when it is sent. */
export type RequestWord = Omit<ReleaseAsked, 'coalition' | 'at'> | Omit<ReleaseAnswered, 'coalition' | 'at'>;

/** Takes what was said to a member of this node, under a signature that counts. What is no business of it is passed over. */
export type TakeRequestWord = (word: ReleaseAsked | ReleaseAnswered) => void;

/**
 * Carries requests for wider release to the originator's node and the answers back, each signed by the member that
 * speaks; through a hub, where the two nodes do not exchange themselves.
 */
export type RequestExchange = {
  /** Whether a word in the name of a member of this node would reach another's node. By identities. */
  reaches(by: string, to: string): boolean;
  /** Sends it soon. In the transaction that makes it true. */
  say(word: RequestWord): void;
  readonly send: SendToPeer;
  /** Takes what a peer brings; the answer is how many counted for nothing. */
  take(peer: number, words: readonly string[], handle: TakeRequestWord): Promise<number>;
};

type Parts = {
  readonly database: Database;
  readonly queue: WriteQueue;
  readonly members: Pick<MemberStore, 'find'>;
  readonly signedRoster: Pick<SignedRoster, 'current' | 'keys' | 'hosts'>;
  readonly keyOf: CurrentKey;
  readonly peerHosting: PeerHosting;
  /** Something waits to be sent to this peer. */
  readonly isDue: (peer: number) => void;
  readonly now: () => string;
};

/** Words that wait for one peer: what comes beyond is dropped, and can be asked again. */
const mostWaiting = 10_000;
export const wordsAtOnce = 50;

export function createRequestExchange(parts: Parts): RequestExchange {
  const { database, queue, members, signedRoster, keyOf, peerHosting, isDue, now } = parts;
  const confirmed = database.prepare('SELECT peer FROM peer WHERE confirmed IS NOT NULL ORDER BY peer LIMIT 2');
  const insert = database.prepare('INSERT INTO request_word (peer, by, object, word) VALUES (?, ?, ?, ?)');
  const count = database.prepare('SELECT count(*) AS n FROM request_word WHERE peer = ?');
  const due = database.prepare(
    'SELECT request_word AS row, by, word FROM request_word WHERE peer = ? ORDER BY request_word LIMIT ?',
  );
  const remove = database.prepare('DELETE FROM request_word WHERE request_word = ?');

  /** Straight to its node, or else to the one node that this one exchanges with, which may know the way. */
  function routeTo(identity: string): number | undefined {
    const direct = peerHosting(identity);
    if (direct !== undefined) return direct;
    const isListed = signedRoster.current()?.file.roster.nodes.some(({ hosts }) => hosts.includes(identity)) ?? false;
    const [only, another] = confirmed.all();
    return isListed && only !== undefined && another === undefined ? Number(only.peer) : undefined;
  }

  function put(peer: number, by: string | null, object: string, word: string): void {
    if (Number(count.get(peer)?.n) >= mostWaiting) return;
    insert.run(peer, by, object, word);
    isDue(peer);
  }

  async function signed(by: string, word: string): Promise<string | undefined> {
    const coalition = signedRoster.current()?.file.roster.coalition.id;
    const key = keyOf(by);
    if (coalition === undefined || key === undefined) return undefined;
    return signMessage(Message.parse({ ...(JSON.parse(word) as object), coalition, at: now() }), key.jwk);
  }

  return {
    reaches: (by, to) => keyOf(by) !== undefined && routeTo(to) !== undefined,
    say(word) {
      const peer = routeTo(addressee(word));
      if (peer !== undefined) put(peer, word.by, word.object, JSON.stringify(word));
    },
    async send(outbound, { peer, token }, signal) {
      for (;;) {
        const rows = due.all(peer, wordsAtOnce);
        const words: string[] = [];
        for (const { by, word } of rows) {
          const text = by === null ? String(word) : await signed(String(by), String(word));
          if (text !== undefined) words.push(text);
        }
        if (words.length === 0) return;
        const { status } = await outbound.send({
          method: 'POST',
          path: '/api/exchange/release-requests',
          headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${token}` },
          body: JSON.stringify({ words }),
          mostBytes: 100_000,
          milliseconds: 60_000,
          signal,
        });
        if (status !== 204) return;
        await queue.run(() => {
          for (const { row } of rows) remove.run(Number(row));
        });
        if (rows.length < wordsAtOnce) return;
      }
    },
    async take(peer, words, handle) {
      const keys = signedRoster.keys();
      let refused = 0;
      for (const text of words) {
        const opened = keys === undefined ? undefined : await openMessage(text, keys, now());
        const word = opened?.state === 'opened' ? opened.message : undefined;
        if (word?.kind !== 'release-asked' && word?.kind !== 'release-answered') {
          refused += 1;
          continue;
        }
        const to = members.find(addressee(word))?.member;
        const isHere = to !== undefined && signedRoster.hosts(to);
        const route = isHere ? undefined : peerHosting(addressee(word));
        if (!isHere && (route === undefined || route === peer)) refused += 1;
        else {
          await queue.run(() => {
            if (route === undefined) handle(word);
            else put(route, null, word.object, text);
          });
        }
      }
      return refused;
    },
  };
}

function addressee(word: RequestWord): string {
  return word.kind === 'release-asked' ? word.originator : word.asker;
}
