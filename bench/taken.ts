import { at } from './http-client.ts';
import { format, type Row } from './table.ts';

/** What a piece of work took, in milliseconds: of the processor, all threads together, and by the clock. */
export type Taken = { readonly processor: number; readonly clock: number };

/** Milliseconds of processor time that this process has used. */
export function ownTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/**
 * What 95 of 100 take at most, after one that warms up; `before` each, which is not counted. `used` tells the processor
 * time of whoever does the work.
 */
export async function percentile(
  work: () => unknown,
  times: number,
  used: () => number | Promise<number> = ownTime,
  before?: () => Promise<void>,
): Promise<Taken> {
  await work();
  const taken: Taken[] = [];
  for (let round = 0; round < times; round += 1) {
    await before?.();
    const spent = await used();
    const started = performance.now();
    await work();
    const clock = performance.now() - started;
    taken.push({ processor: (await used()) - spent, clock });
  }
  const most = (of: keyof Taken): number =>
    at(
      taken.map((each) => each[of]).sort((a, b) => a - b),
      0.95,
    );
  return { processor: most('processor'), clock: most('clock') };
}

/** A row of processor times, with those by the clock beside them: others who use the machine change the first little. */
export function takenRow(what: string, measured: Taken, limit: Taken, aim: string): Row {
  const told = ({ processor, clock }: Taken): string => `${format(processor)} ms (${format(clock)})`;
  const ratio = (measured.processor / limit.processor).toFixed(2);
  return { what, measured: told(measured), limit: told(limit), ratio, aim };
}
