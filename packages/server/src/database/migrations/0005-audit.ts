/** The audit log (docs/audit.md), and what answers questions about it. Times are milliseconds since 1970. */
export const auditSchema = `
-- The key of this node's log, made at its first start.
CREATE TABLE audit_log (
  audit_log INTEGER PRIMARY KEY CHECK (audit_log = 1),
  name TEXT NOT NULL,
  -- Ed25519, PKCS #8.
  private_key BLOB NOT NULL,
  -- What the padding of epochs is made of.
  secret BLOB NOT NULL,
  began INTEGER NOT NULL
) STRICT;

-- In the order of recording. Which epoch an entry is sealed in follows from audit_epoch.last_entry.
CREATE TABLE audit_entry (
  entry INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  time INTEGER NOT NULL,
  kind TEXT NOT NULL,
  -- Canonical JSON (RFC 8785); empty where it was forgotten.
  content TEXT NOT NULL
) STRICT;
CREATE INDEX audit_entry_by_kind ON audit_entry (kind, entry);
CREATE TABLE audit_salt (
  entry INTEGER PRIMARY KEY REFERENCES audit_entry,
  salt BLOB NOT NULL
) STRICT;
-- By whom and what an entry is found: m:identity of a member, a:account, t:token, or the id of what it is about.
CREATE TABLE audit_subject (
  subject TEXT NOT NULL,
  entry INTEGER NOT NULL,
  PRIMARY KEY (subject, entry)
) STRICT, WITHOUT ROWID;

-- The leaves of the log, from 0. One without entries has only its end.
CREATE TABLE audit_epoch (
  epoch INTEGER PRIMARY KEY,
  ended INTEGER NOT NULL,
  last_entry INTEGER,
  -- Commitments of its entries, 32 bytes each, in their order.
  commitments BLOB
) STRICT;
CREATE INDEX audit_epoch_by_entry ON audit_epoch (last_entry) WHERE last_entry IS NOT NULL;
-- Hashes of complete subtrees: level 0 those of the leaves, each further level the roots of 256 of the one below.
CREATE TABLE audit_tile (
  level INTEGER NOT NULL,
  tile INTEGER NOT NULL,
  hashes BLOB NOT NULL,
  PRIMARY KEY (level, tile)
) STRICT;

-- What entries name by a digest: sets of principals, and terms as they stand in a collection.
CREATE TABLE audit_audience (
  audience TEXT PRIMARY KEY,
  identities TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE audit_terms (
  digest TEXT NOT NULL,
  terms INTEGER NOT NULL,
  PRIMARY KEY (digest, terms)
) STRICT, WITHOUT ROWID;
CREATE INDEX audit_terms_by_terms ON audit_terms (terms);

-- Which dates added (microseconds) an entry released under these terms.
CREATE TABLE audit_release (
  terms INTEGER NOT NULL,
  last_added INTEGER NOT NULL,
  first_added INTEGER NOT NULL,
  entry INTEGER NOT NULL,
  PRIMARY KEY (terms, last_added)
) STRICT, WITHOUT ROWID;
-- A placement as it stood until it got other terms, or was removed.
CREATE TABLE audit_past_placement (
  added INTEGER NOT NULL,
  until INTEGER NOT NULL,
  collection INTEGER NOT NULL,
  terms INTEGER NOT NULL,
  version INTEGER NOT NULL,
  object TEXT NOT NULL,
  modified TEXT NOT NULL,
  stamp TEXT NOT NULL,
  owner INTEGER NOT NULL,
  created_by_owner INTEGER NOT NULL,
  object_type INTEGER NOT NULL,
  entry INTEGER NOT NULL,
  PRIMARY KEY (added, until, entry)
) STRICT, WITHOUT ROWID;
CREATE INDEX audit_past_placement_by_object ON audit_past_placement (object);
CREATE INDEX audit_past_placement_by_collection ON audit_past_placement (collection, added);
-- Who gained or lost sight of terms after they were made.
CREATE TABLE audit_sight (
  terms INTEGER NOT NULL,
  principal INTEGER NOT NULL,
  time INTEGER NOT NULL,
  gained INTEGER NOT NULL,
  entry INTEGER NOT NULL,
  PRIMARY KEY (terms, principal, time, gained)
) STRICT, WITHOUT ROWID;

-- Ranges of dates added that went to a principal for the first time: those of one principal never overlap.
CREATE TABLE audit_delivery (
  collection INTEGER NOT NULL,
  principal INTEGER NOT NULL,
  -- What narrowed the pages: see audit/deliveries.ts.
  filter TEXT NOT NULL,
  last_added INTEGER NOT NULL,
  -- Exclusive: the cursor that was given.
  after_added INTEGER NOT NULL,
  entry INTEGER NOT NULL,
  PRIMARY KEY (collection, principal, filter, last_added)
) STRICT, WITHOUT ROWID;
CREATE INDEX audit_delivery_by_entry ON audit_delivery (entry);
CREATE TABLE audit_export (
  entry INTEGER PRIMARY KEY,
  principal INTEGER NOT NULL,
  -- Newest date added (microseconds) at that moment.
  last_added INTEGER NOT NULL,
  filter TEXT NOT NULL
) STRICT;
CREATE INDEX audit_export_by_principal ON audit_export (principal);
-- Who opened which version first: reader is a:account, t:token, or m:identity at the console.
CREATE TABLE audit_first_read (
  object TEXT NOT NULL,
  modified TEXT NOT NULL,
  reader TEXT NOT NULL,
  principal INTEGER NOT NULL,
  entry INTEGER NOT NULL,
  PRIMARY KEY (object, modified, reader)
) STRICT, WITHOUT ROWID;
`;
