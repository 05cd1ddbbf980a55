import { writeReleaseMarking } from '@entente/release';
import type { Core } from '@entente/server';
import type { JsonObject } from '@entente/stix';
import { collectionOf, makeCoalition, makeReleaseLists, scratchFolder, store, tokenFor } from './coalition.ts';
import { generated } from './corpus.ts';
import { at, type Client, createClient } from './http-client.ts';
import { startServer } from './process.ts';
import { type Row, row } from './table.ts';

const members = 80;
const writtenObjects = 5000;
const accept = 'application/taxii+json;version=2.1';
const pageObjects = 100;

/** What release costs: writing under terms of whole objects and of parts, and reads while a group change is carried out. */
export async function release(count: number): Promise<Row[]> {
  const plain = await writing('none');
  const whole = await writing('whole');
  const parts = await writing('parts');
  return [
    row('write, terms of whole objects, 1,000 lists', whole, plain, 'objects/s', '≥ 5,000 objects/s'),
    row('write, two marked parts, three renditions', parts, plain, 'objects/s', '—'),
    ...(await releasedAnew(count)),
  ];
}

/** Objects a second that one core takes, over one list, 1,000 lists, or with marked parts. */
async function writing(terms: 'none' | 'whole' | 'parts'): Promise<number> {
  using folder = scratchFolder();
  const core = await makeCoalition(folder.path, members);
  const lists = await makeReleaseLists(core, 1000);
  const objects = [
    ...generated(writtenObjects, 0, (index) => (terms === 'whole' ? [lists[index % lists.length] ?? ''] : [])),
  ].map((each) => (terms === 'parts' ? withParts(core, each, [lists[0] ?? '', lists[1] ?? '']) : each));
  const started = performance.now();
  await stored(core, objects);
  const seconds = (performance.now() - started) / 1000;
  await core.close();
  return objects.length / seconds;
}

async function stored(core: Core, objects: readonly Buffer[]): Promise<void> {
  const { outcomes } = await store(core, objects);
  if (outcomes > 0) throw new Error(`${outcomes} objects refused`);
}

/** As Member 1 wrote it, since what others wrote is never divided: labels, then name, under terms of their own. */
export function withParts(core: Core, object: Buffer, markings: readonly string[]): Buffer {
  const granular = markings.map((marking, place) => ({
    marking_ref: marking,
    selectors: [place === 0 ? 'labels' : 'name'],
  }));
  return Buffer.from(
    JSON.stringify({
      ...(JSON.parse(object.toString()) as JsonObject),
      created_by_ref: core.members.get(1).identity,
      labels: ['narrow'],
      ...(granular.length === 0 ? {} : { granular_markings: granular }),
    }),
  );
}

/**
 * A group that a part is for gains a member, for whom each object needs a rendition that nobody had: how fast that is made
 * good, and what reading costs meanwhile.
 */
async function releasedAnew(count: number): Promise<Row[]> {
  using folder = scratchFolder();
  const core = await makeCoalition(folder.path, members);
  const admin = core.localViewer(1);
  const { name, identity } = await core.memberService.putGroup(admin, { name: 'Narrow', members: ['Member 1'] });
  const created = '2019-02-06T12:00:00.000Z';
  const id = 'marking-definition--ffffffff-0000-4000-8000-000000000000';
  const createdBy = core.members.get(1).identity;
  const other = 'marking-definition--ffffffff-0000-4000-8000-000000000001';
  const markings = [
    writeReleaseMarking({ to: [identity] }, { id, created, createdBy }),
    writeReleaseMarking({ to: [core.members.get(3).identity] }, { id: other, created, createdBy }),
  ];
  await stored(
    core,
    markings.map((marking) => Buffer.from(JSON.stringify(marking))),
  );
  const step = 10_000;
  for (let from = 0; from < count; from += step) {
    const some = [...generated(Math.min(step, count - from), from, () => [])];
    await stored(
      core,
      some.map((each) => withParts(core, each, [id, other])),
    );
  }
  const token = tokenFor(core, 'Member 9');
  const collection = collectionOf(core).id;
  await core.close();

  await using node = await startServer(folder.path);
  const api = node.url.replace('/taxii2/', '/api/');
  const reading = createClient(1, { authorization: `Bearer ${token}`, accept });
  const page = `${node.url}coalition/collections/${collection}/objects/?limit=${pageObjects}`;
  const before = await pageTimes(reading, page, () => Promise.resolve(false), 400);

  const credentials = Buffer.from('admin@bench.example:a password for benchmarks').toString('base64');
  const asked = { authorization: `Basic ${credentials}`, 'content-type': 'application/json' };
  const started = performance.now();
  const changed = await fetch(`${api}groups/${identity}`, {
    method: 'PUT',
    headers: asked,
    body: JSON.stringify({ name, members: ['Member 1', 'Member 2'] }),
  });
  if (!changed.ok) throw new Error(`the group was not changed: ${changed.status} ${await changed.text()}`);
  const isDone = async (): Promise<boolean> => {
    const report = (await (await fetch(`${api}operator`, { headers: asked })).json()) as {
      jobs: { kind: string; state: string }[];
    };
    const job = report.jobs.find(({ kind }) => kind === 'release anew');
    if (job?.state === 'failed') throw new Error('releasing anew failed');
    return job?.state === 'done';
  };
  const during = await pageTimes(reading, page, isDone, Number.POSITIVE_INFINITY);
  const perSecond = (count * 1000) / (performance.now() - started);
  reading.close();
  return [
    {
      what: `release anew ${count.toLocaleString('en')} objects after a group change`,
      measured: `${Math.round(perSecond).toLocaleString('en')} objects/s`,
      limit: '—',
      ratio: '—',
      aim: '≥ 3,000 objects/s',
    },
    row('page of 100 meanwhile, p99, against before', at(during, 0.99), at(before, 0.99), 'ms', '≤ 2'),
  ];
}

/** Milliseconds of pages, sorted: until it is done, which is asked every half second, or so many. */
async function pageTimes(client: Client, url: string, isDone: () => Promise<boolean>, most: number): Promise<number[]> {
  const took: number[] = [];
  for (let looked = performance.now(); took.length < most; ) {
    const sent = performance.now();
    const { status } = await client.send(url);
    if (status !== 200) throw new Error(`a page answered ${status}`);
    took.push(performance.now() - sent);
    if (performance.now() - looked < 500) continue;
    if (await isDone()) break;
    looked = performance.now();
  }
  return took.sort((a, b) => a - b);
}
