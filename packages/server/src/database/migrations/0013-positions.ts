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
  -- The position (packages/positions), as JSON.
  content TEXT NOT NULL
) STRICT;
CREATE INDEX position_row_by_claim ON position_row (claim);

CREATE TABLE statement_row (
  added INTEGER PRIMARY KEY,
  statement TEXT NOT NULL,
  claim TEXT,
  report TEXT,
  -- Whom it speaks for: the principal spoken for, else the speaker.
  principal TEXT,
  said TEXT NOT NULL,
  -- A number made of claim, principal and speaker: the same voice on the same claim. Null without one of them.
  voice INTEGER,
  -- Those of its placement.
  terms INTEGER NOT NULL,
  -- The statement (packages/positions), as JSON.
  content TEXT NOT NULL
) STRICT;
-- With their terms, so that of what is hidden from a reader nothing but the entry of an index is looked at.
CREATE INDEX statement_row_by_claim ON statement_row (claim, said, added, terms) WHERE claim IS NOT NULL;
CREATE INDEX statement_row_by_report ON statement_row (report) WHERE report IS NOT NULL;
CREATE INDEX statement_row_by_principal ON statement_row (principal, said, added, terms) WHERE principal IS NOT NULL;
CREATE INDEX statement_row_by_voice ON statement_row (voice, said, added) WHERE voice IS NOT NULL;

-- Under which terms there is something of a voice: so what is hidden from a reader is not walked through.
CREATE TABLE voice_terms (
  terms INTEGER NOT NULL,
  voice INTEGER NOT NULL,
  -- Tells voices apart that share a number.
  mark INTEGER NOT NULL,
  claim TEXT NOT NULL,
  principal TEXT NOT NULL,
  speaker TEXT NOT NULL,
  PRIMARY KEY (terms, voice, mark)
) STRICT, WITHOUT ROWID;

-- Of each statement of a voice what a board shows of it, and no more: the last until any day lie in few pages.
CREATE TABLE voice_said (
  terms INTEGER NOT NULL,
  voice INTEGER NOT NULL,
  said TEXT NOT NULL,
  added INTEGER NOT NULL,
  mark INTEGER NOT NULL,
  -- Its place in the scale, 0 the first; null without a stance.
  opinion INTEGER,
  -- Bits: see traits in packages/server/src/positions/statement-projection.ts.
  traits INTEGER NOT NULL,
  recorded TEXT NOT NULL,
  statement TEXT NOT NULL,
  -- A number made of the report's id.
  report INTEGER,
  -- Only of a principal that speaks for itself.
  speaker_name TEXT,
  PRIMARY KEY (terms, voice, said, added)
) STRICT, WITHOUT ROWID;

-- What somebody has put aside, as long as it rests on the same.
CREATE TABLE signal_dismissal (
  -- The member or unit for which it was put aside.
  reader INTEGER NOT NULL REFERENCES principal,
  key TEXT NOT NULL,
  state TEXT NOT NULL,
  reason TEXT NOT NULL,
  author TEXT,
  time TEXT NOT NULL,
  PRIMARY KEY (reader, key)
) STRICT, WITHOUT ROWID;

-- Until which date added (microseconds) a person has looked at who stands where.
CREATE TABLE position_look (
  viewer TEXT PRIMARY KEY,
  added INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
`;
