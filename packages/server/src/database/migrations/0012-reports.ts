/** Texts that came in: what is compared of them, what machines propose of them, and the feeds that they come from. */
export const reportsSchema = `
-- A row for each placement of a report that has a text.
CREATE TABLE report_row (
  added INTEGER PRIMARY KEY,
  report TEXT NOT NULL,
  -- The 64 numbers by which wordings are compared, and of how many groups of words; null for a text of few words.
  sketch BLOB,
  size INTEGER NOT NULL
) STRICT;
CREATE INDEX report_row_by_report ON report_row (report);

-- Under each of these numbers stand the texts that may be alike.
CREATE TABLE report_band (
  band INTEGER NOT NULL,
  added INTEGER NOT NULL,
  PRIMARY KEY (band, added)
) STRICT, WITHOUT ROWID;
CREATE INDEX report_band_by_added ON report_band (added);

-- A rendition that somebody opened to find statements in. What was proposed goes with the body that it was read from,
-- however that goes: by recall, expiry or removal. One for each reader, so that none tells of another's reading.
CREATE TABLE report_reading (
  reading INTEGER PRIMARY KEY,
  body INTEGER NOT NULL REFERENCES body ON DELETE CASCADE,
  -- The member or unit that reads.
  reader INTEGER NOT NULL REFERENCES principal,
  report TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX report_reading_by_body ON report_reading (body, reader);

CREATE TABLE proposal (
  proposal INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  reading INTEGER NOT NULL REFERENCES report_reading ON DELETE CASCADE,
  -- The statement as the extractor gives it, as JSON: offsets into the rendition's text.
  content TEXT NOT NULL,
  state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'accepted', 'rejected')),
  -- The id of the object that was made of it.
  statement TEXT,
  decided_by TEXT,
  decided TEXT
) STRICT;
CREATE INDEX proposal_by_reading ON proposal (reading);

CREATE TABLE feed (
  feed INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  -- The member in whose name its items come in.
  member INTEGER NOT NULL REFERENCES member,
  address TEXT NOT NULL,
  collection TEXT NOT NULL,
  -- The terms of what comes in, as JSON (GivenTerms).
  terms TEXT NOT NULL,
  reliability TEXT,
  minutes INTEGER NOT NULL,
  created TEXT NOT NULL,
  -- Milliseconds since 1970.
  next INTEGER NOT NULL,
  pulled TEXT,
  problem TEXT,
  UNIQUE (member, address)
) STRICT;
CREATE INDEX feed_by_next ON feed (next);

-- The items of a feed that have come in, by a digest of what the feed calls them.
CREATE TABLE feed_item (
  feed INTEGER NOT NULL REFERENCES feed ON DELETE CASCADE,
  item BLOB NOT NULL,
  PRIMARY KEY (feed, item)
) STRICT, WITHOUT ROWID;
`;
