// `npm run simulate [-- --nodes 79 --processes 8 --seed 1 --acts 200]`: a coalition of real nodes, disturbed and judged.
import { parseArgs } from 'node:util';
import { simulate } from './simulate.ts';

const { values } = parseArgs({
  options: {
    nodes: { type: 'string', default: '79' },
    processes: { type: 'string', default: '8' },
    seed: { type: 'string', default: '1' },
    acts: { type: 'string', default: '200' },
    patience: { type: 'string', default: '120' },
    skew: { type: 'string', default: '5' },
    liars: { type: 'string', default: '1' },
    calm: { type: 'boolean', default: false },
    keep: { type: 'boolean', default: false },
  },
});
const seed = Number(values.seed);
const result = await simulate({
  nodes: Number(values.nodes),
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

const at = (part: number): string => {
  const { visible } = result;
  const found = visible[Math.min(visible.length - 1, Math.floor(part * visible.length))];
  return found === undefined ? '—' : `${Math.round(found)} ms`;
};
const count = (of: 'leaks' | 'losses' | 'remains'): number =>
  result.wrong.reduce((sum, wrong) => sum + wrong[of].length, 0) + (of === 'leaks' ? result.leaks.length : 0);
console.log(
  `seed ${seed}: ${result.acknowledged} acts acknowledged, ${result.refused} not; ${result.faults.length} faults`,
);
console.log(`publish to visible: p50 ${at(0.5)}, p99 ${at(0.99)} (${result.visible.length} measured)`);
console.log(`at rest after: ${result.convergence === undefined ? 'never' : `${Math.round(result.convergence)} ms`}`);
console.log(`bytes between nodes for each version: ${Math.round(result.bytesPerObject)}`);
console.log(`signatures for each version: ${result.signaturesPerObject.toFixed(2)}`);
console.log(`leaks ${count('leaks')}, losses ${count('losses')}, resurrections and remains ${count('remains')}`);
for (const { member, ...wrong } of result.wrong) {
  for (const [kind, texts] of Object.entries(wrong)) {
    for (const text of texts) console.log(`${member}: ${kind}: ${text}: ${historyOf(text)}`);
  }
}
for (const fault of result.faults) console.log(fault);
if (result.kept !== undefined) console.log(`The data of the nodes: ${result.kept}`);
process.exit(count('leaks') + count('losses') + count('remains') === 0 && result.convergence !== undefined ? 0 : 1);

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
    return `${version.terms.tlp}${to}${version.text === text ? ' (this)' : ''}`;
  });
  return `${item.id} of Member ${item.author + 1}: ${versions.join('; ')}${item.recalled ? '; recalled' : ''}`;
}
