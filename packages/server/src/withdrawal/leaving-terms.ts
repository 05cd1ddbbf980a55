import type { Database } from '../database/open-database.ts';

/**
 * What becomes of what a member contributed, once it has left. `stays`: as it was released. `frozen`: likewise, and no
 * newer version of it is taken from anybody. `goes`: it is recalled, as if the member had recalled it all.
 */
export const contributionTerms = ['stays', 'frozen', 'goes'] as const;
export type ContributionTerms = (typeof contributionTerms)[number];

/** The terms of a member under its own signature. `said`: ISO 8601. */
export type LeavingWord = { readonly member: number; readonly word: string; readonly said: string };

export type LeavingTerms = {
  of(member: number): ContributionTerms;
  /** As its own administrator wants it; its word for that is yet to be signed. */
  set(member: number, terms: ContributionTerms): void;
  /** Keeps its word, and the terms that it says. */
  keepWord(given: LeavingWord, terms: ContributionTerms): void;
  words(): readonly LeavingWord[];
  /** Members that have set terms. */
  members(): readonly number[];
  /** Whether it has left, and wanted what it contributed to stay as it is. */
  isFrozen(member: number): boolean;
};

export function createLeavingTerms(database: Database, now: () => string): LeavingTerms {
  const select = database.prepare('SELECT contributions FROM leaving_terms WHERE member = ?');
  const put = database.prepare('INSERT OR REPLACE INTO leaving_terms (member, contributions) VALUES (?, ?)');
  const keep = database.prepare(
    'INSERT OR REPLACE INTO leaving_terms (member, contributions, word, said) VALUES (?, ?, ?, ?)',
  );
  const words = database.prepare('SELECT member, word, said FROM leaving_terms WHERE word IS NOT NULL ORDER BY member');
  const all = database.prepare('SELECT member FROM leaving_terms');
  const frozen = database.prepare(
    `SELECT 1 FROM leaving_terms t JOIN member m ON m.member = t.member
     WHERE t.member = ? AND t.contributions = 'frozen' AND m."left" <= ?`,
  );
  return {
    of: (member) => (select.get(member)?.contributions ?? 'stays') as ContributionTerms,
    set: (member, terms) => void put.run(member, terms),
    keepWord: ({ member, word, said }, terms) => void keep.run(member, terms, word, said),
    words: () => words.all() as unknown as readonly LeavingWord[],
    members: () => all.all().map(({ member }) => Number(member)),
    isFrozen: (member) => frozen.get(member, now().slice(0, 10)) !== undefined,
  };
}
