import { Problem } from '../http/problem.ts';
import { type CredentialEnds, endsViewer } from './credential-ends.ts';
import type { Viewer } from './viewer.ts';

/**
 * What a viewer sends or takes bit by bit, for as long as the credential is good with which he began: where that ends
 * first, nothing more of it passes, and `not-signed-in` is thrown.
 */
export type WhileGood = <T>(viewer: Viewer, chunks: AsyncIterable<T> | Iterable<T>) => AsyncGenerator<T, void>;

/** `clock`: milliseconds since 1970. */
export function createWhileGood({ onCredentialEnded }: CredentialEnds, clock: () => number): WhileGood {
  return async function* (viewer, chunks) {
    let isOver = false;
    const stop = onCredentialEnded((end) => {
      isOver ||= endsViewer(end, viewer);
    });
    const mustBeGood = (): void => {
      if (isOver || (viewer.until ?? Number.POSITIVE_INFINITY) <= clock()) {
        throw new Problem('not-signed-in', 'Your access ended before this did.');
      }
    };
    try {
      for await (const chunk of chunks) {
        mustBeGood();
        yield chunk;
      }
      mustBeGood();
    } finally {
      stop();
    }
  };
}
