/** Which reports are copies of one another, and what waits of a proposal. */
export const decisionsKept = `
-- A row for each placement of a relationship that says so of two reports.
CREATE TABLE report_copy (
  added INTEGER PRIMARY KEY,
  one TEXT NOT NULL,
  other TEXT NOT NULL
) STRICT;

-- Feeds that are not pulled until somebody says so.
ALTER TABLE feed ADD COLUMN paused INTEGER NOT NULL DEFAULT 0 CHECK (paused IN (0, 1));

-- The approval in which the statement that was made of a proposal waits for a second person.
ALTER TABLE proposal ADD COLUMN approval TEXT;

-- What somebody decided of other versions of a report.
CREATE INDEX report_reading_by_report ON report_reading (report, reader);
`;
