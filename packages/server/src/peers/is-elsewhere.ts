import type { Database } from '../database/open-database.ts';
import type { MemberStore } from '../members/member-store.ts';
import type { SignedRoster } from '../roster/signed-roster.ts';

/** Whether another node hosts this member, so that its people do not sign in here. */
export type IsElsewhere = (member: number) => boolean;

/** By the roster, and by what peers said of themselves when they joined. */
export function createIsElsewhere(
  database: Database,
  roster: Pick<SignedRoster, 'current' | 'nodeId'>,
  members: Pick<MemberStore, 'get'>,
): IsElsewhere {
  const isHostedThere = createIsHostedThere(database);
  return (member) => {
    const { identity } = members.get(member);
    const nodes = roster.current()?.file.roster.nodes ?? [];
    const isListed = nodes.some(({ id, hosts }) => id !== roster.nodeId() && hosts.includes(identity));
    return isListed || isHostedThere(identity);
  };
}

/** Whether a peer said that it hosts the member of this identity: this node makes no key for it and signs nothing. */
export function createIsHostedThere(database: Database): (identity: string) => boolean {
  const found = database.prepare("SELECT 1 FROM peer_member WHERE side = 'there' AND identity = ? LIMIT 1");
  return (identity) => found.get(identity) !== undefined;
}
