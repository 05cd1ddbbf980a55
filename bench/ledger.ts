import { DatabaseSync } from 'node:sqlite';
import { dataFile } from '@entente/server';
import { makeCoalition, makeReleaseLists, scratchFolder, store } from './coalition.ts';
import { at } from './http-client.ts';
import { dayOf, eventOf, idOf, ledgerOf } from './ledger-corpus.ts';
import { type Row, row } from './table.ts';

const members = 79;
const rounds = 40;
const lists = 100;

/**
 * The pages of the ledger over so many events, a fifth as many commitments, each with an event before it so that what
 * was read is not what stands: in this process, beside a bare query of the same rows.
 */
export async function ledger(events: number): Promise<Row[]> {
  using folder = scratchFolder();
  const core = await makeCoalition(folder.path, members);
  const markings = await makeReleaseLists(core, lists);
  const { outcomes } = await store(core, ledgerOf(core, events, markings));
  if (outcomes > 0) throw new Error(`${outcomes} objects refused`);
  const viewer = core.localViewer(1);
  const { service, views } = core.ledger;
  const view = (query: object) => service.view(viewer, { ...query } as Parameters<typeof service.view>[1]);
  const lines = (by: 'all' | 'kind' | 'member') => {
    const seen = view({});
    const rows = { offset: 0, limit: 50 };
    return service.totals(seen, { by, rows }).map((line) => views.line(viewer, seen, by, line));
  };
  const whatIf = (query: object) =>
    views.whatIf(viewer, service.whatIf(viewer, query as Parameters<typeof service.whatIf>[1], undefined));
  const one = idOf('commitment', 7);
  let day = 0;
  const nextDay = (): string => {
    day += 1;
    return dayOf(day);
  };
  const pages: readonly (readonly [string, () => unknown])[] = [
    ['commitments, 100 with facets', () => views.page(viewer, view({}), 0, 100)],
    ['commitments as of another day each time', () => views.page(viewer, view({ valid: nextDay() }), 0, 100)],
    [
      'one commitment',
      () => {
        const seen = view({});
        return views.one(viewer, seen, service.mustHave(seen.ledger, one));
      },
    ],
    ['totals', () => lines('all')],
    ['totals by kind', () => lines('kind')],
    ['what if a member goes', () => whatIf({ member: 'Member 2' })],
    ['what if a place goes', () => whatIf({ place: 'Place 3' })],
  ];
  using database = new DatabaseSync(dataFile(folder.path), { readOnly: true });
  const bareQuery = database.prepare(
    'SELECT content FROM ledger_row WHERE terms IN (SELECT terms FROM visible WHERE principal = ?)',
  );
  const limit = await percentile(() => JSON.stringify(bareQuery.all(viewer.principal)));
  const rows: Row[] = [];
  const first = performance.now();
  view({});
  const firstRead = performance.now() - first;
  rows.push(row('the ledger read for the first time', firstRead, limit, 'ms', '—'));
  let more = events;
  for (const [what, work] of pages) {
    const measured = await percentile(work, async () => {
      more += 1;
      await store(core, [eventOf(core, more, markings)]);
    });
    rows.push(
      row(`${what}, ${events.toLocaleString('en')} events, after a write, p95`, measured, limit, 'ms', '< 150 ms'),
    );
  }
  await core.close();
  return rows;
}

/** Milliseconds that 95 of 100 take at most, after one that warms up; `before` each, which is not counted. */
async function percentile(work: () => unknown, before?: () => Promise<void>): Promise<number> {
  work();
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    await before?.();
    const started = performance.now();
    work();
    times.push(performance.now() - started);
  }
  return at(
    times.toSorted((a, b) => a - b),
    0.95,
  );
}
