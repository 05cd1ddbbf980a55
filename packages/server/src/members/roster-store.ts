import { createRoster, type Group, type Principal, type Roster } from '@entente/release';
import type { Database } from '../database/open-database.ts';

/** The roster as the tables have it now, kept until one of them changes. */
export type RosterStore = {
  current(): Roster;
  /** To be called in the transaction that changes members, units, persons or groups. */
  changed(): void;
};

export function createRosterStore(database: Database, today: () => string): RosterStore {
  let roster: Roster | undefined;
  let readOn = '';
  database.onRollback(() => {
    roster = undefined;
  });

  function read(): Roster {
    const principals = database
      .prepare(
        `SELECT p.principal, p.kind, p.identity, p.member, m.joined, m."left" AS gone
         FROM principal p LEFT JOIN member m ON m.member = p.principal`,
      )
      .all()
      .map((row): Principal => {
        const kind = row.kind as Principal['kind'];
        return {
          id: Number(row.principal),
          kind,
          identity: String(row.identity),
          member: Number(row.member),
          active: kind !== 'member' || isIn(String(row.joined), row.gone as string | null, readOn),
        };
      });
    const groups = new Map<string, string[]>();
    for (const row of database
      .prepare(
        `SELECT g.identity AS release_group, m.identity FROM release_group g
         LEFT JOIN release_group_member m ON m.release_group = g.release_group`,
      )
      .iterate()) {
      const members = groups.get(String(row.release_group)) ?? [];
      if (row.identity !== null) members.push(String(row.identity));
      groups.set(String(row.release_group), members);
    }
    return createRoster(
      principals,
      [...groups].map(([identity, members]): Group => ({ identity, members })),
    );
  }

  return {
    current() {
      const now = today();
      if (roster === undefined || readOn !== now) {
        readOn = now;
        roster = read();
      }
      return roster;
    },
    changed() {
      roster = undefined;
    },
  };
}

/** Whether a member is in the coalition on that day (`YYYY-MM-DD`): joined by then, and not yet gone. */
function isIn(joined: string, left: string | null, day: string): boolean {
  return joined <= day && (left === null || left > day);
}
