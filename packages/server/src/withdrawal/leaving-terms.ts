import type { Database } from '../database/open-database.ts';

/**
 * What becomes of what a member contributed, once it has left. `stays`: as it was released. `frozen`: likewise, and no
 * newer version of it is taken from anybody. `goes`: it is recalled, as if the member had recalled it all.
 */
export const contributionTerms = ['stays', 'frozen', 'goes'] as const;
export type ContributionTerms = (typeof contributionTerms)[number];

export type LeavingTerms = {
  of(member: number): ContributionTerms;
  set(member: number, terms: ContributionTerms): void;
  /** Whether it has left, and wanted what it contributed to stay as it is. */
  isFrozen(member: number): boolean;
};

export function createLeavingTerms(database: Database, now: () => string): LeavingTerms {
  const select = database.prepare('SELECT contributions FROM leaving_terms WHERE member = ?');
  const put = database.prepare('INSERT OR REPLACE INTO leaving_terms (member, contributions) VALUES (?, ?)');
  const frozen = database.prepare(
    `SELECT 1 FROM leaving_terms t JOIN member m ON m.member = t.member
     WHERE t.member = ? AND t.contributions = 'frozen' AND m."left" <= ?`,
  );
  return {
    of: (member) => (select.get(member)?.contributions ?? 'stays') as ContributionTerms,
    set: (member, terms) => void put.run(member, terms),
    isFrozen: (member) => frozen.get(member, now().slice(0, 10)) !== undefined,
  };
}
