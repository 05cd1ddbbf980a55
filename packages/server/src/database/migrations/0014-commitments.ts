/** Rows made of commitments, expectations and conditions. */
export const commitmentsSchema = `
-- What the ledger is folded from, of every type that it knows, keyed by the placement that it is made of.
CREATE TABLE ledger_row (
  added INTEGER PRIMARY KEY,
  terms INTEGER NOT NULL,
  type TEXT NOT NULL,
  -- What was read of the object (packages/commitments), as JSON.
  content TEXT NOT NULL
) STRICT;
CREATE INDEX ledger_row_by_terms ON ledger_row (terms);

-- Counts every change of the rows, so that what was read of them can be kept until the next.
CREATE TABLE ledger_edition (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  edition INTEGER NOT NULL
) STRICT;
INSERT INTO ledger_edition VALUES (1, 0);
-- Which rows the last editions changed, so that what was read can follow them.
CREATE TABLE ledger_change (
  edition INTEGER PRIMARY KEY,
  added INTEGER NOT NULL
) STRICT;
CREATE TRIGGER ledger_row_added AFTER INSERT ON ledger_row
BEGIN
  UPDATE ledger_edition SET edition = edition + 1;
  INSERT INTO ledger_change SELECT edition, new.added FROM ledger_edition;
  DELETE FROM ledger_change WHERE edition <= (SELECT edition FROM ledger_edition) - 2000;
END;
CREATE TRIGGER ledger_row_removed AFTER DELETE ON ledger_row
BEGIN
  UPDATE ledger_edition SET edition = edition + 1;
  INSERT INTO ledger_change SELECT edition, old.added FROM ledger_edition;
  DELETE FROM ledger_change WHERE edition <= (SELECT edition FROM ledger_edition) - 2000;
END;

-- Whose figures a viewer has chosen to see used, where sources differ.
CREATE TABLE figure_choice (
  principal INTEGER NOT NULL,
  commitment TEXT NOT NULL,
  source TEXT NOT NULL,
  PRIMARY KEY (principal, commitment)
) STRICT, WITHOUT ROWID;
`;
