import type { FileHint, ReadFile } from '@entente/documents';
import type { ExtractOptions, Statement } from '@entente/statements';
import { Problem } from '../http/problem.ts';
import { createTextProcess, type TextProcess } from './text-process.ts';
import type { TextTask } from './text-worker.ts';

/** Longer than this no text takes that means well. */
const patienceMilliseconds = 20_000;
/** Beyond this much that waits, whoever comes is asked to come again: it is held in memory. */
const mostWaitingBytes = 64 * 1024 * 1024;
const processes = 2;

/**
 * Takes files apart and finds statements, in processes that are stopped where it takes too long. Of one asker (a person,
 * a token, a feed) one text is worked on at a time, so that nobody's slow file holds up what others bring.
 */
export type TextDesk = AsyncDisposable & {
  /** Throws `too-large`, `unsupported-media-type`, `invalid`, `too-many-requests`. */
  read(asker: string, bytes: Uint8Array, hint: FileHint): Promise<ReadFile>;
  propose(asker: string, text: string, options: ExtractOptions): Promise<readonly Statement[]>;
};

type Job = {
  readonly asker: string;
  readonly task: TextTask;
  readonly resolve: (value: ReadFile | readonly Statement[]) => void;
  readonly reject: (problem: unknown) => void;
};

export function createTextDesk(patience: number = patienceMilliseconds): TextDesk {
  const waiting: Job[] = [];
  const all = Array.from({ length: processes }, () => createTextProcess(patience));
  const idle: TextProcess[] = [...all];
  const served = new Set<string>();
  let isOpen = true;

  /** Starts what can be started: of each asker, what came first. */
  function next(): void {
    while (isOpen && idle.length > 0) {
      const place = waiting.findIndex(({ asker }) => !served.has(asker));
      const [job] = place < 0 ? [] : waiting.splice(place, 1);
      const free = job === undefined ? undefined : idle.pop();
      if (job === undefined || free === undefined) return;
      served.add(job.asker);
      void free
        .run(job.task)
        .then(job.resolve, job.reject)
        .finally(() => {
          served.delete(job.asker);
          idle.push(free);
          next();
        });
    }
  }

  function ask(asker: string, task: TextTask): Promise<ReadFile | readonly Statement[]> {
    if (waiting.reduce((sum, each) => sum + sizeOf(each.task), 0) > mostWaitingBytes) {
      throw new Problem('too-many-requests', 'Many texts are being read; try again in a minute.', { retryAfter: 60 });
    }
    return new Promise((resolve, reject) => {
      waiting.push({ asker, task, resolve, reject });
      next();
    });
  }

  return {
    read: async (asker, bytes, hint) => (await ask(asker, { kind: 'read', bytes, hint })) as ReadFile,
    propose: async (asker, text, options) =>
      (await ask(asker, { kind: 'propose', text, options })) as readonly Statement[],
    async [Symbol.asyncDispose]() {
      isOpen = false;
      for (const { reject } of waiting.splice(0)) reject(new Problem('internal', 'The node is stopping.'));
      await Promise.all(all.map((each) => each[Symbol.asyncDispose]()));
    },
  };
}

function sizeOf(task: TextTask): number {
  return task.kind === 'read' ? task.bytes.length : task.text.length * 2;
}
