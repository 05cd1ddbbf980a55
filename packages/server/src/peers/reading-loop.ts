import { setTimeout as pause } from 'node:timers/promises';
import { Problem } from '../http/problem.ts';
import { backoff } from '../retrying/backoff.ts';
import type { Outbound } from './outbound.ts';
import { listenToPeer, type PeerNews } from './peer-events.ts';
import { PeerFailure } from './peer-failure.ts';

export type LoopParts = {
  readonly outbound: Outbound;
  readonly token: string;
  /** Whether the peer passes on what others' nodes released. */
  readonly isHub: boolean;
  /** Reads all there is. */
  readonly pull: (signal: AbortSignal) => Promise<{ readonly isComplete: boolean }>;
  /** The peer said which roster it has: whether that is another than the one here. */
  readonly onRoster: (state: string) => boolean;
  /** Takes the peer's roster, and nothing else. */
  readonly followRoster: (signal: AbortSignal) => Promise<void>;
  readonly onConnected: (isConnected: boolean) => void;
  readonly onPulled: (isComplete: boolean) => void;
  readonly onFailed: (failure: PeerFailure) => void;
  /** Between two looks where no event comes; varied a little. */
  readonly pollMilliseconds: number;
};

/** Reads for one member at one peer, until it is stopped. */
export type ReadingLoop = AsyncDisposable & {
  /** There is something to read; after a failure it still waits, unless somebody asks for it `atOnce`. */
  wake(atOnce?: 'at-once'): void;
};

/** Wakes in quick succession are one: a peer cannot make us ask more often than this. */
const quietMilliseconds = 100;
/** A stream that lasted so long was a good one: it is asked for again at once. */
const goodStreamMilliseconds = 30_000;
const mostWhileTurnedAway = 10_000;
/** So long the first look waits for the stream, whose beginning asks for one anyway. */
const firstWordMilliseconds = 2000;

export function startReadingLoop(parts: LoopParts): ReadingLoop {
  const stopping = new AbortController();
  const { signal } = stopping;
  const firstWord = Promise.withResolvers<void>();
  let woken: 'all' | 'roster' | undefined;
  let turn: () => void = () => {};
  let resting = new AbortController();

  function wake(what: 'all' | 'roster' = 'all'): void {
    if (woken !== 'all') woken = what;
    turn();
  }

  function wait(milliseconds: number): Promise<void> {
    if (woken !== undefined || signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      turn = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  async function readAll(): Promise<void> {
    const { isComplete } = await parts.pull(signal);
    parts.onPulled(isComplete);
    if (!isComplete) wake();
  }

  async function read(): Promise<void> {
    let failures = 0;
    await Promise.race([firstWord.promise, rest(firstWordMilliseconds)]);
    while (!signal.aborted) {
      const what = woken;
      woken = undefined;
      try {
        await (what === 'roster' ? parts.followRoster(signal) : readAll());
        failures = 0;
      } catch (error) {
        if (signal.aborted) return;
        failures += 1;
        const failure = failureOf(error);
        parts.onFailed(failure);
        resting = new AbortController();
        const either = AbortSignal.any([signal, resting.signal]);
        await rest(backoff(failures, 500, failure.code === 'turned-away' ? mostWhileTurnedAway : 60_000), either);
        wake();
      }
      await rest(quietMilliseconds);
      await wait(parts.pollMilliseconds * (0.75 + Math.random() / 2));
    }
  }

  /** Also where it failed last: nothing is to be waited for any more. */
  function wakeAtOnce(): void {
    wake();
    resting.abort();
  }

  function hear(news: PeerNews): void {
    // It is there again. What was said while nobody listened is there to be read.
    if (news.event === 'roster') {
      if (parts.onRoster(news.state)) wake('roster');
    } else if (news.event === 'hello') wakeAtOnce();
    else wake();
  }

  async function listen(): Promise<void> {
    let failures = 0;
    while (!signal.aborted) {
      let connectedAt: number | undefined;
      try {
        await listenToPeer(
          parts.outbound,
          parts,
          (news) => {
            if (news.event === 'hello') {
              connectedAt ??= performance.now();
              parts.onConnected(true);
              firstWord.resolve();
            }
            hear(news);
          },
          signal,
        );
      } catch {
        // Why is told by the next pull, which asks the same server.
      }
      firstWord.resolve();
      if (connectedAt !== undefined) wake();
      parts.onConnected(false);
      const lasted = connectedAt === undefined ? 0 : performance.now() - connectedAt;
      failures = lasted < goodStreamMilliseconds ? failures + 1 : 1;
      await rest(backoff(failures, 500, 30_000));
    }
  }

  async function rest(milliseconds: number, until = signal): Promise<void> {
    await pause(milliseconds, undefined, { signal: until }).catch(() => {});
  }

  const running = Promise.allSettled([read(), listen()]);
  return {
    wake(atOnce) {
      if (atOnce === undefined) wake();
      else wakeAtOnce();
    },
    async [Symbol.asyncDispose]() {
      stopping.abort();
      turn();
      await running;
    },
  };
}

function failureOf(error: unknown): PeerFailure {
  if (error instanceof PeerFailure) return error;
  if (error instanceof Problem) return new PeerFailure('not-stored', error.message);
  return new PeerFailure('unexpected-answer', error instanceof Error ? error.name : 'It failed.');
}
