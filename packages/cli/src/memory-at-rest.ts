import { Session } from 'node:inspector/promises';
import { performance } from 'node:perf_hooks';

const lookEachMilliseconds = 30_000;
/** Share of the time that a process at rest may be busy. */
const rest = 0.02;
const unusedBytes = 32 * 2 ** 20;

/**
 * Gives the system back what bursts of work leave behind: V8 by itself keeps room for young objects as large as it
 * ever was. Looks twice a minute, and acts only where nothing goes on: a full collection stops the process for some
 * 100 ms.
 */
export function releaseMemoryAtRest(): Disposable {
  let before = performance.eventLoopUtilization();
  const look = setInterval(() => {
    const now = performance.eventLoopUtilization();
    const { utilization } = performance.eventLoopUtilization(now, before);
    before = now;
    const { heapTotal, heapUsed } = process.memoryUsage();
    if (utilization < rest && heapTotal - heapUsed > unusedBytes) void releaseMemory();
  }, lookEachMilliseconds).unref();
  return { [Symbol.dispose]: () => clearInterval(look) };
}

/** Collects all garbage and gives back the pages that become free, as V8 offers it to a debugger. */
export async function releaseMemory(): Promise<void> {
  const session = new Session();
  session.connect();
  try {
    await session.post('HeapProfiler.collectGarbage');
  } finally {
    session.disconnect();
  }
}
