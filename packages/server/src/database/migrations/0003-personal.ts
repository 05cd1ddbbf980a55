/** What belongs to one person: when it last looked, and what it searches for again and again. */
export const personal = `
CREATE TABLE last_seen (
  viewer TEXT PRIMARY KEY,
  added INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE saved_search (
  id TEXT PRIMARY KEY,
  viewer TEXT NOT NULL,
  name TEXT NOT NULL,
  query TEXT NOT NULL,
  -- Date added (microseconds) up to which its results have been seen.
  opened INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX saved_search_by_viewer ON saved_search (viewer);
`;
