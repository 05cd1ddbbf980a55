import { DatabaseSync } from 'node:sqlite';
import { createCore, dataFile, openDatabase } from '@entente/server';
import { makeCoalition, makeReleaseLists, store, tokenFor } from './coalition.ts';
import { firstPictures } from './first-picture.ts';
import { createClient } from './http-client.ts';
import { keptCorpus } from './kept-corpus.ts';
import { idOf, ledgerOf, members, positionsOf } from './picture-corpus.ts';
import { startServer } from './process.ts';
import { format, type Row } from './table.ts';
import { percentile, type Taken, takenRow } from './taken.ts';

const rounds = 40;
/** Bare queries of a million rows take long, and differ little. */
const bareRounds = 5;
/** Of so many release lists each object names one: what a viewer sees is chosen row by row. */
const lists = 100;
/** The ledger has a measure of its own; here it is as large as one will be. */
const mostEvents = 10_000;
/** Who sees everything, a quarter and a hundredth of it. */
const viewers = ['Member 1', 'Member 4', 'Member 2'] as const;
const shares = ['all', '25 %', '1 %'];
const aim = '< 150 ms';

/**
 * The pages of the picture over `count` statements and up to a tenth of it events, beside bare queries of the same rows:
 * as they are, after a write each, and as of another day each. With a folder the corpus is made there, or taken from
 * there; else it is gone afterwards.
 */
export async function picture(count: number, data?: string): Promise<Row[]> {
  using kept = await keptCorpus(data, `the picture of ${count} statements`, (made) => make(made, count));
  const folder = kept.path;
  const tokens = await tokensFor(folder);

  using database = new DatabaseSync(dataFile(folder), { readOnly: true });
  const claim = idOf('claim', 1);
  const lines = `SELECT content FROM claim_row UNION ALL SELECT content FROM position_row UNION ALL
    SELECT content FROM (SELECT content, row_number() OVER (PARTITION BY voice ORDER BY said DESC) AS place
      FROM statement_row WHERE voice IS NOT NULL) WHERE place <= 2`;
  const ledger = 'SELECT content FROM ledger_row';
  const onClaim = `SELECT content FROM statement_row WHERE claim = '${claim}' ORDER BY said DESC LIMIT 2000`;
  const member = String(database.prepare('SELECT identity FROM principal WHERE principal = 3').get()?.identity);
  const pages: readonly (readonly [what: string, path: string, sql: string])[] = [
    ['the first page', 'picture', `${lines} UNION ALL ${ledger}`],
    ['the board', 'positions', lines],
    ['claims', 'claims', lines],
    ['one claim', `claims/${claim}`, onClaim],
    ['one member', `members/${member}/positions`, lines],
    ['signals', 'signals', lines],
    ['what changed', 'positions/changes', lines],
    ['commitments', 'commitments?limit=100', ledger],
    ['a brief on a claim', `brief?about=claim&of=${claim}`, onClaim],
    ['a brief on a member', `brief?about=member&of=${member}`, lines],
    ['a brief on a day', 'brief?about=day&asOf=2019-02-15', lines],
  ];
  const pagesThen: readonly (readonly [what: string, path: string])[] = [
    ['the board', 'positions'],
    ['the first page', 'picture'],
    ['signals', 'signals'],
    ['one member', `members/${member}/positions`],
    ['a brief on a member', `brief?about=member&of=${member}`],
    ['a brief on a day', 'brief?about=day'],
  ];
  const bare = new Map<string, Taken>();
  for (const sql of new Set(pages.map(([, , each]) => each))) {
    const statement = database.prepare(sql);
    bare.set(sql, await percentile(() => JSON.stringify(statement.all()), bareRounds));
  }
  const limitOf = (sql: string): Taken => bare.get(sql) ?? { processor: 0, clock: 0 };
  const rows = await firstPictures(folder, viewers[0], claim, limitOf(lines));
  await using node = await startServer(folder);
  const api = node.url.replace('/taxii2/', '/api/');
  const told = `${count.toLocaleString('en')} statements`;
  for (const [place, token] of tokens.entries()) {
    const client = createClient(1, { authorization: `Bearer ${token}` });
    const get = async (path: string): Promise<void> => {
      const { status } = await client.send(`${api}${path}`);
      if (status !== 200) throw new Error(`${path} answered ${status}`);
    };
    for (const [what, path, sql] of pages) {
      const measured = await percentile(() => get(path), rounds, node.processorTime);
      rows.push(takenRow(`${what}, viewer of ${shares[place]} of ${told}, p95`, measured, limitOf(sql), aim));
    }
    for (const [what, path] of pagesThen) {
      let day = 0;
      const asOf = async (): Promise<void> => {
        day += 1;
        const then = new Date(Date.parse('2019-01-01') + day * 86_400_000).toISOString().slice(0, 10);
        await get(`${path}${path.includes('?') ? '&' : '?'}asOf=${then}`);
      };
      const measured = await percentile(asOf, rounds, node.processorTime);
      const told = `${what} as of another day each time, viewer of ${shares[place]}, p95`;
      rows.push(takenRow(told, measured, limitOf(lines), aim));
    }
    client.close();
  }
  return rows;
}

async function make(folder: string, count: number): Promise<void> {
  const core = await makeCoalition(folder, members);
  const markings = await makeReleaseLists(core, lists);
  const started = performance.now();
  function* told(): Generator<Buffer> {
    let made = 0;
    for (const object of positionsOf(core, count, markings)) {
      yield object;
      made += 1;
      if (made % 100_000 === 0) {
        const rate = made / ((performance.now() - started) / 1000);
        process.stderr.write(`${made.toLocaleString('en')} objects stored, ${format(rate)} a second\n`);
      }
    }
  }
  for (const objects of [told(), ledgerOf(core, Math.min(count / 10, mostEvents), markings)]) {
    const { outcomes } = await store(core, objects);
    if (outcomes > 0) throw new Error(`${outcomes} objects refused`);
  }
  await core.close();
}

async function tokensFor(folder: string): Promise<readonly string[]> {
  const core = createCore(openDatabase(dataFile(folder)));
  const tokens = viewers.map((name) => tokenFor(core, name));
  await core.close();
  return tokens;
}
