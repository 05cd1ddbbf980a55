/** Rows made of commitments and expectations. */
export const commitmentsSchema = `
`;
