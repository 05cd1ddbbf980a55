/** What members decide once for all that they publish. */
export const policiesSchema = `
`;
