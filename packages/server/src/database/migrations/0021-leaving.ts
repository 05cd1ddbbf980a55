/** What becomes of what a member contributed when it leaves, and what was done about it. Times are ISO 8601. */
export const leavingSchema = `
-- As the member itself has set it; nothing: it stays.
CREATE TABLE leaving_terms (
  member INTEGER PRIMARY KEY REFERENCES member,
  contributions TEXT NOT NULL CHECK (contributions IN ('stays', 'frozen', 'goes')),
  -- The same under its signature, as nodes tell each other, and when it signed that.
  word TEXT,
  said TEXT
) STRICT;

-- A member that has left, and when all that follows from it was done; gone once it is one again.
CREATE TABLE departure (
  member INTEGER PRIMARY KEY REFERENCES member,
  left TEXT NOT NULL,
  done TEXT
) STRICT;
`;
