import { randomUUID } from 'node:crypto';
import type { RecordEvent } from '../audit/audit-event.ts';
import type { Database } from '../database/open-database.ts';
import { Problem } from '../http/problem.ts';
import { type AccountStore, createAccountStore } from './account-store.ts';
import type { CredentialEnds } from './credential-ends.ts';
import { accessUntil } from './member-access.ts';
import { mayListToken, refuseCreateToken, refuseRevokeToken, type TokenSubject } from './policy.ts';
import { throwRefusal } from './refusal.ts';
import { isToken, newToken, tokenHash } from './token-format.ts';
import type { Role, Viewer } from './viewer.ts';

/** A token as it is listed; the token itself is nowhere. Times are ISO 8601. */
export type Token = {
  readonly id: string;
  readonly member: number;
  /** The unit of that member for which it acts; absent where it is the member itself. */
  readonly unit?: number;
  /** The account it belongs to, where it is personal. */
  readonly account?: { readonly id: string; readonly email: string };
  /** The other node that holds it, by its row id. */
  readonly peer?: number;
  readonly label: string;
  readonly write: boolean;
  readonly created: string;
  readonly expires: string;
  readonly lastUsed?: string;
};

export type NewToken = {
  /** Principal of the member it acts for. */
  readonly member: number;
  /** Principal of the unit of that member for which it acts; absent: the member itself. Not for personal tokens. */
  readonly unit?: number | undefined;
  /** Id of the viewer's own account for a personal token, which has that account's roles. */
  readonly account?: string | undefined;
  readonly label: string;
  readonly write: boolean;
  /** ISO 8601; 365 days from now where not given. */
  readonly expires?: string | undefined;
};

export type TokenService = Disposable & {
  /** `token` is shown this once. Throws `not-allowed`, and `invalid` for an expiry that cannot be. */
  create(viewer: Viewer, token: NewToken): Token & { readonly token: string };
  list(viewer: Viewer, member?: number): Token[];
  revoke(viewer: Viewer, id: string): void;
  /** Whose token this is, and until when (ms) that may be believed; undefined for none, expired or of nobody now. */
  verify(token: string): { readonly viewer: Viewer; readonly id: string; readonly until: number } | undefined;
  /** Says that it was used now; written down once a minute. */
  noteUse(id: string): void;
  /** Writes down the uses noted so far. */
  flushUse(): void;
};

const select = 'SELECT t.*, a.email FROM token t LEFT JOIN account a ON a.id = t.account';
const year = 365 * 86_400_000;
const memberReads: ReadonlySet<Role> = new Set(['reader']);
const memberWrites: ReadonlySet<Role> = new Set(['reader', 'analyst']);

