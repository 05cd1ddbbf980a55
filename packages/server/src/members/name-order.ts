const names = new Intl.Collator('en', { numeric: true });

type Named = { readonly name: string };
type Counted = { readonly label: string; readonly count: number };

/** The order in which people look for names: “Claim 2” before “Claim 10”, letters with accents beside those without. */
export const compareNames: (a: string, b: string) => number = names.compare;

export function byName(a: Named, b: Named): number {
  return names.compare(a.name, b.name);
}

/** What is counted most first, then by what it is called. */
export function mostFirst(a: Counted, b: Counted): number {
  return b.count - a.count || names.compare(a.label, b.label);
}
