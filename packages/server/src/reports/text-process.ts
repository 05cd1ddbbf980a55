import { type ChildProcess, fork } from 'node:child_process';
import { getCompileCacheDir } from 'node:module';
import { dirname } from 'node:path';
import { Problem, type ProblemCode } from '../http/problem.ts';
import type { TextAnswer, TextTask } from './text-worker.ts';

const heapMegabytes = 512;
/** So long it stays when there is nothing to do: it holds some 100 MB, and starting takes half a second. */
const idleMilliseconds = 60_000;

const codes: Readonly<Record<string, ProblemCode>> = {
  'too-large': 'too-large',
  unsupported: 'unsupported-media-type',
};

type Value = Extract<TextAnswer, { readonly ok: true }>['value'];

/**
 * A process that works on one text at a time, and is thrown away with it where that takes too long or too much. A
 * process and no thread: what a stranger's file brings down is not the node.
 */
export type TextProcess = AsyncDisposable & {
  /** Rejects with a `Problem`. To be asked again only when it has answered. */
  run(task: TextTask): Promise<Value>;
};

export function createTextProcess(patienceMilliseconds: number): TextProcess {
  let child: ChildProcess | undefined;
  let failing: ((problem: Problem) => void) | undefined;
  let idle: NodeJS.Timeout | undefined;

  function fail(problem: Problem): void {
    const failed = child;
    child = undefined;
    for (const event of ['error', 'exit', 'message']) failed?.removeAllListeners(event);
    failed?.on('error', () => {});
    failed?.kill('SIGKILL');
    failing?.(problem);
  }

  const tooMuch = (): void => fail(new Problem('invalid', 'The file takes too much to read.'));

  function start(): ChildProcess {
    const cache = getCompileCacheDir();
    const started = fork(new URL('text-worker.ts', import.meta.url), {
      serialization: 'advanced',
      // Of files it may read only; of the environment it is told where compiled code lies.
      execArgv: ['--permission', '--allow-fs-read=*', `--max-old-space-size=${heapMegabytes}`],
      env: cache === undefined ? {} : { NODE_COMPILE_CACHE: dirname(cache) },
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    return started.on('error', tooMuch).on('exit', tooMuch);
  }

  return {
    async run(task) {
      clearTimeout(idle);
      child ??= start();
      const used = child;
      used.ref();
      used.channel?.ref();
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
          used.send(task, (error) => error !== null && tooMuch());
        });
      } finally {
        clearTimeout(timer);
        failing = undefined;
        child?.unref();
        child?.channel?.unref();
        idle = setTimeout(() => fail(new Problem('internal', 'Nothing is being read.')), idleMilliseconds).unref();
      }
    },
    async [Symbol.asyncDispose]() {
      clearTimeout(idle);
      const ended = child;
      // Whoever waits for the end keeps this process alive until then.
      ended?.ref();
      const gone = new Promise((resolve) => (ended === undefined ? resolve(undefined) : ended.once('close', resolve)));
      fail(new Problem('internal', 'The node is stopping.'));
      await gone;
    },
  };
}
