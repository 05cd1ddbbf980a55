import { hash } from 'node:crypto';
import { mostClockSkew, RosterFile } from '@entente/exchange';
import type { WriteQueue } from '../database/write-queue.ts';
import { Problem } from '../http/problem.ts';
import type { MemberStore } from '../members/member-store.ts';
import type { SignedRosterStore } from '../roster/roster-store.ts';
import type { SignedRoster } from '../roster/signed-roster.ts';
import type { LeavingWords } from '../withdrawal/leaving-words.ts';
import { answerFailure, isMissing } from './answer-failure.ts';
import { keyDigest } from './fingerprint.ts';
import {
  AskRosterNote,
  openMessage,
  RosterAnswer,
  RosterNote,
  type SignedMessage,
  signMessage,
} from './join-messages.ts';
import type { Outbound } from './outbound.ts';
import type { OwnNode } from './own-node.ts';
import { parseJson } from './parse-json.ts';
import type { Peer } from './peer.ts';
import { PeerFailure } from './peer-failure.ts';
import type { PeerLog } from './peer-log.ts';
import type { PeerStore } from './peer-store.ts';

/**
 * Nodes have the roster from each other, whoever let whom read: so a change reaches everyone over any path, and each
 * node judges by itself what it takes.
 */
export type RosterExchange = {
  /** A text that changes with the roster held here, and with what is proposed. */
  state(): string;
  /** What a peer asks for with its own key. Throws `not-found` for whoever is none. */
  answer(message: SignedMessage): RosterAnswer;
  /** Takes what a peer has that this node has not; what is refused is kept for people to see. Throws `PeerFailure`. */
  ask(outbound: Outbound, peer: Peer, signal?: AbortSignal): Promise<void>;
};

type Parts = {
  readonly queue: WriteQueue;
  readonly peers: PeerStore;
  readonly own: OwnNode;
  readonly signedRoster: SignedRoster;
  readonly versions: SignedRosterStore;
  readonly leavingWords: Pick<LeavingWords, 'state' | 'all' | 'take'>;
  readonly members: Pick<MemberStore, 'find'>;
  readonly log: PeerLog;
  readonly now: () => string;
};

const mostBytes = 64 * 1024 * 1024;

export function createRosterExchange(parts: Parts): RosterExchange {
  const { queue, peers, own, signedRoster, versions, leavingWords, members, log, now } = parts;
  let head: { readonly of: string; readonly message: SignedMessage } | undefined;

  function headOf(of: string, version: number): SignedMessage {
    if (head?.of !== of) head = { of, message: signMessage({ type: 'roster', hash: of, version }, own.signer) };
    return head.message;
  }

  async function say(outbound: Outbound, { publicKey }: Peer, after: number, signal?: AbortSignal) {
    const note = { type: 'ask-roster' as const, to: keyDigest(publicKey), at: now(), after };
    const asked = await outbound.send({
      method: 'POST',
      path: '/api/exchange/roster',
      headers: { 'Content-Type': 'application/json', Accept: 'application/json', 'Accept-Encoding': 'gzip' },
      body: JSON.stringify(signMessage(note, own.signer)),
      mostBytes,
      milliseconds: 60_000,
      signal,
    });
    // Not confirmed there yet, or an ordinary TAXII server.
    if (isMissing(asked)) return undefined;
    if (asked.status !== 200) throw answerFailure(asked);
    const read = RosterAnswer.safeParse(parseJson(asked.body));
    if (!read.success) throw new PeerFailure('unexpected-answer', 'Its roster cannot be read.');
    const { says, publicKey: key } = openMessage(read.data.head, RosterNote);
    if (Buffer.compare(key, publicKey) !== 0) throw new PeerFailure('unexpected-answer', 'Another node answered.');
    return { ...read.data, ...says };
  }

  return {
    state() {
      const hashes = [versions.current()?.hash, ...versions.proposals().map((each) => each.hash)];
      return hash('sha256', [...hashes, leavingWords.state()].join(' '), 'base64url');
    },
    answer(message) {
      const { says, publicKey } = openMessage(message, AskRosterNote);
      const peer = peers.all().find((each) => Buffer.compare(each.publicKey, publicKey) === 0);
      const current = signedRoster.current();
      // A question that somebody overheard is worth nothing the day after.
      const isFresh = Math.abs(Date.parse(now()) - Date.parse(says.at)) < mostClockSkew;
      const isForUs = says.to === keyDigest(own.signer.publicKey);
      // A node that enters another coalition has nothing to tell of its own.
      if (peer?.compared === undefined || current === undefined || !isFresh || !isForUs || isEntering(peer)) {
        throw new Problem('not-found', 'Nothing is known of you here.');
      }
      const { version } = current.file.roster;
      return {
        head: headOf(current.hash, version),
        rosters: versions.since(says.after).map(({ file }) => ({ ...file })),
        proposals: peer.confirmed === undefined ? [] : versions.proposals().map(({ file }) => ({ ...file })),
        // Who has left learns of its leaving, and of nothing after it.
        words:
          peer.confirmed === undefined || members.find(peer.operator)?.left !== undefined
            ? []
            : [...leavingWords.all()],
      };
    },

    async ask(outbound, peer, signal) {
      const held = signedRoster.current();
      // That there is another one of the number held is told by the hash that comes with every answer.
      const known = isEntering(peer) || held === undefined ? 0 : held.file.roster.version;
      const answer = await say(outbound, peer, known, signal);
      if (answer === undefined) return;
      const source = `the node ${peer.name}`;
      if (isEntering(peer)) {
        if (!names(answer.rosters.at(-1), signedRoster.nodeId())) {
          throw new PeerFailure('waiting', 'The roster over there does not name this node yet.');
        }
        const verdict = await signedRoster.enter(answer.rosters, answer.hash).catch((error: unknown) => {
          throw error instanceof Problem ? new PeerFailure('roster-refused', error.message) : error;
        });
        if (verdict.state === 'refused') throw new PeerFailure('roster-refused', verdict.message);
        await queue.run(() => log.add(peer.peer, 'changed', 'This node has entered its coalition.'));
        return;
      }
      if (answer.rosters.length > 0) {
        const verdict = await signedRoster.take(answer.rosters, source);
        const isWaiting = verdict.state === 'refused' && verdict.reason.startsWith('under-signed');
        if (verdict.state === 'refused' && !isWaiting) throw new PeerFailure('roster-refused', verdict.message);
      } else if (versions.at(answer.version)?.hash !== answer.hash) {
        const message = `It holds a version ${answer.version} of the roster that is not the one held here.`;
        await signedRoster.refuse({ reason: 'forked', message, version: answer.version, hash: answer.hash }, source);
        throw new PeerFailure('roster-refused', message);
      }
      for (const proposal of answer.proposals) await signedRoster.suggest([proposal], source);
      await leavingWords.take(answer.words ?? []);
    },
  };

  function isEntering({ adopts, nodeId }: Peer): boolean {
    const nodes = signedRoster.current()?.file.roster.nodes ?? [];
    return adopts && nodes.length === 1 && !nodes.some(({ id }) => id === nodeId);
  }
}

function names(file: unknown, node: string): boolean {
  const read = RosterFile.safeParse(file);
  return read.success && read.data.roster.nodes.some(({ id }) => id === node);
}
