/** Texts that came in. */
export const reportsSchema = `
`;
