/** What is said to a process of nodes. */
export type ToHolders =
  | { readonly kind: 'join'; readonly place: number; readonly invitation: string; readonly fingerprint: string }
  | { readonly kind: 'watch'; readonly id: string }
  | { readonly kind: 'count' }
  | { readonly kind: 'end' };

/** What it says. `at`: milliseconds since 1970, with fractions; `processor`: milliseconds that the process has used. */
export type FromHolders =
  | { readonly kind: 'ready' }
  | { readonly kind: 'joined'; readonly place: number; readonly fingerprint: string }
  | { readonly kind: 'watching'; readonly id: string }
  | { readonly kind: 'visible'; readonly place: number; readonly id: string; readonly at: number }
  | { readonly kind: 'counted'; readonly least: number; readonly most: number; readonly processor: number };
