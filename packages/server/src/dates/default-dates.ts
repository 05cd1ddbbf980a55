import { type Handling, handlingOf, type Terms, type Tlp, tlpOf } from '@entente/release';
import type { Database } from '../database/open-database.ts';

/** What a member says once for all that it publishes under a TLP level, or under none: days after publication. */
export type DateDefault = {
  readonly tlp: Tlp | 'none';
  readonly reviewAfterDays?: number | undefined;
  readonly expireAfterDays?: number | undefined;
};

/** Dates that members set by policy. What is published already keeps the dates with which it was. */
export type DefaultDates = {
  of(member: number): readonly DateDefault[];
  /** Replaces all of them. To be called in a transaction. */
  set(member: number, defaults: readonly DateDefault[]): void;
  /** Terms of something published now, with the dates that they do not name themselves. */
  add(terms: Terms): Terms;
  /** Changes whenever what `add` says for a member does. */
  keyFor(member: number): string;
};

const dayMilliseconds = 86_400_000;

export function createDefaultDates(database: Database, now: () => string): DefaultDates {
  const select = database.prepare(
    'SELECT tlp, review_days, expiry_days FROM date_policy WHERE member = ? ORDER BY tlp',
  );
  const clear = database.prepare('DELETE FROM date_policy WHERE member = ?');
  const insert = database.prepare(
    'INSERT INTO date_policy (member, tlp, review_days, expiry_days) VALUES (?, ?, ?, ?)',
  );
  const known = new Map<number, readonly DateDefault[]>();
  database.onRollback(() => known.clear());

  function read(member: number): DateDefault[] {
    return select.all(member).map((row) => ({
      tlp: row.tlp as DateDefault['tlp'],
      ...(row.review_days === null ? {} : { reviewAfterDays: Number(row.review_days) }),
      ...(row.expiry_days === null ? {} : { expireAfterDays: Number(row.expiry_days) }),
    }));
  }

  /** The first midnight after so many whole days, so that all of a day shares one expression of terms. */
  function midnightAfter(days: number): string {
    const day = Math.floor(Date.parse(now()) / dayMilliseconds) + days + 1;
    return new Date(day * dayMilliseconds).toISOString();
  }

  const dates: DefaultDates = {
    of(member) {
      const found = known.get(member) ?? read(member);
      known.set(member, found);
      return found;
    },
    set(member, defaults) {
      clear.run(member);
      for (const { tlp, reviewAfterDays = null, expireAfterDays = null } of defaults) {
        insert.run(member, tlp, reviewAfterDays, expireAfterDays);
      }
      known.delete(member);
    },
    add(terms) {
      const said = handlingOf(terms);
      const level = tlpOf(terms) ?? 'none';
      const found = dates.of(Number(terms.owner)).find(({ tlp }) => tlp === level);
      if (found === undefined) return terms;
      const { reviewAfterDays, expireAfterDays } = found;
      const added: Handling = {
        ...(said.reviewAfter === undefined && reviewAfterDays !== undefined
          ? { reviewAfter: midnightAfter(reviewAfterDays) }
          : {}),
        ...(said.purgeAfter === undefined && expireAfterDays !== undefined
          ? { purgeAfter: midnightAfter(expireAfterDays) }
          : {}),
      };
      return Object.keys(added).length === 0 ? terms : { ...terms, handling: { ...terms.handling, ...added } };
    },
    keyFor(member) {
      const found = dates.of(member);
      return found.length === 0 ? '' : `${now().slice(0, 10)} ${JSON.stringify(found)}`;
    },
  };
  return dates;
}
