import type { Database } from '../database/open-database.ts';

/** Which nodes that are to confirm a purge can be heard, as far as one knows from here. Peers are given by their rows. */
export type NodeReach = Disposable & {
  /** Begins to tell who waits when that changes. */
  start(): void;
  /** It has just asked for something. */
  seen(peer: number): void;
  /** It cannot be reached, or does not want to be. */
  isSilent(peer: number): boolean;
};

/** A node looks every half minute by itself, and after failures at most every minute. */
const patience = 2 * 60_000;
const lookMilliseconds = 5000;

type Parts = {
  readonly database: Database;
  /** Whether it hears what is new here just now. */
  readonly isListening: (peer: number) => boolean;
  /** What it stands for has changed for the members (rows) that wait for it. */
  readonly changed: (owners: ReadonlySet<number>) => void;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
};

export function createNodeReach({ database, isListening, changed, clock }: Parts, every = lookMilliseconds): NodeReach {
  const waitedFor = database.prepare(
    `SELECT p.peer FROM peer p
     WHERE EXISTS (SELECT 1 FROM recall_node n WHERE n.peer = p.peer AND n.confirmed IS NULL)`,
  );
  const waiting = database.prepare(
    `SELECT DISTINCT r.owner FROM recall_node n JOIN recall r ON r.recall = n.recall
     WHERE n.peer = ? AND n.confirmed IS NULL`,
  );
  const started = clock();
  const lastSeen = new Map<number, number>();
  /** As the owners that wait were told last. */
  const silent = new Set<number>();
  let timer: NodeJS.Timeout | undefined;

  const isSilent = (peer: number): boolean =>
    !isListening(peer) && clock() - (lastSeen.get(peer) ?? started) > patience;

  function review(peer: number): void {
    if (isListening(peer)) lastSeen.set(peer, clock());
    const is = isSilent(peer);
    if (is === silent.has(peer)) return;
    if (is) silent.add(peer);
    else silent.delete(peer);
    changed(new Set(waiting.all(peer).map(({ owner }) => Number(owner))));
  }

  return {
    start() {
      timer ??= setInterval(() => {
        for (const { peer } of waitedFor.all()) review(Number(peer));
      }, every).unref();
    },
    seen(peer) {
      lastSeen.set(peer, clock());
      if (silent.has(peer)) review(peer);
    },
    isSilent,
    [Symbol.dispose]: () => clearInterval(timer),
  };
}
