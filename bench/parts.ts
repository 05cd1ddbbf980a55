import type { Core } from '@entente/server';
import { collectionOf, makeCoalition, makeReleaseLists, scratchFolder, store, tokenFor } from './coalition.ts';
import { generated } from './corpus.ts';
import { at, type Client, createClient } from './http-client.ts';
import { startServer } from './process.ts';
import { withParts } from './release.ts';
import { type Row, row } from './table.ts';

/** Who sees which share of 1,000 lists. */
const viewers = new Map([
  ['Member 1', 'everything'],
  ['Member 4', '25 %'],
  ['Member 3', '1 %'],
  ['Member 80', '0.01 %'],
]);
const lists = 1000;
const rounds = 60;
const accept = 'application/taxii+json;version=2.1';

/**
 * What those who read pay for release in parts: the same objects under the same lists, on one node without marked parts,
 * on the others with two each in a tenth of the objects, and in all of them; they are asked in turn.
 */
export async function parts(count: number): Promise<Row[]> {
  await using whole = await nodeOf(count, 0);
  await using some = await nodeOf(count, 0.1);
  await using all = await nodeOf(count, 1);
  const rows: Row[] = [];
  for (const [name, share] of viewers) {
    for (const [what, path] of [
      ['page of 1,000', (at: Asked) => `${at.objects}?limit=1000`],
      ['empty delta poll', (at: Asked) => `${at.objects}?added_after=2200-01-01T00:00:00Z`],
      ['search with facets', (at: Asked) => `${at.api}objects?q=border&facets=true`],
    ] as const) {
      const asked = [whole, some, all].map((node) => ({ ...node.as(name), took: [] as number[] }));
      for (let round = 0; round < rounds; round += 1) {
        for (const each of asked) each.took.push(await time(each.client, path(each)));
      }
      for (const { client } of asked) client.close();
      const [none = 0, ofSome = 0, ofAll = 0] = asked.map(({ took }) => median(took));
      rows.push(row(`${what}, viewer of ${share}, a tenth with parts`, ofSome, none, 'ms', '≤ 1.1'));
      rows.push(row(`${what}, viewer of ${share}, all with parts`, ofAll, none, 'ms', '—'));
    }
  }
  return rows;
}

type Asked = { readonly client: Client; readonly objects: string; readonly api: string };

async function nodeOf(count: number, share: number) {
  const stack = new AsyncDisposableStack();
  try {
    const folder = stack.use(scratchFolder());
    const core = await makeCoalition(folder.path, 80);
    await fill(core, count, share);
    await core.signer.catchUp();
    const tokens = new Map([...viewers.keys()].map((name) => [name, tokenFor(core, name)]));
    const { id } = collectionOf(core);
    await core.close();
    const { url } = stack.use(await startServer(folder.path));
    return {
      as: (name: string): Asked => ({
        client: createClient(1, { authorization: `Bearer ${tokens.get(name)}`, accept }),
        objects: `${url}coalition/collections/${id}/objects/`,
        api: url.replace('/taxii2/', '/api/'),
      }),
      [Symbol.asyncDispose]: () => stack.disposeAsync(),
    };
  } catch (error) {
    await stack.disposeAsync();
    throw error;
  }
}

/** Each object is under a list; the name and labels of a share of them, evenly spread, under two further ones. */
async function fill(core: Core, count: number, share: number): Promise<void> {
  const markings = await makeReleaseLists(core, lists);
  const list = (index: number): string => markings[index % 10_000 === 7 ? lists : index % lists] ?? '';
  const step = 10_000;
  for (let from = 0; from < count; from += step) {
    const some = [...generated(Math.min(step, count - from), from, (index) => [list(index)])];
    const { outcomes } = await store(
      core,
      some.map((each, place) =>
        withParts(core, each, place % 10 < share * 10 ? [list((from + place) * 3), list(from + place)] : []),
      ),
    );
    if (outcomes > 0) throw new Error(`${outcomes} objects refused`);
  }
}

async function time(client: Client, url: string): Promise<number> {
  const started = performance.now();
  const { status } = await client.send(url);
  if (status !== 200) throw new Error(`answered ${status}`);
  return performance.now() - started;
}

function median(took: number[]): number {
  return at(
    took.sort((a, b) => a - b),
    0.5,
  );
}
