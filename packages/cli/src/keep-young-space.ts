import { setFlagsFromString } from 'node:v8';

/**
 * Lets V8's room for young objects stay as large as loading the program made it. It would double it while a large file
 * streams through, to more than a hundred megabytes, and gain nothing: what streams dies young in either.
 */
export function keepYoungSpace(): void {
  setFlagsFromString('--semi-space-growth-factor=1');
}
