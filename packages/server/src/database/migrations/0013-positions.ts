/** Rows made of statements, claims and positions. */
export const positionsSchema = `
`;
