/** The signed roster, keys and signatures. Moments are ISO 8601 in UTC with milliseconds. */
export const rosterSchema = `
-- Which node of the coalition this is.
CREATE TABLE node_self (
  node_self INTEGER PRIMARY KEY CHECK (node_self = 1),
  id TEXT NOT NULL
) STRICT;

-- The private keys that this node holds: its own, those of the members that it hosts, and an administrator's.
CREATE TABLE signing_key (
  id TEXT PRIMARY KEY,
  purpose TEXT NOT NULL CHECK (purpose IN ('node', 'member', 'admin')),
  -- Identity of the member whose key it is.
  identity TEXT,
  -- A private JWK.
  jwk TEXT NOT NULL,
  created TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Every version that was taken, with its signatures.
CREATE TABLE roster_version (
  version INTEGER PRIMARY KEY,
  hash TEXT NOT NULL UNIQUE,
  file TEXT NOT NULL,
  taken TEXT NOT NULL
) STRICT;
-- What is to be the next version, waiting for signatures.
CREATE TABLE roster_proposal (
  hash TEXT PRIMARY KEY,
  file TEXT NOT NULL,
  note TEXT,
  proposed_by TEXT NOT NULL,
  proposed TEXT NOT NULL
) STRICT, WITHOUT ROWID;
-- Rosters that were refused: somebody should ask why they came.
CREATE TABLE roster_refusal (
  hash TEXT NOT NULL,
  reason TEXT NOT NULL,
  message TEXT NOT NULL,
  source TEXT NOT NULL,
  version INTEGER,
  first TEXT NOT NULL,
  last TEXT NOT NULL,
  times INTEGER NOT NULL,
  PRIMARY KEY (hash, reason, source)
) STRICT, WITHOUT ROWID;

-- One signature over up to 256 renditions.
CREATE TABLE signed_batch (
  batch INTEGER PRIMARY KEY,
  key TEXT NOT NULL,
  signer INTEGER NOT NULL REFERENCES member,
  signed TEXT NOT NULL,
  signature TEXT NOT NULL
) STRICT;
CREATE INDEX signed_batch_by_key ON signed_batch (key);
-- The proof of one rendition that was signed here. A body is one rendition of one version.
CREATE TABLE proof (
  body INTEGER PRIMARY KEY,
  batch INTEGER NOT NULL REFERENCES signed_batch,
  -- Row of the version that it is a rendition of.
  version INTEGER NOT NULL,
  sha256 BLOB NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('creator', 'source')),
  -- ProofTerms as JSON.
  terms TEXT NOT NULL,
  salt BLOB NOT NULL,
  place INTEGER NOT NULL,
  path BLOB NOT NULL
) STRICT;
CREATE INDEX proof_by_batch ON proof (batch);
-- What cannot be signed, and why: 'number-changes' with the number.
CREATE TABLE unsignable (
  body INTEGER PRIMARY KEY,
  reason TEXT NOT NULL,
  detail TEXT NOT NULL
) STRICT;
-- A proof that came with a rendition from another node, as it was judged when it came.
CREATE TABLE received_proof (
  body INTEGER PRIMARY KEY,
  proof TEXT NOT NULL,
  received TEXT NOT NULL,
  -- Id of the node that delivered it.
  via TEXT NOT NULL
) STRICT;
-- A proof goes with what it is of, however that goes.
CREATE TRIGGER proof_with_body AFTER DELETE ON body BEGIN
  DELETE FROM proof WHERE body = old.body;
  DELETE FROM unsignable WHERE body = old.body;
  DELETE FROM received_proof WHERE body = old.body;
END;

-- Up to which date added placements have been looked at for signing.
CREATE TABLE signing_cursor (
  signing_cursor INTEGER PRIMARY KEY CHECK (signing_cursor = 1),
  added INTEGER NOT NULL
) STRICT;
INSERT INTO signing_cursor (signing_cursor, added) VALUES (1, 0);
`;
