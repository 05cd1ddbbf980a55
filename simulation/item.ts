/** Terms as the workload uses them; members are numbers. `isBound`: not to be passed on (ORCON). */
export type ItemTerms =
  | { readonly tlp: 'clear' | 'green'; readonly isBound?: boolean }
  | { readonly tlp: 'amber' | 'amber+strict'; readonly to: readonly number[]; readonly isBound?: boolean }
  /** For persons in sessions of their own: nothing of it leaves the node. */
  | { readonly tlp: 'red'; readonly to: readonly number[] }
  | { readonly tlp: 'unmarked' };

export type ItemVersion = {
  readonly text: string;
  readonly terms: ItemTerms;
  /** When it is to be purged everywhere, in milliseconds since 1970. */
  readonly expires?: number;
  /** Members that were away when it was published, at a node that knew so; emptied as they come back. */
  readonly withheldFrom: Set<number>;
  /** Nobody was away when it was published. */
  readonly isForAllThere: boolean;
};

export type Item = {
  readonly id: string;
  readonly author: number;
  /** Oldest first; each holds a text that is nowhere else. */
  readonly versions: ItemVersion[];
  recalled: boolean;
};

const secret = /secret [0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

/** The texts of versions that stand in a text. */
export function secretsIn(text: string | undefined): ReadonlySet<string> {
  return new Set(text?.match(secret));
}
