import { backoff } from '../retrying/backoff.ts';
import type { SetAsideStore } from './set-aside-store.ts';

/**
 * Tries by itself what may pass by now: at once after a change of the roster, and then at growing intervals for as long
 * as anything waits for such a reason.
 */
export type SetAsideAgain = AsyncDisposable & {
  /** Members, keys or nodes may be others now. */
  rosterChanged(): void;
  /** Something more waits. */
  setAside(): void;
};

/** What a later roster, or a later moment, may change. What is wrong in itself stays wrong. */
export const mayPass: readonly string[] = [
  'unknown-owner',
  'owner-left',
  'unknown-key',
  'key-not-yet-valid',
  'not-a-member-then',
  'passed-on',
  'signed-in-future',
  'fault',
];
const leastMilliseconds = 30_000;
const mostMilliseconds = 6 * 60 * 60_000;

export function createSetAsideAgain(
  setAsides: Pick<SetAsideStore, 'because'>,
  tryAgain: (peer: number, setAside: number) => Promise<boolean>,
  least = leastMilliseconds,
): SetAsideAgain {
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;
  let isAsked = false;
  let attempts = 0;
  let isClosed = false;

  async function pass(): Promise<void> {
    for (const { peer, setAside } of setAsides.because(mayPass)) {
      // A change meanwhile begins anew: what comes after it is not tried twice.
      if (isClosed || isAsked) return;
      await tryAgain(peer, setAside);
    }
  }

  async function run(): Promise<void> {
    do {
      isAsked = false;
      // A full disk, for instance: it is tried again later.
      await pass().catch(() => {});
    } while (isAsked && !isClosed);
    running = undefined;
    plan();
  }

  function begin(): void {
    clearTimeout(timer);
    timer = undefined;
    isAsked = true;
    if (!isClosed) running ??= run();
  }

  function plan(): void {
    if (isClosed || timer !== undefined || running !== undefined || setAsides.because(mayPass, 1).length === 0) return;
    attempts += 1;
    timer = setTimeout(begin, backoff(attempts, least, mostMilliseconds)).unref();
  }

  return {
    rosterChanged() {
      attempts = 0;
      begin();
    },
    setAside: plan,
    async [Symbol.asyncDispose]() {
      isClosed = true;
      clearTimeout(timer);
      await running;
    },
  };
}
