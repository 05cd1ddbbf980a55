import { createRoster, type Group, type Principal, type PrincipalId, type Roster } from '@entente/release';
import type { Database } from '../database/open-database.ts';

/** The roster as the tables have it now, kept until one of them changes. */
export type RosterStore = {
  current(): Roster;
  /** The same as far as it concerns these: nobody is active but they, and whom they act for. Quicker to evaluate with. */
  among(concerned: readonly PrincipalId[]): Roster;
  /** Nobody is active but this member, as if it were in the coalition. */
  asIfIn(member: PrincipalId): Roster;
  /** To be called in the transaction that changes members, units, persons or groups. */
  changed(): void;
  /** Calls back after each change, when its transaction may still be open. */
  onChange(listener: () => void): void;
};

type Listed = { readonly principals: readonly Principal[]; readonly groups: readonly Group[]; readonly on: string };

export function createRosterStore(database: Database, today: () => string): RosterStore {
  const listeners: (() => void)[] = [];
  let listed: Listed | undefined;
  let roster: Roster | undefined;
  const forget = (): void => {
    listed = undefined;
    roster = undefined;
  };
  database.onRollback(forget);

  function list(): Listed {
    const on = today();
    if (listed?.on !== on) {
      listed = { principals: readPrincipals(database, on), groups: readGroups(database), on };
      roster = undefined;
    }
    return listed;
  }

  return {
    current() {
      const { principals, groups } = list();
      roster ??= createRoster(principals, groups);
      return roster;
    },
    among(concerned) {
      const { principals, groups } = list();
      const wanted = new Set(concerned);
      for (const { id, member, unit = member } of principals) if (wanted.has(id)) wanted.add(member).add(unit);
      return createRoster(
        principals.map((each) => (wanted.has(each.id) ? each : { ...each, active: false })),
        groups,
      );
    },
    asIfIn(member) {
      const { principals, groups } = list();
      return createRoster(
        principals.map((each) => ({ ...each, active: each.id === member })),
        groups,
      );
    },
    onChange: (listener) => {
      listeners.push(listener);
    },
    changed() {
      forget();
      for (const listener of listeners) listener();
    },
  };
}

function readPrincipals(database: Database, today: string): Principal[] {
  return database
    .prepare(
      `SELECT p.principal, p.kind, p.identity, p.member, m.joined, m."left" AS gone,
              u.kind AS unit_kind, u.amber_strict, u.amber, u.closed, a.unit, a.disabled, a.cleared_for_red
       FROM principal p LEFT JOIN member m ON m.member = p.principal
       LEFT JOIN unit u ON u.unit = p.principal LEFT JOIN account a ON a.principal = p.principal`,
    )
    .all()
    .map((row): Principal => {
      const known = { id: Number(row.principal), identity: String(row.identity), member: Number(row.member) };
      if (row.kind === 'member') {
        return { ...known, kind: 'member', active: isIn(String(row.joined), row.gone as string | null, today) };
      }
      if (row.kind === 'unit') {
        const clearances = { amberStrict: row.amber_strict === 1, amberServed: row.amber === 1 };
        const unitKind = row.unit_kind === 'internal' ? 'internal' : 'served';
        return { ...known, kind: 'unit', unitKind, active: row.closed === null, clearances };
      }
      const unit = row.unit === null ? {} : { unit: Number(row.unit) };
      const clearances = { red: row.cleared_for_red === 1 };
      return { ...known, kind: 'person', ...unit, active: row.disabled === 0, clearances };
    });
}

function readGroups(database: Database): Group[] {
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
  return [...groups].map(([identity, members]) => ({ identity, members }));
}

/** Whether a member is in the coalition on that day (`YYYY-MM-DD`): joined by then, and not yet gone. */
function isIn(joined: string, left: string | null, day: string): boolean {
  return joined <= day && (left === null || left > day);
}
