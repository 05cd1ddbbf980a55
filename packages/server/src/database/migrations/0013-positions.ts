/** Rows made of objects, keyed by the placement that they are made of. Days are ISO 8601 (2019-02-06). */
export const positionsSchema = `
-- How far each projection is: all rows of an edition are there where made_to is null.
CREATE TABLE projection (
  name TEXT PRIMARY KEY,
  edition INTEGER NOT NULL,
  -- Date added (microseconds) of the last placement that has been looked at.
  made_to INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE claim_row (
  added INTEGER PRIMARY KEY,
  claim TEXT NOT NULL,
  -- What a list shows, as JSON.
  content TEXT NOT NULL
) STRICT;
CREATE INDEX claim_row_by_claim ON claim_row (claim);

CREATE TABLE position_row (
  added INTEGER PRIMARY KEY,
  position TEXT NOT NULL,
  claim TEXT NOT NULL,
  -- Whose position it is, and the member or unit spoken for where that is another.
  holder TEXT NOT NULL,
  speaks_for TEXT,
  since TEXT NOT NULL,
  -- The position (packages/positions), as JSON.
  content TEXT NOT NULL
) STRICT;
CREATE INDEX position_row_by_claim ON position_row (claim, holder, since);
CREATE INDEX position_row_by_holder ON position_row (holder);
CREATE INDEX position_row_by_speaks_for ON position_row (speaks_for) WHERE speaks_for IS NOT NULL;

CREATE TABLE statement_row (
  added INTEGER PRIMARY KEY,
  statement TEXT NOT NULL,
  claim TEXT,
  report TEXT,
  -- Who said it, and the member or unit spoken for.
  speaker TEXT,
  speaks_for TEXT,
  said TEXT NOT NULL,
  -- The statement (packages/positions), as JSON.
  content TEXT NOT NULL
) STRICT;
CREATE INDEX statement_row_by_statement ON statement_row (statement);
CREATE INDEX statement_row_by_claim ON statement_row (claim, said, added) WHERE claim IS NOT NULL;
CREATE INDEX statement_row_by_report ON statement_row (report) WHERE report IS NOT NULL;
CREATE INDEX statement_row_by_speaks_for ON statement_row (speaks_for, said, added) WHERE speaks_for IS NOT NULL;
CREATE INDEX statement_row_by_speaker ON statement_row (speaker, said, added) WHERE speaker IS NOT NULL;
`;
