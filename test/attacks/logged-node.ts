import { createInterface } from 'node:readline';
import { startCoalition } from './coalition.ts';

/**
 * A node in a process of its own, which logs all that it ever logs to its standard error. Says where it is in one line;
 * at the line `break` it loses a table, so that requests become faults; ends with its standard input.
 */
const coalition = await startCoalition({ logLevel: 'debug' });
const { us, france } = coalition;
console.log(JSON.stringify({ url: coalition.node.url, us, france }));
for await (const line of createInterface({ input: process.stdin })) {
  if (line !== 'break') continue;
  coalition.core.database.exec('PRAGMA foreign_keys = OFF; DROP TABLE body');
  console.log('broken');
}
await coalition[Symbol.asyncDispose]();
