import type { Database } from '../database/open-database.ts';
import type { SignedRoster } from '../roster/signed-roster.ts';

/** The peer (its row) that hosts a member (its identity), by the signed roster; undefined where none that is let in does. */
export type PeerHosting = (identity: string) => number | undefined;

export function createPeerHosting(database: Database, roster: Pick<SignedRoster, 'current'>): PeerHosting {
  const peerOfNode = database.prepare('SELECT peer FROM peer WHERE node_id = ? AND confirmed IS NOT NULL');
  return (identity) => {
    const node = roster.current()?.file.roster.nodes.find(({ hosts }) => hosts.includes(identity));
    const row = node === undefined ? undefined : peerOfNode.get(node.id);
    return row === undefined ? undefined : Number(row.peer);
  };
}
