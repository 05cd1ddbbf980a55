// `npm run bench [-- --objects N --only ingest|reads|release|parts|exchange|recall|many-peers|picture|ledger --statements N --events N --recalled N --peers N --data FOLDER --write]`: figures beside their physical limits in the same run.
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { corpus } from './corpus.ts';
import { exchange } from './exchange.ts';
import { ingest } from './ingest.ts';
import { ledger } from './ledger.ts';
import { manyPeers } from './many-peers.ts';
import { parts } from './parts.ts';
import { picture } from './picture.ts';
import { reads } from './reads.ts';
import { recall } from './recall.ts';
import { release } from './release.ts';
import { format, type Row, table } from './table.ts';

const { values } = parseArgs({
  options: {
    objects: { type: 'string', default: '100000' },
    only: { type: 'string' },
    recalled: { type: 'string', default: '500' },
    peers: { type: 'string', default: '3' },
    events: { type: 'string', default: '10000' },
    statements: { type: 'string', default: '20000' },
    data: { type: 'string' },
    write: { type: 'boolean', default: false },
  },
});
if (values.data !== undefined && values.only === undefined) throw new Error('--data keeps one corpus: say --only too.');
const count = Number(values.objects);
const { name, objects } = corpus();
const rows: Row[] = [];
const isWanted = (part: string): boolean => values.only === undefined || values.only === part;
if (isWanted('ingest')) rows.push(...(await ingest(objects)));
if (isWanted('reads')) rows.push(...(await reads(count, values.data)));
if (isWanted('release')) rows.push(...(await release(count)));
if (isWanted('parts')) rows.push(...(await parts(Math.min(count, 30_000))));
if (isWanted('exchange')) rows.push(...(await exchange(count)));
if (isWanted('recall')) rows.push(...(await recall(Number(values.recalled), Number(values.peers))));
// All processors for minutes: only where it is asked for.
if (values.only === 'many-peers') {
  rows.push(...(await manyPeers(Number(values.peers), Number(values.recalled))));
}
if (isWanted('ledger')) rows.push(...(await ledger(Number(values.events), values.data)));
if (isWanted('picture')) rows.push(...(await picture(Number(values.statements), values.data)));

const about = `${name} (${format(objects.length)} objects) for ingest, ${format(count)} generated objects for reads; ${cpus().length} × ${cpus()[0]?.model.trim()}, Node ${process.versions.node}.`;
const result = `${about}\n\n${table(rows)}\n`;
console.log(result);
if (values.write) {
  const file = new URL('README.md', import.meta.url);
  const [before = ''] = readFileSync(file, 'utf8').split('<!-- results -->');
  writeFileSync(file, `${before}<!-- results -->\n\n${result}`);
}
