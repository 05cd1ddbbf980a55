/** The signed roster, keys and signatures. */
export const rosterSchema = `
`;
