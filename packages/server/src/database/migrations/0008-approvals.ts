/** What members say about publishing in their name: a second person above some width, and mandates. */
export const approvals = `
CREATE TABLE publishing_policy (
  member INTEGER PRIMARY KEY REFERENCES member,
  -- A second person is needed for what is wider than this TLP level,
  wider_than TEXT,
  -- for what more other members than this may have,
  more_members_than INTEGER,
  -- and for what one of these (identities, as JSON) may have.
  partners TEXT NOT NULL
) STRICT;

CREATE TABLE approval (
  approval INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  -- In whose name it is to be published.
  member INTEGER NOT NULL REFERENCES member,
  collection INTEGER NOT NULL REFERENCES collection,
  -- What was handed in, and what becomes of it, byte for byte, once approved: markings first. Emptied afterwards.
  publication TEXT NOT NULL,
  objects TEXT NOT NULL,
  -- The id of the object, and the version that it follows.
  object TEXT NOT NULL,
  former TEXT,
  say_withheld INTEGER,
  -- Why a second person is needed.
  because TEXT NOT NULL,
  asker_member INTEGER NOT NULL REFERENCES member,
  asker_account TEXT,
  asker_name TEXT,
  asked TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'approved', 'sent-back')),
  decided TEXT,
  decided_by TEXT,
  reason TEXT
) STRICT;
CREATE INDEX approval_by_member ON approval (member, state);

CREATE TABLE mandate (
  mandate INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  -- The member in whose name the holder may publish.
  giver INTEGER NOT NULL REFERENCES member,
  holder INTEGER NOT NULL REFERENCES member,
  given TEXT NOT NULL,
  withdrawn TEXT
) STRICT;
CREATE UNIQUE INDEX mandate_in_force ON mandate (giver, holder) WHERE withdrawn IS NULL;
`;
