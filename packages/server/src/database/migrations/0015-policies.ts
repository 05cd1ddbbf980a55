/** Requests for wider release, dates that members set for all that they publish, and what authors say of omissions. */
export const policiesSchema = `
CREATE TABLE release_request (
  release_request INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  -- The id of the object, and the member that owns it.
  object TEXT NOT NULL,
  originator INTEGER NOT NULL REFERENCES member,
  -- The member or unit that asks, and the person, where one is behind it.
  asker INTEGER NOT NULL REFERENCES principal,
  asker_account TEXT,
  asker_name TEXT,
  -- Identities of those who should have it, as JSON.
  recipients TEXT NOT NULL,
  reason TEXT NOT NULL,
  asked TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('open', 'granted', 'refused')),
  answered TEXT,
  answered_by TEXT,
  -- Why it was refused.
  answer TEXT,
  -- Identities of those of the recipients who got it, as JSON.
  reached TEXT
) STRICT;
CREATE INDEX release_request_by_originator ON release_request (originator);
CREATE INDEX release_request_by_asker ON release_request (asker);
CREATE INDEX release_request_by_object ON release_request (object);

-- Whether who gets less of a version is told that something is withheld.
ALTER TABLE version ADD COLUMN says_withheld INTEGER NOT NULL DEFAULT 1;

CREATE TABLE date_policy (
  member INTEGER NOT NULL REFERENCES member,
  -- TLP level, or 'none' for what carries none.
  tlp TEXT NOT NULL,
  -- Days after publication; null where nothing is set.
  review_days INTEGER CHECK (review_days > 0),
  expiry_days INTEGER CHECK (expiry_days > 0),
  PRIMARY KEY (member, tlp)
) STRICT, WITHOUT ROWID;
`;
