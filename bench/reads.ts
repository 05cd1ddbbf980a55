import { type Core, createCore, dataFile, openDatabase } from '@entente/server';
import { formatMicroseconds } from '@entente/stix';
import { collectionOf, makeCoalition, makeReleaseLists, store, tokenFor } from './coalition.ts';
import { generated } from './corpus.ts';
import { at, type Client, createClient, load, walk } from './http-client.ts';
import { keptCorpus } from './kept-corpus.ts';
import { residentMemory, start, startServer } from './process.ts';
import { searches } from './searches.ts';
import { format, type Row, row } from './table.ts';

const pageObjects = 1000;
const lists = 1000;
const connections = 32;
/** Who sees how much. */
const narrow = new Map([
  ['Member 4', '25 %'],
  ['Member 3', '1 %'],
  ['Member 2', '0.1 %'],
  ['Member 80', '0.01 %'],
]);
const accept = 'application/taxii+json;version=2.1';

/** Reads over TAXII by viewers of different shares of 1,000 terms, and browsing and search, at `count` objects. */
export async function reads(count: number, data?: string): Promise<Row[]> {
  using folder = await keptCorpus(data, `${count} generated objects`, (made) => make(made, count));
  const core = createCore(openDatabase(dataFile(folder.path)));
  const tokens = new Map(['Member 1', ...narrow.keys()].map((name) => [name, tokenFor(core, name)]));
  const { id } = collectionOf(core);
  const example = anId(core);
  const firstAdded = formatMicroseconds(beforeIndicators(core));
  await core.close();

  await using node = await startServer(folder.path);
  const idle = residentMemory(node.child);
  await using bare = await start('bare-server.ts');
  const objects = `${node.url}coalition/collections/${id}/objects/`;
  const clientOf = (name: string, kept: number): Client =>
    createClient(kept, { authorization: `Bearer ${tokens.get(name)}`, accept });
  const all = clientOf('Member 1', 1);
  // The release lists, which are small, stand before the objects, and all of them before one viewer only.
  const page1000 = `${objects}?limit=${pageObjects}&added_after=${firstAdded}`;
  const page = await all.send(page1000);
  const one = await all.send(`${objects}${example}/`);
  const poll = `${objects}?added_after=2200-01-01T00:00:00Z`;
  const empty = await all.send(poll);
  for (const { body } of [page, one, empty]) await all.send(bare.url, 'POST', body);

  const pages = Math.min(100, Math.ceil(count / pageObjects));
  const rows: Row[] = [await walking(all, objects, bare.url, pages)];
  rows.push(...(await pages1000(['Member 1', ...narrow.keys()], (name) => clientOf(name, 1), page1000)));
  const many = clientOf('Member 1', connections);
  rows.push(...(await loads(many, 'object by id', `${objects}${example}/`, `${bare.url}?page=1`, '≥ 0.5')));
  rows.push(...(await loads(many, 'empty delta poll', poll, `${bare.url}?page=2`, '≥ 0.6')));
  const api = node.url.replace('/taxii2/', '/api/');
  for (const [name, share] of [['Member 1', 'everything'], ...narrow] as const) {
    const client = clientOf(name, 1);
    rows.push(...(await searches(client, `${api}objects`, share, node.processorTime)));
    client.close();
  }
  rows.push({
    what: 'memory, idle / after the reads',
    measured: `${format(idle / 1e6)} / ${format(residentMemory(node.child) / 1e6)} MB`,
    limit: '—',
    ratio: '—',
    aim: '< 200 MB idle',
  });
  rows.push({
    what: `start with ${format(count)} objects`,
    measured: `${format(node.startedIn)} ms`,
    limit: '—',
    ratio: '—',
    aim: '< 2,000 ms',
  });
  all.close();
  many.close();
  return rows;
}

async function make(folder: string, count: number): Promise<void> {
  const core = await makeCoalition(folder, 80);
  await fill(core, count, await makeReleaseLists(core, lists));
  await core.signer.catchUp();
  await core.close();
}

/** Objects spread evenly over the lists, but for one in ten thousand, which is under a list of its own. */
async function fill(core: Core, count: number, markings: readonly string[]): Promise<void> {
  const step = 50_000;
  for (let from = 0; from < count; from += step) {
    const size = Math.min(step, count - from);
    const { outcomes } = await store(
      core,
      generated(size, from, (index) => [markings[index % 10_000 === 7 ? lists : index % lists] ?? '']),
    );
    if (outcomes > 0) throw new Error(`${outcomes} generated objects refused`);
  }
}

function anId(core: Core): string {
  const row = core.database.prepare("SELECT id FROM version WHERE id LIKE 'indicator--%' LIMIT 1 OFFSET 500").get();
  return String(row?.id);
}

/** The date added of the last that stands before the first of the generated objects. */
function beforeIndicators(core: Core): number {
  const row = core.database
    .prepare(
      `SELECT max(added) AS added FROM placement WHERE object_type =
         (SELECT object_type FROM object_type WHERE name = 'marking-definition')`,
    )
    .get();
  return Number(row?.added);
}

async function walking(client: Client, objects: string, bare: string, pages: number): Promise<Row> {
  let best = { ratio: 0, ours: 0, theirs: 0 };
  for (let run = 0; run < 3; run += 1) {
    let started = performance.now();
    const walked = await walk(client, objects, pageObjects, pages);
    const ours = (walked.pages * pageObjects * 1000) / (performance.now() - started);
    started = performance.now();
    for (let index = 0; index < walked.pages; index += 1) await client.send(`${bare}?page=0`);
    const theirs = (walked.pages * pageObjects * 1000) / (performance.now() - started);
    if (ours / theirs > best.ratio) best = { ratio: ours / theirs, ours, theirs };
  }
  return row('page walk, viewer of everything', best.ours, best.theirs, 'objects/s', '≥ 0.5');
}

/** Median milliseconds of a page for each viewer, asked in turn, beside that of the first. */
async function pages1000(names: readonly string[], clientOf: (name: string) => Client, url: string): Promise<Row[]> {
  const asked = names.map((name) => ({ name, client: clientOf(name), took: [] as number[] }));
  for (let round = 0; round < 40; round += 1) {
    for (const { client, took } of asked) {
      const started = performance.now();
      await client.send(url);
      took.push(performance.now() - started);
    }
  }
  for (const { client } of asked) client.close();
  const [whole = 0, ...others] = asked.map(({ took }) =>
    at(
      took.sort((a, b) => a - b),
      0.5,
    ),
  );
  return others.map((each, place) => {
    const what = `page of ${pageObjects}, viewer of ${narrow.get(names[place + 1] ?? '')}`;
    return row(what, each, whole, 'ms', '≤ 3 × the viewer of everything');
  });
}

async function loads(client: Client, what: string, url: string, bare: string, aim: string): Promise<Row[]> {
  const runs = [];
  for (let run = 0; run < 3; run += 1) {
    const ours = await load(client, connections, 1500, () => url);
    const theirs = await load(client, connections, 1500, () => bare);
    runs.push({ ours, theirs });
  }
  const best = runs.reduce((a, b) =>
    b.ours.perSecond / b.theirs.perSecond > a.ours.perSecond / a.theirs.perSecond ? b : a,
  );
  return [
    row(`${what}, ${connections} clients`, best.ours.perSecond, best.theirs.perSecond, 'requests/s', aim),
    { ...row(`${what}, p99`, best.ours.p99, best.theirs.p99, 'ms', '< 10 ms') },
  ];
}
