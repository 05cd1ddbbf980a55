/** Peers, cursors of delivery and what was set aside. */
export const peersSchema = `
-- A node that this one exchanges with. Its key is what people compare over the phone.
CREATE TABLE peer (
  peer INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL UNIQUE COLLATE NOCASE,
  -- Where it is reached; null where it only comes to us.
  url TEXT,
  public_key BLOB NOT NULL UNIQUE,
  -- The one certificate that it may show, in PEM; null where any that the system trusts will do.
  certificate TEXT,
  -- Whether its address may be a private one.
  private_address INTEGER NOT NULL,
  -- Identity of the member that operates it.
  operator TEXT NOT NULL,
  -- 1 where it may pass on what others' nodes released to the whole coalition: a hub.
  relays INTEGER NOT NULL DEFAULT 0,
  -- Two decisions: whether we send to it, and whether we take from it.
  sending TEXT NOT NULL CHECK (sending IN ('on', 'paused', 'ended')),
  receiving TEXT NOT NULL CHECK (receiving IN ('on', 'paused', 'ended')),
  joined TEXT NOT NULL,
  -- When somebody said that the fingerprints are the same on both sides; nothing is exchanged before.
  confirmed TEXT
) STRICT;

-- The members that take part in the exchange with a peer. Those there have a token of ours; for those here we hold theirs.
CREATE TABLE peer_member (
  peer INTEGER NOT NULL REFERENCES peer ON DELETE CASCADE,
  identity TEXT NOT NULL,
  side TEXT NOT NULL CHECK (side IN ('here', 'there')),
  -- As the peer introduced it, for who is not known here yet.
  introduction TEXT,
  -- The credential with which we read there in its name.
  token TEXT,
  PRIMARY KEY (peer, side, identity)
) STRICT, WITHOUT ROWID;

ALTER TABLE token ADD COLUMN peer INTEGER REFERENCES peer;
CREATE INDEX token_by_peer ON token (peer) WHERE peer IS NOT NULL;

-- What was asked of somebody, until it is used or over. Of the secret only the hash is kept.
CREATE TABLE peer_invitation (
  id TEXT PRIMARY KEY,
  hash BLOB NOT NULL,
  sending INTEGER NOT NULL,
  receiving INTEGER NOT NULL,
  created TEXT NOT NULL,
  expires TEXT NOT NULL
) STRICT;

-- How far a member's reading of a collection over there has come; written with what was read.
CREATE TABLE peer_cursor (
  peer INTEGER NOT NULL REFERENCES peer ON DELETE CASCADE,
  collection TEXT NOT NULL,
  member INTEGER NOT NULL REFERENCES member,
  after TEXT NOT NULL,
  objects INTEGER NOT NULL,
  moved TEXT NOT NULL,
  PRIMARY KEY (peer, collection, member)
) STRICT, WITHOUT ROWID;

-- Collections that are kept here as they are somewhere else: nobody here publishes to them.
CREATE TABLE peer_collection (
  collection INTEGER PRIMARY KEY REFERENCES collection,
  peer INTEGER NOT NULL REFERENCES peer
) STRICT;

-- Peers to which something went that came from elsewhere: what is recalled of that is passed on to them, too.
CREATE TABLE peer_passed_on (
  peer INTEGER PRIMARY KEY REFERENCES peer ON DELETE CASCADE
) STRICT;

-- Which way a version came first, for each of the members hosted here that got it.
CREATE TABLE peer_delivery (
  version INTEGER NOT NULL REFERENCES version ON DELETE CASCADE,
  member INTEGER NOT NULL,
  peer INTEGER NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (version, member)
) STRICT, WITHOUT ROWID;

-- Objects that could not be taken, with the reason, until somebody has them tried again or thrown away.
CREATE TABLE peer_set_aside (
  set_aside INTEGER PRIMARY KEY,
  peer INTEGER NOT NULL REFERENCES peer ON DELETE CASCADE,
  member INTEGER NOT NULL,
  collection TEXT NOT NULL,
  object TEXT NOT NULL,
  version TEXT NOT NULL,
  rule TEXT NOT NULL,
  reason TEXT NOT NULL,
  note TEXT NOT NULL,
  bytes BLOB NOT NULL,
  at TEXT NOT NULL,
  -- When it goes at the latest, by its own terms; sorts as the time it names.
  purge_after TEXT
) STRICT;
CREATE INDEX peer_set_aside_by_purge ON peer_set_aside (purge_after) WHERE purge_after IS NOT NULL;
CREATE INDEX peer_set_aside_by_peer ON peer_set_aside (peer, set_aside);
CREATE INDEX peer_set_aside_by_object ON peer_set_aside (object);
CREATE INDEX peer_set_aside_by_rule ON peer_set_aside (rule, peer, set_aside);

CREATE TABLE peer_log (
  entry INTEGER PRIMARY KEY,
  peer INTEGER NOT NULL REFERENCES peer ON DELETE CASCADE,
  at TEXT NOT NULL,
  kind TEXT NOT NULL,
  detail TEXT NOT NULL
) STRICT;
CREATE INDEX peer_log_by_peer ON peer_log (peer, entry);
`;
