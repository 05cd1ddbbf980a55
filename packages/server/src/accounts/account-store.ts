import { randomUUID } from 'node:crypto';
import type { Database } from '../database/open-database.ts';
import { accessUntil } from './member-access.ts';
import type { Role, Viewer } from './viewer.ts';

/** An account as the tables have it. Times are ISO 8601. */
export type Account = {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  /** The person's principal. */
  readonly principal: number;
  /** The id of the person's STIX identity, which is not published: by it the person is named in a release. */
  readonly identity: string;
  readonly member: number;
  /** The unit of that member for which the person acts; absent where it is the member itself. */
  readonly unit?: number;
  /** Whether its member has appointed the person for RED. */
  readonly clearedForRed: boolean;
  readonly roles: ReadonlySet<Role>;
  readonly disabled: boolean;
  readonly created: string;
  /** When a session was last opened. */
  readonly lastSignIn?: string;
};

/** Somebody who may act now: everything of his viewer but the credential, and until when (ms since 1970). */
export type Person = {
  readonly as: Pick<Viewer, 'principal' | 'member' | 'memberName' | 'unit' | 'account' | 'roles'>;
  readonly until: number;
  /** Of who comes with the password, and with no token. */
  readonly byPassword: Pick<Viewer, 'mustChangePassword'>;
};

export type AccountStore = ReturnType<typeof createAccountStore>;

/** The account tables. Decides nothing and announces nothing: that is the service's. */
export function createAccountStore(database: Database, clock: () => number) {
  const columns = `a.id, a.email, a.name, a.principal, a.member, a.unit, a.cleared_for_red, a.disabled, a.created,
    a.last_sign_in,
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

    /** Who may act under this account now: not where it is disabled, its unit closed, or its member not in the coalition. */
    findPerson(id: string): Person | undefined {
      const row = database
        .prepare(
          `SELECT ${columns}, a.password_to_change, m.name AS member_name, m.joined, m."left" AS gone, u.closed
           FROM account a JOIN member m ON m.member = a.member LEFT JOIN unit u ON u.unit = a.unit WHERE a.id = ?`,
        )
        .get(id);
      if (row === undefined || row.disabled !== 0 || row.closed !== null) return undefined;
      const until = accessUntil({ joined: String(row.joined), left: row.gone as string | null }, clock());
      if (until === undefined) return undefined;
      const { email, name, principal, member, unit, roles } = toAccount(row);
      return {
        as: {
          principal,
          member,
          memberName: String(row.member_name),
          ...(unit === undefined ? {} : { unit }),
          account: { id, email, name },
          roles,
        },
        until,
        byPassword: row.password_to_change === 0 ? {} : { mustChangePassword: true },
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

    /** Whether a member that was in the coalition has left it. */
    hasLeft(member: number): boolean {
      const row = database.prepare('SELECT joined, "left" AS gone FROM member WHERE member = ?').get(member);
      if (row === undefined || row.gone === null) return false;
      return accessUntil({ joined: String(row.joined), left: String(row.gone) }, clock()) === undefined;
    },

    /** Whether this is a unit of this member that is open. */
    isUnitOf(unit: number, member: number): boolean {
      const sql = 'SELECT 1 FROM unit WHERE unit = ? AND member = ? AND closed IS NULL';
      return database.prepare(sql).get(unit, member) !== undefined;
    },

    /** Adds it with its principal and returns its id; undefined where the address is taken. In the caller's transaction. */
    add(account: {
      email: string;
      name: string;
      member: number;
      unit?: number | undefined;
      clearedForRed: boolean;
      roles: Iterable<Role>;
      hash: string;
      passwordToChange: boolean;
    }): string | undefined {
      const email = normalEmail(account.email);
      if (database.prepare('SELECT 1 FROM account WHERE email = ?').get(email) !== undefined) return undefined;
      const id = randomUUID();
      const created = now();
      const { lastInsertRowid: principal } = database
        .prepare("INSERT INTO principal (kind, name, identity, member) VALUES ('person', ?, ?, ?)")
        .run(account.name, identityOf(id), account.member);
      database
        .prepare(
          `INSERT INTO account (id, principal, member, unit, cleared_for_red, name, email, password_to_change, created, updated)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        )
        .run(
          id,
          principal,
          account.member,
          account.unit ?? null,
          account.clearedForRed ? 1 : 0,
          account.name,
          email,
          account.passwordToChange ? 1 : 0,
          created,
          created,
        );
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

    /** Who is disabled forgets what it has read: enabled again, it begins anew instead of being caught up with all. */
    setDisabled(id: string, disabled: boolean): void {
      database.prepare('UPDATE account SET disabled = ?, updated = ? WHERE id = ?').run(disabled ? 1 : 0, now(), id);
      if (disabled) database.prepare('UPDATE principal SET has_read = 0 WHERE identity = ?').run(identityOf(id));
    },

    setClearedForRed(id: string, cleared: boolean): void {
      database
        .prepare('UPDATE account SET cleared_for_red = ?, updated = ? WHERE id = ?')
        .run(cleared ? 1 : 0, now(), id);
    },

    setPassword(id: string, hash: string, toChange: boolean): void {
      database.prepare('UPDATE account SET password_to_change = ? WHERE id = ?').run(toChange ? 1 : 0, id);
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

function identityOf(account: string): string {
  return `identity--${account}`;
}

function toAccount(row: Record<string, unknown>): Account {
  return {
    id: String(row.id),
    email: String(row.email),
    name: String(row.name),
    principal: Number(row.principal),
    identity: identityOf(String(row.id)),
    member: Number(row.member),
    ...(row.unit === null ? {} : { unit: Number(row.unit) }),
    clearedForRed: row.cleared_for_red !== 0,
    roles: new Set(row.roles === null ? [] : (String(row.roles).split(',') as Role[])),
    disabled: row.disabled !== 0,
    created: String(row.created),
    ...(row.last_sign_in === null ? {} : { lastSignIn: String(row.last_sign_in) }),
  };
}
