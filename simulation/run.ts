// `npm run simulate [-- --nodes 79 --topology mixed --processes 8 --seed 1 --acts 120]`: a coalition of real nodes, disturbed and judged.
import { parseArgs } from 'node:util';
import { faultKinds } from './faults.ts';
import { percentile } from './figures.ts';
import { simulate } from './simulate.ts';
import { topologies } from './topology.ts';

const { values } = parseArgs({
  options: {
    nodes: { type: 'string', default: '79' },
    topology: { type: 'string', default: 'mixed' },
    hosted: { type: 'string' },
    processes: { type: 'string', default: '8' },
    seed: { type: 'string', default: '1' },
    acts: { type: 'string', default: '120' },
    patience: { type: 'string', default: '120' },
    skew: { type: 'string', default: '5' },
    liars: { type: 'string', default: '1' },
    calm: { type: 'boolean', default: false },
    keep: { type: 'boolean', default: false },
  },
});
const seed = Number(values.seed);
const topology = topologies.find((each) => each === values.topology);
if (topology === undefined) throw new Error(`--topology is one of ${topologies.join(', ')}`);
const nodes = Number(values.nodes);
// Every eighth member has no node of its own.
const hosted = Number(values.hosted ?? Math.ceil(nodes / 8));
const result = await simulate({
  nodes,
  topology,
  hosted,
  processes: Number(values.processes),
  seed,
  acts: Number(values.acts),
  faults: !values.calm,
  skew: Number(values.skew) * 1000,
  liars: Number(values.liars),
  patience: Number(values.patience) * 1000,
  keep: values.keep,
  tell: progress,
});
if (process.stderr.isTTY) process.stderr.write('\n');

const { visible, settled, disturbed, perVersion } = result;
const times = (sorted: readonly number[]): string =>
  [0.5, 0.99].map((part) => `p${part * 100} ${Math.round(percentile(sorted, part) ?? Number.NaN)} ms`).join(', ');
const count = (of: 'leaks' | 'losses' | 'remains'): number =>
  result.wrong.reduce((sum, wrong) => sum + wrong[of].length, 0) + (of === 'leaks' ? result.leaks.length : 0);
console.log(
  `seed ${seed}: ${nodes} nodes (${topology}) and ${hosted} hosted members, ${values.processes} of the nodes processes, ${values.liars} lie`,
);
console.log(
  `acts: ${result.acknowledged} acknowledged, ${result.refused} not; ${result.left} left (${result.watched} watched), ${result.returned} came back`,
);
const kinds = faultKinds.map((kind) => `${kind} ${result.faults.filter((fault) => fault.kind === kind).length}`);
console.log(`faults: ${result.faults.length} (${kinds.join(', ')})`);
console.log(
  `messages: ${disturbed.delayed} delayed, ${disturbed.corrupted} corrupted, ${disturbed.twice} objects sent twice, ${disturbed.lies} lies; connections: ${disturbed.refused} refused, ${disturbed.broken} broken`,
);
console.log(`clocks: ${disturbed.clocks} wrong, by ${disturbed.skew} ms at most`);
for (const { member, ...wrong } of result.wrong) {
  for (const [kind, texts] of Object.entries(wrong)) {
    for (const text of texts) console.log(`${member}: ${kind}: ${text}: ${historyOf(text)}`);
  }
}
for (const text of result.leaks) console.log(`at some time: leaks: ${text}: ${historyOf(text)}`);
const isWrong = count('leaks') + count('losses') + count('remains') > 0;
if (isWrong) for (const { node, kind } of result.faults) console.log(`${node} ${kind}`);
if (result.kept !== undefined) console.log(`The data of the nodes: ${result.kept}`);
console.log(`leaks ${count('leaks')}, losses ${count('losses')}, resurrections and remains ${count('remains')}`);
console.log(`publish to visible at all who may read it: ${times(visible)} (${visible.length} measured)`);
console.log(`convergence of a node after the last act and fault: ${times(settled)} (${settled.length} nodes)`);
console.log(`for each version: ${Math.round(perVersion.bytes)} bytes between nodes`);
console.log(
  `signatures for each version: ${perVersion.objectSignatures.toFixed(2)} under objects, ${perVersion.orders.toFixed(2)} under orders to purge, ${perVersion.receipts.toFixed(2)} receipts`,
);
console.log(`took ${Math.round(process.uptime())} s`);
process.exit(isWrong ? 1 : 0);

function progress(done: number, of: number, what: string): void {
  const line = `${Math.round(process.uptime())} s: ${what}: ${done}/${of}`;
  if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${line}`);
  else if (Math.floor((done * 10) / of) > Math.floor(((done - 1) * 10) / of)) process.stderr.write(`${line}\n`);
}

/** What happened to the object that holds a text: who wrote it, and its versions with their terms. */
function historyOf(text: string): string {
  const item = result.items.find(({ versions }) => versions.some((version) => version.text === text));
  if (item === undefined) return 'of no object';
  const versions = item.versions.map((version) => {
    const to = 'to' in version.terms ? ` to ${version.terms.to.map((member) => member + 1).join(', ')}` : '';
    const bound = 'isBound' in version.terms && version.terms.isBound ? ' bound' : '';
    return `${version.terms.tlp}${bound}${to}${version.text === text ? ' (this)' : ''}`;
  });
  return `${item.id} of Member ${item.author + 1}: ${versions.join('; ')}${item.recalled ? '; recalled' : ''}`;
}
