import { setTimeout as pause } from 'node:timers/promises';
import { backoff } from './backoff.ts';
import type { Outbound } from './outbound.ts';
import { listenToPeer } from './peer-events.ts';
import { PeerFailure } from './peer-failure.ts';

export type LoopParts = {
  readonly outbound: Outbound;
  readonly token: string;
  /** Reads all there is. */
  readonly pull: (signal: AbortSignal) => Promise<{ readonly isComplete: boolean }>;
  readonly onConnected: (isConnected: boolean) => void;
  readonly onPulled: () => void;
  readonly onFailed: (failure: PeerFailure) => void;
  /** Between two looks where no event comes; varied a little. */
  readonly pollMilliseconds: number;
};

/** Reads for one member at one peer, until it is stopped. */
export type ReadingLoop = AsyncDisposable & { wake(): void };

/** Wakes in quick succession are one: a peer cannot make us ask more often than this. */
const quietMilliseconds = 100;
const mostWhileTurnedAway = 10_000;

export function startReadingLoop(parts: LoopParts): ReadingLoop {
  const stopping = new AbortController();
  const { signal } = stopping;
  let isWoken = true;
  let turn: () => void = () => {};

  function wake(): void {
    isWoken = true;
    turn();
  }

  function wait(milliseconds: number): Promise<void> {
    if (isWoken || signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      turn = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  async function read(): Promise<void> {
    let failures = 0;
    while (!signal.aborted) {
      isWoken = false;
      try {
        const { isComplete } = await parts.pull(signal);
        failures = 0;
        parts.onPulled();
        if (!isComplete) isWoken = true;
      } catch (error) {
        if (signal.aborted) return;
        failures += 1;
        const failure = failureOf(error);
        parts.onFailed(failure);
        await rest(backoff(failures, 500, failure.code === 'turned-away' ? mostWhileTurnedAway : 60_000));
        isWoken = true;
      }
      await rest(quietMilliseconds);
      await wait(parts.pollMilliseconds * (0.75 + Math.random() / 2));
    }
  }

  async function listen(): Promise<void> {
    let failures = 0;
    while (!signal.aborted) {
      let wasConnected = false;
      try {
        await listenToPeer(
          parts.outbound,
          parts.token,
          (event) => {
            if (event === 'hello') {
              failures = 0;
              wasConnected = true;
              parts.onConnected(true);
            }
            // Also at the beginning: what was said while nobody listened is there to be read.
            wake();
          },
          signal,
        );
      } catch {
        // Why is told by the next pull, which asks the same server.
      }
      if (wasConnected) wake();
      parts.onConnected(false);
      failures += 1;
      await rest(backoff(failures, 500, 30_000));
    }
  }

  async function rest(milliseconds: number): Promise<void> {
    await pause(milliseconds, undefined, { signal }).catch(() => {});
  }

  const running = Promise.allSettled([read(), listen()]);
  return {
    wake,
    async [Symbol.asyncDispose]() {
      stopping.abort();
      turn();
      await running;
    },
  };
}

function failureOf(error: unknown): PeerFailure {
  if (error instanceof PeerFailure) return error;
  return new PeerFailure('unexpected-answer', error instanceof Error ? error.name : 'It failed.');
}
