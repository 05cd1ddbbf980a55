import { randomUUID } from 'node:crypto';

/** Long work, as the operator's page shows it. */
export type Job = {
  readonly id: string;
  readonly kind: string;
  state: 'running' | 'done' | 'failed';
  done: number;
  total?: number;
  readonly started: string;
  ended?: string;
  message?: string;
};

export type Jobs = {
  readonly all: readonly Job[];
  /** Runs `work`, which tells how far it is. What it throws stands in the job, and is thrown on. */
  run<T>(kind: string, work: (tell: (done: number, total?: number) => void) => Promise<T>): Promise<T>;
};

const mostKept = 50;

export function createJobs(now: () => string): Jobs {
  const jobs: Job[] = [];
  return {
    all: jobs,
    async run(kind, work) {
      const job: Job = { id: randomUUID(), kind, state: 'running', done: 0, started: now() };
      jobs.unshift(job);
      if (jobs.length > mostKept) jobs.pop();
      try {
        const result = await work((done, total) => {
          job.done = done;
          if (total !== undefined) job.total = total;
        });
        job.state = 'done';
        return result;
      } catch (error) {
        job.state = 'failed';
        job.message = error instanceof Error ? error.message : String(error);
        throw error;
      } finally {
        job.ended = now();
      }
    },
  };
}
