/** Dates in the handling of markings, what was purged by them, and days on which members join or leave. */
export const dates = `
-- When something becomes of terms: 'turn' an embargo ends or an expiry begins, 'purge' the whole object expires,
-- 'review' its owner should look at it again. Moments are ISO 8601 without the final Z, and sort as the times they name.
CREATE TABLE due_date (
  terms INTEGER NOT NULL REFERENCES terms,
  kind TEXT NOT NULL CHECK (kind IN ('turn', 'purge', 'review')),
  at TEXT NOT NULL,
  PRIMARY KEY (terms, kind, at)
) STRICT, WITHOUT ROWID;
CREATE INDEX due_date_by_kind ON due_date (kind, at);

-- Versions that were purged and are never taken again. Of what has no versions, the content is named by its SHA-256.
CREATE TABLE tombstone (
  owner INTEGER NOT NULL REFERENCES member,
  id TEXT NOT NULL,
  -- As in 'version'; '' for an object without versions.
  modified TEXT NOT NULL,
  content TEXT NOT NULL DEFAULT '',
  purged TEXT NOT NULL,
  PRIMARY KEY (owner, id, modified, content)
) STRICT, WITHOUT ROWID;

-- The last day (UTC) on which it was looked who joins and who leaves; '' before the first.
CREATE TABLE roster_day (
  roster_day INTEGER PRIMARY KEY CHECK (roster_day = 1),
  day TEXT NOT NULL
) STRICT;
INSERT INTO roster_day (roster_day, day) VALUES (1, '');

INSERT INTO due_date (terms, kind, at)
  SELECT DISTINCT t.terms, CASE e.key WHEN 'reviewAfter' THEN 'review' ELSE 'turn' END, rtrim(e.value, 'Z')
  FROM terms t, json_tree(t.expression) e WHERE e.key IN ('notBefore', 'purgeAfter', 'reviewAfter');
INSERT INTO due_date (terms, kind, at)
  SELECT DISTINCT t.terms, 'purge', rtrim(e.value, 'Z')
  FROM terms t, json_tree(t.expression) e
  WHERE e.key = 'purgeAfter' AND e.path NOT LIKE '$.all%' AND e.path NOT LIKE '$.none%';
`;