export function createTokenService(
  database: Database,
  clock: () => number,
  ends: CredentialEnds,
  record: RecordEvent,
  accounts: AccountStore = createAccountStore(database, clock),
): TokenService {
  const used = new Map<string, number>();

  function subjectOf(token: Token): TokenSubject {
    return { member: token.member, owner: token.account && accounts.find(token.account.id) };
  }

  function expiryOf(viewer: Viewer, wanted: string | undefined): string {
    // A token makes no token that outlives it: who stole one must not keep access.
    const own = viewer.credential === 'token' ? find(viewer.credentialId.replace('token:', ''))?.expires : undefined;
    const latest = own === undefined ? Number.POSITIVE_INFINITY : Date.parse(own);
    const expires = wanted === undefined ? Math.min(clock() + year, latest) : Date.parse(wanted);
    if (!(expires > clock()) || expires > latest) {
      throw new Problem('invalid', 'A token expires in the future, and not after the token that makes it.', {
        property: 'expires',
      });
    }
    return new Date(expires).toISOString();
  }

  function find(id: string): Token | undefined {
    const row = database.prepare(`${select} WHERE t.id = ?`).get(id);
    return row && toToken(row);
  }

  /** A node's token is good while both sides want it: compared by people, and not paused. */
  const isSentTo = database.prepare("SELECT 1 FROM peer WHERE peer = ? AND sending = 'on' AND confirmed IS NOT NULL");

  function viewerOf(token: Token): { viewer: Viewer; until: number } | undefined {
    const credential = { credential: 'token', credentialId: `token:${token.id}`, mayWrite: token.write } as const;
    if (token.account !== undefined) {
      const person = accounts.findPerson(token.account.id);
      return person && { viewer: { ...person.as, ...credential }, until: person.until };
    }
    const { member, unit, peer } = token;
    if (peer !== undefined && isSentTo.get(peer) === undefined) return undefined;
    const row = database.prepare('SELECT name, joined, "left" AS gone FROM member WHERE member = ?').get(member);
    if (unit !== undefined && !accounts.isUnitOf(unit, member)) return undefined;
    const until = row && accessUntil({ joined: String(row.joined), left: row.gone as string | null }, clock());
    if (row === undefined) return undefined;
    if (until === undefined && (peer === undefined || row.gone === null)) return undefined;
    const roles = token.write ? memberWrites : memberReads;
    const as = unit === undefined ? { principal: member } : { principal: unit, unit };
    const other = peer === undefined ? {} : { peer };
    const viewer = { ...as, ...other, member, memberName: String(row.name), roles, ...credential };
    // Its node is still told what to purge.
    if (until === undefined) return { viewer: { ...viewer, hasLeft: true }, until: Number.POSITIVE_INFINITY };
    return { viewer, until };
  }

  function flushUse(): void {
    const uses = [...used];
    used.clear();
    database.transaction(() => {
      for (const [id, at] of uses) {
        database.prepare('UPDATE token SET last_used = ? WHERE id = ?').run(new Date(at).toISOString(), id);
      }
    });
  }

  const timer = setInterval(() => {
    try {
      if (used.size > 0) flushUse();
    } catch {
      // A full disk must not stop reading; the next use is noted again.
    }
  }, 60_000).unref();

  return {
    create(viewer, wanted) {
      const refusal =
        refuseCreateToken(viewer, wanted) ?? (accounts.hasLeft(wanted.member) ? 'member-left' : undefined);
      if (refusal !== undefined) throwRefusal(refusal, 'token');
      // A personal token is of its person's member and unit, whatever was asked for.
      const { member, unit } = wanted.account === undefined ? wanted : { member: viewer.member };
      if (unit !== undefined && !accounts.isUnitOf(unit, member)) {
        throw new Problem('invalid', 'The member has no such unit.', { property: 'unit' });
      }
      const secret = newToken();
      const id = randomUUID();
      const expires = expiryOf(viewer, wanted.expires);
      database.transaction(() => {
        database
          .prepare(
            'INSERT INTO token (id, hash, member, unit, account, label, write, created, expires) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
          )
          .run(
            id,
            tokenHash(secret),
            member,
            unit ?? null,
            wanted.account ?? null,
            wanted.label,
            wanted.write ? 1 : 0,
            new Date(clock()).toISOString(),
            expires,
          );
        record(
          {
            kind: 'token-created',
            ...subjectsOf(id, member, wanted.account),
            detail: { write: wanted.write, expires },
          },
          viewer,
        );
      });
      const token = find(id);
      if (token === undefined) throw new Error(`token ${id} vanished`);
      return { ...token, token: secret };
    },

    list(viewer, member) {
      const rows = database
        .prepare(`${select} WHERE ?1 IS NULL OR t.member = ?1 ORDER BY t.created`)
        .all(member ?? null);
      return rows.map(toToken).filter((token) => mayListToken(viewer, subjectOf(token)));
    },

    revoke(viewer, id) {
      const token = find(id);
      const refusal = token === undefined ? 'hidden' : refuseRevokeToken(viewer, subjectOf(token));
      if (refusal !== undefined) throwRefusal(refusal, 'token');
      database.transaction(() => {
        database.prepare('DELETE FROM token WHERE id = ?').run(id);
        record({ kind: 'token-revoked', ...subjectsOf(id, token?.member, token?.account?.id) }, viewer);
      });
      ends.announce({ credentialId: `token:${id}` });
    },

    verify(text) {
      if (!isToken(text)) return undefined;
      const row = database.prepare(`${select} WHERE t.hash = ?`).get(tokenHash(text));
      const token = row && toToken(row);
      if (token === undefined || Date.parse(token.expires) <= clock()) return undefined;
      const known = viewerOf(token);
      return known && { viewer: known.viewer, id: token.id, until: Math.min(known.until, Date.parse(token.expires)) };
    },

    noteUse(id) {
      used.set(id, clock());
    },

    flushUse,

    [Symbol.dispose]() {
      clearInterval(timer);
      if (used.size > 0) flushUse();
    },
  };
}

/** Whom an entry about a token is about. */
function subjectsOf(id: string, member: number | undefined, account: string | undefined) {
  return {
    tokens: [id],
    ...(member === undefined ? {} : { members: [member] }),
    ...(account === undefined ? {} : { accounts: [account] }),
  };
}

function toToken(row: Record<string, unknown>): Token {
  return {
    id: String(row.id),
    member: Number(row.member),
    ...(row.unit === null ? {} : { unit: Number(row.unit) }),
    ...(row.account === null ? {} : { account: { id: String(row.account), email: String(row.email) } }),
    ...(row.peer === null ? {} : { peer: Number(row.peer) }),
    label: String(row.label),
    write: row.write !== 0,
    created: String(row.created),
    expires: String(row.expires),
    ...(row.last_used === null ? {} : { lastUsed: String(row.last_used) }),
  };
}
