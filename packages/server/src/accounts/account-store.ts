import { randomUUID } from 'node:crypto';
import type { Database } from '../database/open-database.ts';
import { accessUntil } from './member-access.ts';
import type { Role, Viewer } from './viewer.ts';

/** An account as the tables have it. Times are ISO 8601. */
export type Account = {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly member: number;
  readonly roles: ReadonlySet<Role>;
  readonly disabled: boolean;
  readonly created: string;
  /** When a session was last opened. */
  readonly lastSignIn?: string;
};

/** Somebody who may act now: everything of his viewer but the credential, and until when (ms since 1970). */
export type Person = {
  readonly as: Pick<Viewer, 'principal' | 'member' | 'memberName' | 'account' | 'roles'>;
  readonly until: number;
};

export type AccountStore = ReturnType<typeof createAccountStore>;

/** The account tables. Decides nothing and announces nothing: that is the service's. */
export function createAccountStore(database: Database, clock: () => number) {
  const columns = `a.id, a.email, a.name, a.member, a.disabled, a.created, a.last_sign_in,
    (SELECT group_concat(r.role) FROM account_role r WHERE r.account = a.id) AS roles`;
  const now = () => new Date(clock()).toISOString();

  return {
    find(id: string): Account | undefined {
      const row = database.prepare(`SELECT ${columns} FROM account a WHERE a.id = ?`).get(id);
      return row && toAccount(row);
    },

    ofMember(member: number): Account[] {
      const rows = database.prepare(`SELECT ${columns} FROM account a WHERE a.member = ? ORDER BY a.email`).all(member);
      return rows.map(toAccount);
    },

    all(): Account[] {
      return database.prepare(`SELECT ${columns} FROM account a ORDER BY a.email`).all().map(toAccount);
    },

    /** The account with this address and its password hash, also where it is disabled. */
    findPassword(email: string): { readonly account: string; readonly hash: string } | undefined {
      const row = database
        .prepare(
          `SELECT a.id, c.password FROM account a JOIN credential c ON c.account = a.id AND c.provider = 'credential'
           WHERE a.email = ?`,
        )
        .get(normalEmail(email));
      return row?.password ? { account: String(row.id), hash: String(row.password) } : undefined;
    },

    /** Who may act under this account now: not where it is disabled, or its member not in the coalition. */
    findPerson(id: string): Person | undefined {
      const row = database
        .prepare(
          `SELECT ${columns}, m.name AS member_name, m.joined, m."left" AS gone
           FROM account a JOIN member m ON m.member = a.member WHERE a.id = ?`,
        )
        .get(id);
      if (row === undefined || row.disabled !== 0) return undefined;
      const until = accessUntil({ joined: String(row.joined), left: row.gone as string | null }, clock());
      if (until === undefined) return undefined;
      const { email, name, member, roles } = toAccount(row);
      return {
        as: { principal: member, member, memberName: String(row.member_name), account: { id, email, name }, roles },
        until,
      };
    },

    /** How many enabled coalition admins there are besides this account. */
    otherCoalitionAdmins(id: string): number {
      const row = database
        .prepare(
          `SELECT count(*) AS others FROM account_role r JOIN account a ON a.id = r.account
           WHERE r.role = 'coalition-admin' AND a.disabled = 0 AND a.id <> ?`,
        )
        .get(id);
      return Number(row?.others);
    },

    /** Adds it and returns its id; undefined where the address is taken. In the caller's transaction. */
    add(account: {
      email: string;
      name: string;
      member: number;
      roles: Iterable<Role>;
      hash: string;
    }): string | undefined {
      const id = randomUUID();
      const created = now();
      const { changes } = database
        .prepare(
          'INSERT INTO account (id, member, name, email, created, updated) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (email) DO NOTHING',
        )
        .run(id, account.member, account.name, normalEmail(account.email), created, created);
      if (changes === 0) return undefined;
      this.setRoles(id, account.roles);
      database
        .prepare(
          `INSERT INTO credential (id, account, provider, provider_account, password, created, updated)
           VALUES (?, ?, 'credential', ?, ?, ?, ?)`,
        )
        .run(randomUUID(), id, id, account.hash, created, created);
      return id;
    },

    setRoles(id: string, roles: Iterable<Role>): void {
      database.prepare('DELETE FROM account_role WHERE account = ?').run(id);
      for (const role of roles)
        database.prepare('INSERT INTO account_role (account, role) VALUES (?, ?)').run(id, role);
    },

    setDisabled(id: string, disabled: boolean): void {
      database.prepare('UPDATE account SET disabled = ?, updated = ? WHERE id = ?').run(disabled ? 1 : 0, now(), id);
    },

    setPassword(id: string, hash: string): void {
      database
        .prepare(`UPDATE credential SET password = ?, updated = ? WHERE account = ? AND provider = 'credential'`)
        .run(hash, now(), id);
    },

    noteSignIn(id: string): void {
      database.prepare('UPDATE account SET last_sign_in = ? WHERE id = ?').run(now(), id);
    },

    /** Ends the sessions of an account, all but one where that is named. */
    endSessions(id: string, exceptSession = ''): void {
      database.prepare('DELETE FROM session WHERE account = ? AND id <> ?').run(id, exceptSession);
    },

    endTokens(id: string): void {
      database.prepare('DELETE FROM token WHERE account = ?').run(id);
    },
  };
}

/** E-mail addresses are compared without case. */
export const normalEmail = (email: string) => email.trim().toLowerCase();

function toAccount(row: Record<string, unknown>): Account {
  return {
    id: String(row.id),
    email: String(row.email),
    name: String(row.name),
    member: Number(row.member),
    roles: new Set(row.roles === null ? [] : (String(row.roles).split(',') as Role[])),
    disabled: row.disabled !== 0,
    created: String(row.created),
    ...(row.last_sign_in === null ? {} : { lastSignIn: String(row.last_sign_in) }),
  };
}
