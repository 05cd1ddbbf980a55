/** Peers, cursors of delivery and what was set aside. */
export const peersSchema = `
`;
