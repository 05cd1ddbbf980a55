import { visibleByTerms } from '../projections/visible-to.ts';

/** What was said in a period, newest first: `?1` principal, `?2` and `?3` first and last day, `?4` at most. */
export const saidQuery = `SELECT r.added, r.content, p.terms, p.flags, p.version, p.body
  FROM statement_row r INDEXED BY statement_row_by_said ${visibleByTerms('?1')}
  WHERE r.said BETWEEN ?2 AND ?3 ORDER BY r.said DESC, r.added DESC LIMIT ?4`;
