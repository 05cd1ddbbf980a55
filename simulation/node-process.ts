// One node of the simulation in a process of its own: `node-process.ts DATA PORT URL SKEW POLL`.
import type { NodeAnswer, NodeOrder } from './simulated-node.ts';

const [, , data = '', port = '', publicUrl = '', skew = '0', poll = '5000'] = process.argv;
const truly = Date.now.bind(Date);
// Before anything asks for the time: this node's clock is wrong by so many milliseconds.
Date.now = () => truly() + Number(skew);
const { limitDisk, startSimulatedNode } = await import('./start-node.ts');
const node = await startSimulatedNode({ data, port: Number(port), publicUrl, poll: Number(poll) });
process.on('message', ({ isDiskFull }: NodeOrder) => {
  limitDisk(node, isDiskFull);
  process.send?.({ isDiskFull } satisfies NodeAnswer);
});
process.stdout.write('ready\n');
process.on('disconnect', () => process.exit(0));
