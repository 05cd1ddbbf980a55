/** Nodes by the roster, proofs as they travel, and who has confirmed to have what. */
export const signedDelivery = `
-- The node as the roster knows it, by its own word when it joined; and whether this node enters its coalition.
ALTER TABLE peer ADD COLUMN node_id TEXT;
ALTER TABLE peer ADD COLUMN node_key TEXT;
ALTER TABLE peer ADD COLUMN adopts INTEGER NOT NULL DEFAULT 0;
-- When somebody compared the fingerprints. It is confirmed once the roster names the node, too.
ALTER TABLE peer ADD COLUMN compared TEXT;
UPDATE peer SET compared = confirmed;

-- What was taken in, for whom, and is to be confirmed to its owner.
CREATE TABLE taken_in (
  taken_in INTEGER PRIMARY KEY,
  owner TEXT NOT NULL,
  -- Row of the member, hosted here, for whom it was read.
  member INTEGER NOT NULL,
  -- The peer that delivered it: the way of the receipt, where its owner's node is no peer.
  peer INTEGER NOT NULL REFERENCES peer ON DELETE CASCADE,
  object TEXT NOT NULL,
  modified TEXT,
  sha256 TEXT NOT NULL
) STRICT;
CREATE INDEX taken_in_by_peer ON taken_in (peer, owner, member, taken_in);

-- Signed receipts of others that pass through here, until the next node has them.
CREATE TABLE receipt_passing (
  receipt_passing INTEGER PRIMARY KEY,
  owner TEXT NOT NULL,
  -- The peer that brought it: it does not go back there.
  peer INTEGER NOT NULL REFERENCES peer ON DELETE CASCADE,
  receipt TEXT NOT NULL
) STRICT;
CREATE INDEX receipt_passing_by_peer ON receipt_passing (peer);
CREATE INDEX receipt_passing_by_owner ON receipt_passing (owner);

-- The signed words of holders, as they came, as long as they are about something. What is needed of the list that a word
-- is over to prove what is in it: its length, places (two bytes each), and hashes (32 bytes each; see pruneTree).
CREATE TABLE holding_word (
  holding_word INTEGER PRIMARY KEY,
  word TEXT NOT NULL UNIQUE,
  received TEXT NOT NULL,
  size INTEGER NOT NULL,
  kept BLOB NOT NULL,
  hashes BLOB NOT NULL
) STRICT;
-- Who has a rendition of one's own, by its own word, and since when.
CREATE TABLE holding (
  body INTEGER NOT NULL,
  holder TEXT NOT NULL,
  since TEXT NOT NULL,
  node TEXT NOT NULL,
  holding_word INTEGER NOT NULL REFERENCES holding_word,
  -- In the list that the word is over. Without the salt its hash says nothing of what it was.
  place INTEGER NOT NULL,
  salt BLOB NOT NULL,
  PRIMARY KEY (body, holder)
) STRICT, WITHOUT ROWID;
CREATE INDEX holding_by_word ON holding (holding_word);
CREATE TRIGGER holding_with_body AFTER DELETE ON body BEGIN
  DELETE FROM holding WHERE body = old.body;
END;
CREATE TRIGGER word_with_holdings AFTER DELETE ON holding
WHEN NOT EXISTS (SELECT 1 FROM holding WHERE holding_word = old.holding_word) BEGIN
  DELETE FROM holding_word WHERE holding_word = old.holding_word;
END;
-- Proofs that came from other nodes stand among those made here; this says which way they came.
DROP TABLE received_proof;
CREATE TABLE received_proof (
  body INTEGER PRIMARY KEY,
  received TEXT NOT NULL,
  -- Id of the node that delivered it.
  via TEXT NOT NULL
) STRICT;
CREATE INDEX signed_batch_by_time ON signed_batch (key, signed);
CREATE INDEX proof_by_content ON proof (sha256);
`;
