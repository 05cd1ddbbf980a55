/** Recalls, receipts, and what a member that left holds. */
export const recallSchema = `
`;
