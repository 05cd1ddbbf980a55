import type { Database } from '../database/open-database.ts';
import { byName } from './name-order.ts';

export type MemberKind = 'country' | 'organisation';

/** A member of the coalition; dates are days, `YYYY-MM-DD`. */
export type Member = {
  readonly member: number;
  /** The id of its STIX identity. */
  readonly identity: string;
  readonly name: string;
  readonly kind: MemberKind;
  readonly region?: string;
  /** ISO 3166-1 alpha-2. */
  readonly country?: string;
  readonly latitude?: number;
  readonly longitude?: number;
  readonly about?: string;
  readonly joined: string;
  readonly left?: string;
};

type Facts = Omit<Member, 'member' | 'identity'>;

export type MemberStore = {
  all(): readonly Member[];
  get(member: number): Member;
  /** By name (any case) or identity id; undefined where there is none. */
  find(nameOrIdentity: string): Member | undefined;
  add(member: Omit<Member, 'member'>): Member;
  /** Everything about it but its identity. */
  update(member: number, facts: Facts): void;
  setLeft(member: number, left: string | undefined): void;
};

export function createMemberStore(database: Database): MemberStore {
  let cache: readonly Member[] | undefined;
  const forget = (): void => {
    cache = undefined;
  };
  database.onRollback(forget);

  const store: MemberStore = {
    all() {
      cache ??= database
        .prepare(
          `SELECT m.member, p.identity, m.name, m.kind, m.region, m.country, m.latitude, m.longitude, m.about, m.joined,
                  m."left" FROM member m JOIN principal p ON p.principal = m.member`,
        )
        .all()
        .map((row) => withoutNulls(row) as Member)
        .sort(byName);
      return cache;
    },
    get(member) {
      const found = store.all().find((each) => each.member === member);
      if (found === undefined) throw new Error(`No member ${member}`);
      return found;
    },
    find: (nameOrIdentity) =>
      store
        .all()
        .find(
          ({ name, identity }) => identity === nameOrIdentity || name.toLowerCase() === nameOrIdentity.toLowerCase(),
        ),
    add({ identity, ...facts }) {
      // A member belongs to itself, so its row names its own number.
      const next = Number(database.prepare('SELECT coalesce(max(principal), 0) + 1 AS n FROM principal').get()?.n);
      database
        .prepare("INSERT INTO principal (principal, kind, name, identity, member) VALUES (?, 'member', ?, ?, ?)")
        .run(next, facts.name, identity, next);
      database
        .prepare(
          `INSERT INTO member (member, name, kind, region, country, latitude, longitude, about, joined, "left")
           VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        )
        .run(next, ...columnsOf(facts));
      forget();
      return store.get(next);
    },
    update(member, facts) {
      database.prepare('UPDATE principal SET name = ? WHERE principal = ?').run(facts.name, member);
      database
        .prepare(
          `UPDATE member SET name = ?, kind = ?, region = ?, country = ?, latitude = ?, longitude = ?, about = ?,
             joined = ?, "left" = ? WHERE member = ?`,
        )
        .run(...columnsOf(facts), member);
      forget();
    },
    setLeft(member, left) {
      database.prepare('UPDATE member SET "left" = ? WHERE member = ?').run(left ?? null, member);
      forget();
    },
  };
  return store;
}

/** The values of a row, in the order of the statements above. */
function columnsOf({ name, kind, region, country, latitude, longitude, about, joined, left }: Facts) {
  const given = [region, country, latitude, longitude, about].map((each) => each ?? null);
  return [name, kind, ...given, joined, left ?? null];
}

function withoutNulls(row: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null));
}
