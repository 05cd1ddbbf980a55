import { PeerFailure, type PeerFailureCode } from './peer-failure.ts';

/** How much is asked for at a time on a line: less after what broke off on the way, more after what came quickly. */
export type Pace = {
  /** Objects (or orders) of the next page. */
  limit(): number;
  /** A page came, after so many milliseconds. */
  came(milliseconds: number): void;
  /** A page did not come whole: false where it was already as small as can be asked for. */
  slacken(): boolean;
};

/** What takes longer than this is not asked for in larger pieces. */
const quickMilliseconds = 10_000;

export function createPace(most: number): Pace {
  let limit = most;
  return {
    limit: () => limit,
    came(milliseconds) {
      if (milliseconds < quickMilliseconds) limit = Math.min(most, limit * 2);
    },
    slacken() {
      if (limit === 1) return false;
      limit = Math.max(1, limit >> 2);
      return true;
    },
  };
}

const tooMuch: ReadonlySet<string> = new Set<PeerFailureCode>(['too-large', 'broken-off']);

/** A page of the size that gets through; throws what `ask` throws where even the smallest does not. */
export async function askAtPace<T>(pace: Pace, ask: (limit: number) => Promise<T>): Promise<T> {
  for (;;) {
    const begun = performance.now();
    try {
      const answer = await ask(pace.limit());
      pace.came(performance.now() - begun);
      return answer;
    } catch (error) {
      const isTooMuch = error instanceof PeerFailure && tooMuch.has(error.code);
      if (!isTooMuch || !pace.slacken()) throw error;
    }
  }
}
