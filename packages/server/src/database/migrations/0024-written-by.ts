/** Who wrote a version for its owner and sees less than it: a unit of it, or who holds its mandate. */
export const writtenBy = `
-- A member's or unit's principal; null where the owner itself wrote it.
ALTER TABLE version ADD COLUMN written_by INTEGER;
`;
