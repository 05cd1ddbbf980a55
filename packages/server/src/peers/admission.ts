import { keyId, type RosterDocument } from '@entente/exchange';
import type { RecordEvent } from '../audit/audit-event.ts';
import type { WriteQueue } from '../database/write-queue.ts';
import { Problem } from '../http/problem.ts';
import type { MemberStore } from '../members/member-store.ts';
import type { ProposalChange } from '../roster/roster-proposal-change.ts';
import type { SignedRoster } from '../roster/signed-roster.ts';
import type { Peer } from './peer.ts';
import type { PeerLog } from './peer-log.ts';
import type { PeerStore } from './peer-store.ts';
import type { PeerTokens } from './peer-tokens.ts';

/**
 * Lets a node in once people have compared the fingerprints *and* the roster names it with its key and its members: by
 * that every other node knows them, too. What the roster lacks is put into it, or proposed where others must sign.
 */
export type Admission = {
  /** The peer as it is then: confirmed, or waiting. Throws `conflict` where the roster cannot name it. */
  settle(peer: Peer): Promise<Peer>;
  /** Why a peer whose fingerprint was compared is not confirmed; undefined where it is, or nobody compared. */
  waitsFor(peer: Peer): string | undefined;
};

type Parts = {
  readonly queue: WriteQueue;
  readonly members: MemberStore;
  readonly peers: PeerStore;
  readonly tokens: PeerTokens;
  readonly signedRoster: SignedRoster;
  readonly log: PeerLog;
  readonly record: RecordEvent;
  readonly now: () => string;
};

export function createAdmission({ queue, members, peers, tokens, signedRoster, log, record, now }: Parts): Admission {
  function isListed({ peer, nodeId, nodeKey }: Peer): boolean {
    const node = signedRoster.current()?.file.roster.nodes.find(({ id }) => id === nodeId);
    if (node === undefined || nodeKey === undefined || keyId(node.key) !== keyId(nodeKey)) return false;
    return peers.introduced(peer).every(({ introduction }) => {
      const member = members.find(introduction.identity);
      return member !== undefined && (member.left !== undefined || node.hosts.includes(introduction.identity));
    });
  }

  /** What the roster must say for the node to be let in. */
  function changesFor({ peer, name, nodeId, nodeKey, url, operator }: Peer, roster: RosterDocument): ProposalChange[] {
    if (nodeId === undefined || nodeKey === undefined) {
      throw new Problem('conflict', 'It joined before there were rosters: end this exchange, and invite it anew.');
    }
    const introduced = peers.introduced(peer).map(({ introduction }) => introduction);
    const before = roster.nodes.find(({ id }) => id === nodeId);
    const hosts = [...new Set([...(before?.hosts ?? []), ...introduced.map(({ identity }) => identity)])];
    return [
      ...introduced.map(({ keys, joined, ...member }): ProposalChange => {
        const isKnown = roster.members.some(({ identity }) => identity === member.identity);
        if (isKnown) return { kind: 'replace-keys', member: member.identity, keys };
        return { kind: 'join', member, joined, keys };
      }),
      {
        kind: 'put-node',
        node: { ...before, id: nodeId, name, key: nodeKey, operator, hosts, ...(url === undefined ? {} : { url }) },
      },
    ];
  }

  async function letIn({ peer }: Peer): Promise<Peer> {
    return queue.run(() => {
      const found = peers.get(peer);
      if (found.confirmed !== undefined || !isListed(found)) return found;
      for (const { introduction, hash } of peers.introduced(peer)) {
        const member = members.find(introduction.identity);
        if (member !== undefined) tokens.add(peer, member.member, `Node ${found.name}`, hash);
      }
      peers.change(peer, { confirmed: now() });
      log.add(peer, 'confirmed', 'The fingerprints were compared, and the roster names it.');
      record({ kind: 'peer-confirmed', subjects: [found.id] });
      return peers.get(peer);
    });
  }

  return {
    async settle(peer) {
      if (peer.confirmed !== undefined || peer.compared === undefined) return peer;
      if (!isListed(peer) && !peer.adopts) {
        const changes = (roster: RosterDocument) => (isListed(peer) ? [] : changesFor(peer, roster));
        await signedRoster.amend(changes, 'This node', `The node ${peer.name} joins.`);
      }
      return letIn(peer);
    },
    waitsFor(peer) {
      if (peer.confirmed !== undefined || peer.compared === undefined) return undefined;
      if (peer.adopts) return 'Waiting until that node has put this one into the roster of its coalition.';
      return 'Waiting for administrators of the coalition: the roster must name this node, and they have to sign that (page Roster).';
    },
  };
}
