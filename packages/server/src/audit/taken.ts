/** What waited to be written down, taken out to be written in a transaction, or put back where that failed. */
export type Taken = { write(): void; putBack(): void };
