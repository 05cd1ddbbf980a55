import type { Tlp } from '@entente/release';
import type { Database } from '../database/open-database.ts';

/** What of a member needs a second person before it is published; nothing, where nothing is said. */
export type PublishingPolicy = {
  readonly widerThan?: Tlp;
  readonly moreMembersThan?: number;
  /** Identities of members. */
  readonly partners: readonly string[];
};

export type PolicyStore = {
  of(member: number): PublishingPolicy;
  set(member: number, policy: PublishingPolicy): void;
};

export function createPolicyStore(database: Database): PolicyStore {
  const select = database.prepare(
    'SELECT wider_than, more_members_than, partners FROM publishing_policy WHERE member = ?',
  );
  const put = database.prepare(
    'INSERT OR REPLACE INTO publishing_policy (member, wider_than, more_members_than, partners) VALUES (?, ?, ?, ?)',
  );
  return {
    of(member) {
      const row = select.get(member);
      if (row === undefined) return { partners: [] };
      return {
        ...(row.wider_than === null ? {} : { widerThan: row.wider_than as Tlp }),
        ...(row.more_members_than === null ? {} : { moreMembersThan: Number(row.more_members_than) }),
        partners: JSON.parse(String(row.partners)) as string[],
      };
    },
    set(member, { widerThan = null, moreMembersThan = null, partners }) {
      put.run(member, widerThan, moreMembersThan, JSON.stringify(partners));
    },
  };
}
