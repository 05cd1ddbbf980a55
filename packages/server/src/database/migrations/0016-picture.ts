/** What briefs and the first page ask for. */
export const pictureSchema = `
-- What was said on a day, on any claim or none.
CREATE INDEX statement_row_by_said ON statement_row (said, added, terms);
`;
