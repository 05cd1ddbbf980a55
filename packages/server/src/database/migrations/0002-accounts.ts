/**
 * Accounts, what they sign in with, and tokens. `account`, `credential`, `session` and `verification` are better-auth's
 * user, account, session and verification under our names (see accounts/better-auth.ts).
 */
export const accountsSchema = `
CREATE TABLE account (
  id TEXT PRIMARY KEY,
  member INTEGER NOT NULL REFERENCES member,
  name TEXT NOT NULL,
  -- Lower case: signing in does not mind how it is written.
  email TEXT NOT NULL UNIQUE,
  email_verified INTEGER NOT NULL DEFAULT 0,
  image TEXT,
  disabled INTEGER NOT NULL DEFAULT 0,
  -- The password opens nothing but the choice of another.
  password_to_change INTEGER NOT NULL DEFAULT 0,
  last_sign_in TEXT,
  created TEXT NOT NULL,
  updated TEXT NOT NULL
) STRICT;
CREATE INDEX account_by_member ON account (member, email);

CREATE TABLE account_role (
  account TEXT NOT NULL REFERENCES account ON DELETE CASCADE,
  role TEXT NOT NULL,
  PRIMARY KEY (account, role)
) STRICT, WITHOUT ROWID;

CREATE TABLE credential (
  id TEXT PRIMARY KEY,
  account TEXT NOT NULL REFERENCES account ON DELETE CASCADE,
  -- 'credential' for a password; an identity provider later.
  provider TEXT NOT NULL,
  provider_account TEXT NOT NULL,
  -- scrypt, as salt:key in hexadecimal.
  password TEXT,
  access_token TEXT,
  refresh_token TEXT,
  id_token TEXT,
  access_token_expires TEXT,
  refresh_token_expires TEXT,
  scope TEXT,
  created TEXT NOT NULL,
  updated TEXT NOT NULL,
  UNIQUE (account, provider, provider_account)
) STRICT;

CREATE TABLE session (
  id TEXT PRIMARY KEY,
  account TEXT NOT NULL REFERENCES account ON DELETE CASCADE,
  token TEXT NOT NULL UNIQUE,
  expires TEXT NOT NULL,
  ip_address TEXT,
  user_agent TEXT,
  created TEXT NOT NULL,
  updated TEXT NOT NULL
) STRICT;
CREATE INDEX session_by_account ON session (account);
CREATE INDEX session_by_expires ON session (expires);

CREATE TABLE verification (
  id TEXT PRIMARY KEY,
  identifier TEXT NOT NULL,
  value TEXT NOT NULL,
  expires TEXT NOT NULL,
  created TEXT NOT NULL,
  updated TEXT NOT NULL
) STRICT;
CREATE INDEX verification_by_identifier ON verification (identifier);

CREATE TABLE token (
  id TEXT PRIMARY KEY,
  -- SHA-256 of the token; the token itself is shown once and kept nowhere.
  hash BLOB NOT NULL UNIQUE,
  member INTEGER NOT NULL REFERENCES member,
  -- The person it belongs to, or null where it acts for the member alone.
  account TEXT REFERENCES account ON DELETE CASCADE,
  label TEXT NOT NULL,
  write INTEGER NOT NULL,
  created TEXT NOT NULL,
  expires TEXT NOT NULL,
  last_used TEXT
) STRICT;
CREATE INDEX token_by_member ON token (member);
CREATE INDEX token_by_account ON token (account);
`;
