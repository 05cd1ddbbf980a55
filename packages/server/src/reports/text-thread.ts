import { Worker } from 'node:worker_threads';
import { Problem, type ProblemCode } from '../http/problem.ts';
import type { TextAnswer, TextTask } from './text-worker.ts';

const heapMegabytes = 512;

const codes: Readonly<Record<string, ProblemCode>> = {
  'too-large': 'too-large',
  unsupported: 'unsupported-media-type',
};

type Value = Extract<TextAnswer, { readonly ok: true }>['value'];

/** A thread that works on one text at a time, and is thrown away with it where that takes too long or too much. */
export type TextThread = AsyncDisposable & {
  /** Rejects with a `Problem`. To be asked again only when it has answered. */
  run(task: TextTask): Promise<Value>;
};

export function createTextThread(patienceMilliseconds: number): TextThread {
  let worker: Worker | undefined;
  let failing: ((problem: Problem) => void) | undefined;

  function fail(problem: Problem): void {
    const failed = worker;
    worker = undefined;
    failed?.removeAllListeners();
    void failed?.terminate();
    failing?.(problem);
  }

  function start(): Worker {
    const started = new Worker(new URL('text-worker.ts', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: heapMegabytes },
      // Nothing of the environment is a parser's business.
      env: {},
    });
    started.on('error', () => fail(new Problem('invalid', 'The file takes too much to read.')));
    return started;
  }

  return {
    async run(task) {
      worker ??= start();
      const used = worker;
      used.ref();
      const timer = setTimeout(
        () => fail(new Problem('invalid', 'The file takes too long to read.')),
        patienceMilliseconds,
      );
      try {
        return await new Promise<Value>((resolve, reject) => {
          failing = reject;
          used.once('message', (answer: TextAnswer) =>
            answer.ok ? resolve(answer.value) : reject(new Problem(codes[answer.code] ?? 'invalid', answer.message)),
          );
          used.postMessage(task);
        });
      } finally {
        clearTimeout(timer);
        failing = undefined;
        worker?.unref();
      }
    },
    async [Symbol.asyncDispose]() {
      const ended = worker;
      fail(new Problem('internal', 'The node is stopping.'));
      await ended?.terminate();
    },
  };
}
