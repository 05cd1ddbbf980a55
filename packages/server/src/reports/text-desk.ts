import { Worker } from 'node:worker_threads';
import type { FileHint, ReadFile } from '@entente/documents';
import type { ExtractOptions, Statement } from '@entente/statements';
import { Problem, type ProblemCode } from '../http/problem.ts';
import type { TextAnswer, TextTask } from './text-worker.ts';

/** Longer than this no text takes that means well. */
const patienceMilliseconds = 20_000;
const heapMegabytes = 512;
/** Beyond this much that waits, whoever comes is asked to come again: it is held in memory. */
const mostWaitingBytes = 64 * 1024 * 1024;

const codes: Readonly<Record<string, ProblemCode>> = {
  'too-large': 'too-large',
  unsupported: 'unsupported-media-type',
};

/** Takes files apart and finds statements, one after the other, in a thread that is stopped where it takes too long. */
export type TextDesk = AsyncDisposable & {
  /** Throws `too-large`, `unsupported-media-type`, `invalid`, `too-many-requests`. */
  read(bytes: Uint8Array, hint: FileHint): Promise<ReadFile>;
  propose(text: string, options: ExtractOptions): Promise<readonly Statement[]>;
};

type Job = {
  readonly task: TextTask;
  readonly resolve: (value: ReadFile | readonly Statement[]) => void;
  readonly reject: (problem: Problem) => void;
};

export function createTextDesk(patience: number = patienceMilliseconds): TextDesk {
  const waiting: Job[] = [];
  let current: Job | undefined;
  let worker: Worker | undefined;
  let timer: NodeJS.Timeout | undefined;

  function settle(done: (job: Job) => void): void {
    clearTimeout(timer);
    const job = current;
    current = undefined;
    if (job !== undefined) done(job);
    next();
  }

  function fail(message: string): void {
    const failed = worker;
    worker = undefined;
    failed?.removeAllListeners();
    void failed?.terminate();
    settle(({ reject }) => reject(new Problem('invalid', message)));
  }

  function start(): Worker {
    const started = new Worker(new URL('text-worker.ts', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: heapMegabytes },
      // Nothing of the environment is a parser's business.
      env: {},
    });
    started.unref();
    started.on('message', (answer: TextAnswer) =>
      settle(({ resolve, reject }) =>
        answer.ok ? resolve(answer.value) : reject(new Problem(codes[answer.code] ?? 'invalid', answer.message)),
      ),
    );
    started.on('error', () => fail('The file takes too much to read.'));
    return started;
  }

  function next(): void {
    if (current !== undefined) return;
    current = waiting.shift();
    if (current === undefined) {
      worker?.unref();
      return;
    }
    worker ??= start();
    worker.ref();
    timer = setTimeout(() => fail('The file takes too long to read.'), patience);
    worker.postMessage(current.task);
  }

  function ask(task: TextTask): Promise<ReadFile | readonly Statement[]> {
    if (waiting.reduce((sum, each) => sum + sizeOf(each.task), 0) > mostWaitingBytes) {
      throw new Problem('too-many-requests', 'Many texts are being read; try again in a minute.', { retryAfter: 60 });
    }
    return new Promise((resolve, reject) => {
      waiting.push({ task, resolve, reject });
      next();
    });
  }

  return {
    read: async (bytes, hint) => (await ask({ kind: 'read', bytes, hint })) as ReadFile,
    propose: async (text, options) => (await ask({ kind: 'propose', text, options })) as readonly Statement[],
    async [Symbol.asyncDispose]() {
      for (const { reject } of waiting.splice(0)) reject(new Problem('internal', 'The node is stopping.'));
      worker?.removeAllListeners();
      await worker?.terminate();
      clearTimeout(timer);
      current?.reject(new Problem('internal', 'The node is stopping.'));
    },
  };
}

function sizeOf(task: TextTask): number {
  return task.kind === 'read' ? task.bytes.length : task.text.length * 2;
}
