import type { Recall } from './recall-store.ts';

/**
 * Orders that a peer tells although they are known and carried out: it has no word of ours, since another peer told it
 * first, or the word was lost. It gets it again, now and then, so that two nodes that disagree do not go round in circles.
 */
export type ToldAgain = {
  note(peer: number, recall: Recall): void;
  /** Those that are due to a peer; so many at most. */
  of(peer: number, limit: number): readonly Recall[];
  said(peer: number, recalls: readonly Recall[]): void;
};

const restMilliseconds = 60_000;
/** Then it begins anew: it saves work, and nothing depends on it. */
const mostKept = 100_000;

/** `clock`: milliseconds since 1970. */
export function createToldAgain(clock: () => number): ToldAgain {
  const due = new Map<number, Map<number, Recall>>();
  const last = new Map<string, number>();
  return {
    note(peer, recall) {
      const key = `${peer} ${recall.recall}`;
      if (recall.purged === undefined || clock() - (last.get(key) ?? 0) < restMilliseconds) return;
      if (last.size >= mostKept) last.clear();
      last.set(key, clock());
      due.set(peer, (due.get(peer) ?? new Map()).set(recall.recall, recall));
    },
    of: (peer, limit) => [...(due.get(peer)?.values() ?? [])].slice(0, limit),
    said(peer, recalls) {
      for (const { recall } of recalls) due.get(peer)?.delete(recall);
    },
  };
}
