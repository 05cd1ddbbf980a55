/** Plain TAXII servers that a member pulls from or pushes to. */
export const taxiiFeedsSchema = `
CREATE TABLE taxii_feed (
  feed INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  -- Whose it is: the source of what is pulled, the originator of what is pushed.
  member INTEGER NOT NULL REFERENCES member,
  direction TEXT NOT NULL CHECK (direction IN ('pull', 'push')),
  -- The API root over there, and its collection.
  url TEXT NOT NULL,
  source TEXT NOT NULL,
  version TEXT NOT NULL CHECK (version IN ('2.1', '2.0')),
  login TEXT NOT NULL CHECK (login IN ('none', 'basic', 'bearer')),
  -- The Authorization header; gone once the feed is removed.
  secret TEXT,
  collection TEXT NOT NULL,
  -- The collection over there that proofs are in. Push: absent where none go out.
  proofs TEXT,
  -- Pull: terms set on import, as JSON. Push: the widest and narrowest level that goes out.
  terms TEXT,
  level TEXT,
  minutes INTEGER NOT NULL,
  created TEXT NOT NULL,
  -- A removed push stays: what it sent is still out there.
  state TEXT NOT NULL CHECK (state IN ('on', 'paused', 'removed')),
  -- Milliseconds since 1970.
  next INTEGER NOT NULL,
  failures INTEGER NOT NULL DEFAULT 0,
  ran TEXT,
  succeeded TEXT,
  problem TEXT,
  -- Pull: how far it has come. See Position.
  after TEXT,
  page TEXT,
  newest TEXT,
  -- Push: date added of the last that was looked at, and the status that is still pending over there.
  added INTEGER NOT NULL DEFAULT 0,
  status TEXT,
  objects INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX taxii_feed_by_next ON taxii_feed (next) WHERE state = 'on';
CREATE INDEX taxii_feed_by_member ON taxii_feed (member, state);

-- What did not come in, or did not go out, with the reason.
CREATE TABLE taxii_refused (
  refused INTEGER PRIMARY KEY,
  feed INTEGER NOT NULL REFERENCES taxii_feed ON DELETE CASCADE,
  object TEXT NOT NULL,
  version TEXT NOT NULL,
  rule TEXT NOT NULL,
  reason TEXT NOT NULL,
  at TEXT NOT NULL,
  UNIQUE (feed, object, version)
) STRICT;
CREATE INDEX taxii_refused_by_object ON taxii_refused (object);

-- What was pushed: copies that no recall reaches.
CREATE TABLE taxii_copy (
  feed INTEGER NOT NULL REFERENCES taxii_feed,
  owner INTEGER NOT NULL REFERENCES member,
  object TEXT NOT NULL,
  version TEXT NOT NULL,
  at TEXT NOT NULL,
  -- Whether the other server said that it has it.
  certain INTEGER NOT NULL,
  PRIMARY KEY (owner, object, feed, version)
) STRICT, WITHOUT ROWID;
`;
