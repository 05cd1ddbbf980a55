/** The first schema. The words are those of the design: principal, terms, placement, body. */
export const initialSchema = `
CREATE TABLE coalition (
  coalition INTEGER PRIMARY KEY CHECK (coalition = 1),
  name TEXT NOT NULL,
  created TEXT NOT NULL,
  -- Key of what only this node reads back: page cursors, remembered credentials.
  secret BLOB NOT NULL
) STRICT;

CREATE TABLE principal (
  principal INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('member', 'unit', 'person')),
  name TEXT NOT NULL,
  identity TEXT NOT NULL UNIQUE,
  member INTEGER NOT NULL REFERENCES principal,
  -- Whether it ever read content: one that has not holds no cursor, so what it gains needs no catch-up.
  has_read INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX principal_by_member ON principal (member, kind);

CREATE TABLE member (
  member INTEGER PRIMARY KEY REFERENCES principal,
  name TEXT NOT NULL UNIQUE COLLATE NOCASE,
  kind TEXT NOT NULL CHECK (kind IN ('country', 'organisation')),
  region TEXT,
  country TEXT,
  latitude REAL,
  longitude REAL,
  about TEXT,
  joined TEXT NOT NULL,
  "left" TEXT
) STRICT;

CREATE TABLE release_group (
  release_group INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE COLLATE NOCASE,
  identity TEXT NOT NULL UNIQUE
) STRICT;
CREATE TABLE release_group_member (
  release_group INTEGER NOT NULL REFERENCES release_group ON DELETE CASCADE,
  identity TEXT NOT NULL,
  PRIMARY KEY (release_group, identity)
) STRICT, WITHOUT ROWID;

CREATE TABLE collection (
  collection INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  title TEXT NOT NULL UNIQUE COLLATE NOCASE,
  description TEXT,
  alias TEXT UNIQUE,
  owner INTEGER NOT NULL REFERENCES member,
  readers_all INTEGER NOT NULL,
  writers_all INTEGER NOT NULL,
  -- What the owner says that no marking means here: a TLP level, or null for "private to the originator".
  unmarked TEXT,
  created TEXT NOT NULL
) STRICT;
CREATE TABLE collection_reader (
  collection INTEGER NOT NULL REFERENCES collection ON DELETE CASCADE,
  principal INTEGER NOT NULL REFERENCES principal,
  PRIMARY KEY (collection, principal)
) STRICT, WITHOUT ROWID;
CREATE TABLE collection_writer (
  collection INTEGER NOT NULL REFERENCES collection ON DELETE CASCADE,
  principal INTEGER NOT NULL REFERENCES principal,
  PRIMARY KEY (collection, principal)
) STRICT, WITHOUT ROWID;

-- A terms expression as placed in one collection, interned: equal expressions are one row.
CREATE TABLE terms (
  terms INTEGER PRIMARY KEY,
  collection INTEGER NOT NULL REFERENCES collection,
  owner INTEGER NOT NULL REFERENCES member,
  tlp TEXT,
  expression TEXT NOT NULL,
  -- A number made of the expression, by which it is found: an index of texts would be as large as the texts.
  expression_key INTEGER NOT NULL,
  -- Why the same expression stands here again: 'gain:N:M' a catch-up of terms N, 'narrowed:N', or '' for the first.
  variant TEXT NOT NULL DEFAULT '',
  -- The terms whose placements this one's repeat for others: its own row unless it is a catch-up.
  family INTEGER NOT NULL DEFAULT 0,
  -- How many placements carry it: what query plans are chosen by.
  placements INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX terms_by_expression ON terms (expression_key, collection);
CREATE INDEX terms_by_family ON terms (family);
CREATE INDEX terms_by_owner ON terms (owner);
CREATE INDEX terms_by_collection ON terms (collection);

-- Who may have what carries these terms. Rows are added when terms are made, and afterwards only taken away.
CREATE TABLE visible (
  principal INTEGER NOT NULL,
  terms INTEGER NOT NULL,
  PRIMARY KEY (principal, terms)
) STRICT, WITHOUT ROWID;
CREATE INDEX visible_by_terms ON visible (terms, principal);

-- Placements that stand under 'terms' are still to be repeated under 'catch_up', those added after that moment.
CREATE TABLE catch_up (
  catch_up INTEGER PRIMARY KEY REFERENCES terms,
  terms INTEGER NOT NULL REFERENCES terms,
  after INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX catch_up_by_terms ON catch_up (terms);

CREATE TABLE object_type (
  object_type INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE version (
  version INTEGER PRIMARY KEY,
  owner INTEGER NOT NULL,
  id TEXT NOT NULL,
  -- Sorts as the time it names; '' for an object without versions.
  modified TEXT NOT NULL,
  -- The same as the object writes it; '' likewise.
  stamp TEXT NOT NULL,
  -- 1 where the owner is who the object says created it, 0 where it brought the object in (source).
  created_by_owner INTEGER NOT NULL,
  -- Its own terms, as they resolved at first publication.
  terms INTEGER NOT NULL,
  body INTEGER NOT NULL,
  -- 1 where not everybody who has it has all of it: such versions are released anew when the roster changes.
  in_parts INTEGER NOT NULL DEFAULT 0,
  -- The latest modified that a rendition of it was given, where that is not its own; sorts as the time it names.
  issued TEXT
) STRICT;
CREATE INDEX version_in_parts ON version (version) WHERE in_parts = 1;
CREATE UNIQUE INDEX version_by_id ON version (id, owner, modified);

CREATE TABLE body (
  body INTEGER PRIMARY KEY,
  bytes BLOB NOT NULL
) STRICT;

CREATE TABLE placement (
  -- Date added, in microseconds since 1970: unique, growing in commit order, by random gaps.
  added INTEGER PRIMARY KEY,
  collection INTEGER NOT NULL,
  terms INTEGER NOT NULL,
  version INTEGER NOT NULL,
  body INTEGER NOT NULL,
  object_type INTEGER NOT NULL,
  -- Bits: 1 newest of its owner in this collection; 2 another owner has the same id; 4 stands in the catalogue.
  flags INTEGER NOT NULL,
  -- The modified that this body says, where it is not that of the version (design, Release, rule 6).
  issued TEXT
) STRICT;
CREATE INDEX placement_by_added ON placement (collection, added, terms, flags, object_type, version, body);
CREATE INDEX placement_by_terms ON placement (terms, added, flags, object_type, version, body);
CREATE INDEX placement_by_version ON placement (version);
CREATE INDEX placement_contested ON placement (terms) WHERE flags & 2;

-- Which versions name an object: found by a number made of its id, and confirmed by the text of the version.
CREATE TABLE reference (
  target INTEGER NOT NULL,
  version INTEGER NOT NULL,
  PRIMARY KEY (target, version)
) STRICT, WITHOUT ROWID;
-- Those not yet sorted in: all that a version names, eight bytes each.
CREATE TABLE reference_recent (
  reference INTEGER PRIMARY KEY,
  version INTEGER NOT NULL,
  targets BLOB NOT NULL
) STRICT;

-- What stands in the catalogue, counted per terms: facets are sums over the terms a viewer may see.
CREATE TABLE catalogue_count (
  terms INTEGER NOT NULL,
  object_type INTEGER NOT NULL,
  objects INTEGER NOT NULL,
  PRIMARY KEY (terms, object_type)
) STRICT, WITHOUT ROWID;
CREATE TABLE catalogue_day (
  terms INTEGER NOT NULL,
  -- Days since 1970 of the date added.
  day INTEGER NOT NULL,
  objects INTEGER NOT NULL,
  PRIMARY KEY (terms, day)
) STRICT, WITHOUT ROWID;

-- rowid is placement.added. 'facets' holds tokens (type, terms), so that one index answers filter and text together.
-- Nothing is ranked by size or frequency, so no sizes are kept; larger pages and rarer merges make writing cheaper.
CREATE VIRTUAL TABLE search USING fts5 (
  title, text, facets, columnsize = 0, tokenize = "unicode61 remove_diacritics 2"
);
INSERT INTO search (search, rank) VALUES ('secure-delete', 1), ('pgsz', 16000), ('automerge', 8);

-- Dates added between which not all is in the text index yet.
CREATE TABLE search_waiting (
  first INTEGER PRIMARY KEY,
  last INTEGER NOT NULL
) STRICT;

CREATE TABLE taxii_status (
  id TEXT PRIMARY KEY,
  principal INTEGER NOT NULL,
  created INTEGER NOT NULL,
  resource TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX taxii_status_by_created ON taxii_status (created);
`;
