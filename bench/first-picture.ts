import { createCore, dataFile, openDatabase } from '@entente/server';
import { collectionOf, tokenFor } from './coalition.ts';
import { at, createClient } from './http-client.ts';
import { type Started, startServer } from './process.ts';
import { format, type Row, row } from './table.ts';
import { type Taken, takenRow } from './taken.ts';

const accept = 'application/taxii+json;version=2.1';

/**
 * Pictures that nobody asked for before, of servers just started: what each takes, and what empty polls and an object by
 * id wait for meanwhile.
 */
export async function firstPictures(folder: string, member: string, object: string, limit: Taken): Promise<Row[]> {
  const core = createCore(openDatabase(dataFile(folder)));
  const [token, { id }] = [tokenFor(core, member), collectionOf(core)];
  await core.close();
  const rows: Row[] = [];
  for (const [what, path] of [
    ['the first page, the first time after a start', 'picture'],
    ['signals as of another day, the first time after a start', 'signals?asOf=2019-01-15'],
    ['a brief on a member, the first time after a start', `brief?about=member&of=${encodeURIComponent(member)}`],
  ] as const) {
    await using node = await startServer(folder);
    const objects = `${node.url}coalition/collections/${id}/objects/`;
    const others = [`${objects}?added_after=2200-01-01T00:00:00Z`, `${objects}${object}/`];
    const { taken, waits } = await meanwhile(node, token, node.url.replace('/taxii2/', `/api/${path}`), others);
    rows.push(takenRow(what, taken, limit, '—'));
    const most = `${format(waits.at(-1) ?? 0)} ms at most of ${waits.length}`;
    rows.push({
      ...row('what others wait for meanwhile, p99 by the clock', at(waits, 0.99), taken.clock, 'ms', '< 50 ms'),
      limit: most,
    });
  }
  return rows;
}

async function meanwhile(node: Started, token: string, asked: string, others: readonly string[]) {
  const headers = { authorization: `Bearer ${token}` };
  const [one, other] = [createClient(1, headers), createClient(1, { ...headers, accept })];
  const get = async (client: typeof one, url: string): Promise<void> => {
    const { status } = await client.send(url);
    if (status !== 200) throw new Error(`${url} answered ${status}`);
  };
  // What any first request takes is not what is measured here.
  for (const url of [...others, ...others]) await get(other, url);
  const waits: number[] = [];
  let isOver = false;
  const [spent, began] = [await node.processorTime(), performance.now()];
  const making = get(one, asked).finally(() => {
    isOver = true;
  });
  const clock = making.then(() => performance.now() - began);
  for (let turn = 0; !isOver; turn += 1) {
    const sent = performance.now();
    await get(other, others[turn % others.length] ?? '');
    waits.push(performance.now() - sent);
  }
  const taken = { clock: await clock, processor: (await node.processorTime()) - spent };
  one.close();
  other.close();
  return { taken, waits: waits.sort((a, b) => a - b) };
}
