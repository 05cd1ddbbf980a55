/** Units of members, and persons: every account becomes a principal, reading what its member read until now. */
export const units = `
CREATE TABLE unit (
  unit INTEGER PRIMARY KEY REFERENCES principal,
  member INTEGER NOT NULL REFERENCES member,
  -- One of a kind within its member: units are addressed as "Member/Unit".
  name TEXT NOT NULL COLLATE NOCASE,
  kind TEXT NOT NULL CHECK (kind IN ('internal', 'served')),
  about TEXT,
  -- An internal unit that its member appoints for AMBER+STRICT.
  amber_strict INTEGER NOT NULL DEFAULT 0 CHECK (kind = 'internal' OR amber_strict = 0),
  -- A served unit that its member allows AMBER.
  amber INTEGER NOT NULL DEFAULT 0 CHECK (kind = 'served' OR amber = 0),
  -- Whether the coalition knows of it.
  listed INTEGER NOT NULL,
  created TEXT NOT NULL,
  closed TEXT,
  UNIQUE (member, name)
) STRICT;

ALTER TABLE account ADD COLUMN principal INTEGER REFERENCES principal;
-- The unit it acts for, or null where it acts for the member itself.
ALTER TABLE account ADD COLUMN unit INTEGER REFERENCES unit;
ALTER TABLE account ADD COLUMN cleared_for_red INTEGER NOT NULL DEFAULT 0;
ALTER TABLE token ADD COLUMN unit INTEGER REFERENCES unit;

INSERT INTO principal (kind, name, identity, member, has_read)
  SELECT 'person', a.name, 'identity--' || a.id, a.member, p.has_read AND NOT a.disabled
  FROM account a JOIN principal p ON p.principal = a.member ORDER BY a.created, a.id;
UPDATE account SET principal = (SELECT principal FROM principal WHERE identity = 'identity--' || account.id);
CREATE UNIQUE INDEX account_by_principal ON account (principal);

INSERT INTO visible (principal, terms)
  SELECT a.principal, v.terms FROM account a JOIN visible v ON v.principal = a.member WHERE a.disabled = 0;
`;
