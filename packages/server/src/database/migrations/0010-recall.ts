/** Recalls, receipts, and what a member that left holds. Times are ISO 8601. */
export const recallSchema = `
-- Why it was purged, and whether everything older went with it, seen here or not.
ALTER TABLE tombstone ADD COLUMN cause TEXT NOT NULL DEFAULT 'expired' CHECK (cause IN ('expired', 'recalled'));
ALTER TABLE tombstone ADD COLUMN older INTEGER NOT NULL DEFAULT 0;

-- An order of an owner to purge. What it was about is named by its id alone: nothing of it is kept.
CREATE TABLE recall (
  recall INTEGER PRIMARY KEY,
  -- As its owner called it: another may have called its own the same, and takes nothing from it.
  id TEXT NOT NULL,
  owner INTEGER NOT NULL REFERENCES member,
  object TEXT NOT NULL,
  -- 1 where all versions are meant, those never seen here too; 0 where only those named are.
  whole INTEGER NOT NULL,
  because TEXT NOT NULL DEFAULT 'recalled' CHECK (because IN ('recalled', 'narrowed', 'withdrawn')),
  reason TEXT NOT NULL,
  ordered TEXT NOT NULL,
  -- Name of the person, where one is behind it.
  ordered_by TEXT,
  -- When no file of this node's database held it any more.
  purged TEXT,
  -- How many backups were made here while it stood here.
  backups INTEGER NOT NULL,
  -- Identity of the one member that must purge it, where it is taken back from that one alone.
  holder TEXT,
  -- The order as its owner put its name to it: made when the first node asks for it, or as it came.
  word TEXT,
  -- The peer that told of it, and when that took our receipt; null where the order was given here.
  peer INTEGER,
  answered TEXT,
  UNIQUE (id, owner)
) STRICT;
CREATE INDEX recall_unanswered ON recall (peer) WHERE peer IS NOT NULL AND answered IS NULL;
CREATE INDEX recall_by_peer ON recall (peer) WHERE peer IS NOT NULL;
CREATE INDEX recall_by_owner ON recall (owner, recall);
CREATE INDEX recall_by_object ON recall (object);
CREATE INDEX recall_unfinished ON recall (recall) WHERE purged IS NULL;

CREATE TABLE recall_version (
  recall INTEGER NOT NULL REFERENCES recall,
  -- As in 'version'.
  modified TEXT NOT NULL,
  stamp TEXT NOT NULL,
  PRIMARY KEY (recall, modified)
) STRICT, WITHOUT ROWID;

-- Who had got it by then, as the audit log told: a plain TAXII client, an exported file, somebody who opened it.
CREATE TABLE recall_reached (
  recall INTEGER NOT NULL REFERENCES recall,
  how TEXT NOT NULL CHECK (how IN ('client', 'export', 'opened')),
  -- Identities, and the name as its owner might know it.
  holder TEXT NOT NULL,
  name TEXT NOT NULL,
  member TEXT NOT NULL,
  time TEXT NOT NULL,
  -- 0 where the file may have held it, and it cannot be told.
  certain INTEGER NOT NULL,
  PRIMARY KEY (recall, how, holder)
) STRICT, WITHOUT ROWID;

-- Nodes to which it had been delivered from here: each is told until it confirms.
CREATE TABLE recall_node (
  recall INTEGER NOT NULL REFERENCES recall,
  peer INTEGER NOT NULL,
  -- As it was called then.
  name TEXT NOT NULL,
  confirmed TEXT,
  -- Its signed word that it has purged: this and others.
  receipt INTEGER REFERENCES purge_receipt,
  PRIMARY KEY (recall, peer)
) STRICT, WITHOUT ROWID;
CREATE INDEX recall_node_by_peer ON recall_node (peer, recall);
CREATE INDEX recall_node_unconfirmed ON recall_node (peer, recall) WHERE confirmed IS NULL;
-- How much is kept of orders about what never came here.
CREATE TABLE recall_unheld (
  owner INTEGER NOT NULL REFERENCES member,
  -- Who told of them.
  peer INTEGER NOT NULL,
  lines INTEGER NOT NULL,
  PRIMARY KEY (owner, peer)
) STRICT, WITHOUT ROWID;
CREATE TABLE purge_receipt (
  purge_receipt INTEGER PRIMARY KEY,
  word TEXT NOT NULL
) STRICT;

-- A node restored from a backup serves nothing until this has ended.
CREATE TABLE quarantine (
  quarantine INTEGER PRIMARY KEY CHECK (quarantine = 1),
  since TEXT NOT NULL,
  ended TEXT,
  -- Where the operator ended it, before the node had learnt all that it missed.
  reason TEXT
) STRICT;
`;
