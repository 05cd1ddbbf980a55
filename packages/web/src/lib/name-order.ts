/** The order in which the reader looks for names, in his language: “Claim 2” before “Claim 10”. */
export const compareNames: (a: string, b: string) => number = new Intl.Collator(undefined, { numeric: true }).compare;
