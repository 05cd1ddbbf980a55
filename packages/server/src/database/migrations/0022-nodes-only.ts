/** What plain TAXII clients and files must not hold is found without reading all terms. */
export const nodesOnly = `
CREATE INDEX terms_nodes_only ON terms (collection) WHERE instr(expression, '"nodesOnly":true') > 0;
`;
