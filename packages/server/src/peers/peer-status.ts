/** How an exchange goes, in memory: it begins anew with the node. Times are milliseconds since 1970. */
export type PeerStatus = {
  /** Members for whom its events are heard just now. */
  readonly connected: ReadonlySet<number>;
  /** When all that it had for one of the members here was last here. */
  readonly caughtUp?: number;
  /** Up to which date over there everything is here, while it is being caught up with. */
  readonly upTo?: string;
  readonly failure?: { readonly code: string; readonly message: string; readonly at: number };
  /** Members (names) of whom it tells more orders, about what never came here, than are kept: since the node started. */
  readonly refusesOrdersOf: readonly string[];
  /** Objects stored since the node started. */
  readonly received: number;
  /** Objects stored in the last minute. */
  readonly perMinute: number;
};

export type PeerStatuses = {
  of(peer: number): PeerStatus;
  connected(peer: number, member: number, is: boolean): void;
  received(peer: number, objects: number, upTo: string): void;
  /** It answered what it was asked; `isComplete`: and all that it had is here. */
  answered(peer: number, isComplete: boolean): void;
  /** Orders of that member are refused; whether it is news. */
  refusesOrders(peer: number, member: string): boolean;
  /** Whether it is news: a failure of another kind than those that were news in the last ten minutes. */
  failed(peer: number, code: string, message: string): boolean;
  forget(peer: number): void;
};

type Status = {
  connected: Set<number>;
  caughtUp?: number;
  upTo?: string;
  failure?: { code: string; message: string; at: number };
  /** When a failure of each kind was last news. */
  told: Map<string, number>;
  refusesOrdersOf: Set<string>;
  received: number;
  recent: { at: number; objects: number }[];
};

const minute = 60_000;

export function createPeerStatuses(clock: () => number): PeerStatuses {
  const statuses = new Map<number, Status>();
  function status(peer: number): Status {
    let found = statuses.get(peer);
    if (found === undefined) {
      found = { connected: new Set(), told: new Map(), refusesOrdersOf: new Set(), received: 0, recent: [] };
      statuses.set(peer, found);
    }
    return found;
  }

  return {
    of(peer) {
      const { recent, refusesOrdersOf, told: _, ...rest } = status(peer);
      const since = clock() - minute;
      const perMinute = recent.filter(({ at }) => at > since).reduce((sum, { objects }) => sum + objects, 0);
      return { ...rest, refusesOrdersOf: [...refusesOrdersOf], perMinute };
    },
    connected(peer, member, is) {
      const { connected } = status(peer);
      if (is) connected.add(member);
      else connected.delete(member);
    },
    received(peer, objects, upTo) {
      const found = status(peer);
      const now = clock();
      found.received += objects;
      found.upTo = upTo;
      found.recent = found.recent.filter(({ at }) => at > now - minute);
      found.recent.push({ at: now, objects });
    },
    answered(peer, isComplete) {
      const found = status(peer);
      if (isComplete) found.caughtUp = clock();
      delete found.failure;
    },
    refusesOrders(peer, member) {
      const { refusesOrdersOf } = status(peer);
      if (refusesOrdersOf.has(member)) return false;
      refusesOrdersOf.add(member);
      return true;
    },
    failed(peer, code, message) {
      const found = status(peer);
      const at = clock();
      found.failure = { code, message, at };
      // Through a line that fails and works by turns the same is told again and again.
      const isNews = at - (found.told.get(code) ?? Number.NEGATIVE_INFINITY) > 10 * minute;
      if (isNews) found.told.set(code, at);
      return isNews;
    },
    forget(peer) {
      statuses.delete(peer);
    },
  };
}
