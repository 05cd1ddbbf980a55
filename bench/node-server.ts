// A node in its own process, on a data folder that is there; says where on standard output.
import { defaultLimits, startNode } from '@entente/server';

const node = await startNode({
  data: process.argv[2] ?? '',
  host: '127.0.0.1',
  port: 0,
  logLevel: 'warn',
  limits: defaultLimits,
});
console.log(JSON.stringify({ url: node.taxii }));
process.on('SIGTERM', () => {
  void node[Symbol.asyncDispose]().then(() => process.exit(0));
});
