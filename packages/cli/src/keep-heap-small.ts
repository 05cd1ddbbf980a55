import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8';
import { releaseMemory } from './memory-at-rest.ts';

/** To give back room costs a tenth of a second: too much for what is over before. */
const fewBytes = 48 * 2 ** 20;
/** Room for young objects is doubled once more from here at most: what streams through dies young in any. */
const youngBytes = 8 * 2 ** 20;

/**
 * Keeps V8 from taking memory that a large file streaming through gains nothing by: some two hundred megabytes, for a
 * tenth more of processor time. Old objects are collected when they are twice what was left the last time, where V8
 * would let them become four times as many. Room for young ones stays what loading the program made it; in a large file
 * that goes back too, and grows anew until it is enough. What it answers is to be told of the bytes that stream through.
 */
export function keepHeapSmall(): (bytes: number) => Promise<void> {
  setFlagsFromString('--heap-growing-percent=100');
  setFlagsFromString('--semi-space-growth-factor=1');
  let streamed = 0;
  let state: 'few' | 'growing' | 'kept' = 'few';
  return async (bytes) => {
    streamed += bytes;
    if (state === 'few' && streamed > fewBytes) {
      state = 'growing';
      await releaseMemory();
      setFlagsFromString('--semi-space-growth-factor=2');
    } else if (state === 'growing' && youngRoom() >= youngBytes) {
      state = 'kept';
      setFlagsFromString('--semi-space-growth-factor=1');
    }
  };
}

function youngRoom(): number {
  return getHeapSpaceStatistics().find(({ space_name: name }) => name === 'new_space')?.space_size ?? 0;
}
