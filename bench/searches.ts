import type { Client } from './http-client.ts';
import { format, type Row } from './table.ts';
import { percentile, type Taken } from './taken.ts';

/** What people ask for: common words, beginnings, a phrase, something rare, and each of them under filters. */
const asked = [
  'q=border',
  'q=border%20village',
  'q=camp%20vehic',
  'q=%22border%20network%22',
  'q=indicator%2012345',
  'q=nothing%20of%20the%20sort',
  'type=indicator',
  'q=broker&type=indicator',
  'q=border&tlp=none',
  'q=village&since=2019-01-01T00:00:00Z',
];
const rounds = 8;

/** Search with facets, all these in turn, and pages without a question: what 95 of 100 take at most. */
export async function searches(
  client: Client,
  objects: string,
  viewer: string,
  used: () => Promise<number>,
): Promise<Row[]> {
  let turn = 0;
  const send = async (query: string): Promise<void> => {
    const { status } = await client.send(`${objects}?facets=true&${query}`);
    if (status !== 200) throw new Error(`answered ${status}`);
  };
  // Once each: what is measured is not the disk.
  for (const query of asked) await send(query);
  const search = await percentile(() => send(asked[turn++ % asked.length] ?? ''), rounds * asked.length, used);
  const browse = await percentile(() => send(''), 60, used);
  return [
    timeRow(`search with facets, viewer of ${viewer}, p95`, search),
    timeRow(`browse a page with facets, viewer of ${viewer}, p95`, browse),
  ];
}

function timeRow(what: string, { processor, clock }: Taken): Row {
  return { what, measured: `${format(processor)} ms (${format(clock)})`, limit: '—', ratio: '—', aim: '< 50 ms' };
}
