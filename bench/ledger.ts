import { DatabaseSync } from 'node:sqlite';
import { createCore, dataFile, openDatabase } from '@entente/server';
import { makeCoalition, makeReleaseLists, store } from './coalition.ts';
import { copyOf, keptCorpus } from './kept-corpus.ts';
import { dayOf, eventOf, idOf, ledgerOf } from './ledger-corpus.ts';
import type { Row } from './table.ts';
import { ownTime, percentile, type Taken, takenRow } from './taken.ts';

const members = 79;
const rounds = 40;
const lists = 100;

/**
 * The pages of the ledger over so many events, a fifth as many commitments, each with an event before it so that what
 * was read is not what stands: in this process, beside a bare query of the same rows.
 */
export async function ledger(events: number, data?: string): Promise<Row[]> {
  using kept = await keptCorpus(data, `the ledger of ${events} events`, (made) => make(made, events));
  using folder = copyOf(kept.path);
  const core = createCore(openDatabase(dataFile(folder.path)));
  const markings = Array.from({ length: lists + 1 }, (_, number) => idOf('marking-definition', number));
  const viewer = core.localViewer(1);
  const { service, views } = core.ledger;
  const view = (query: object) => service.view(viewer, { ...query } as Parameters<typeof service.view>[1]);
  const lines = (by: 'all' | 'kind' | 'member') => {
    const seen = view({});
    return service.totals(seen, { by }).map((line) => views.line(viewer, seen, by, line));
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
    ['totals by member', () => lines('member')],
    ['what if a member goes', () => whatIf({ member: 'Member 2' })],
    ['what if a place goes', () => whatIf({ place: 'Place 3' })],
  ];
  using database = new DatabaseSync(dataFile(folder.path), { readOnly: true });
  const bareQuery = database.prepare(
    'SELECT content FROM ledger_row WHERE terms IN (SELECT terms FROM visible WHERE principal = ?)',
  );
  const limit = await percentile(() => JSON.stringify(bareQuery.all(viewer.principal)), rounds);
  const rows: Row[] = [];
  const [began, spent] = [performance.now(), ownTime()];
  const turns = longestTurn();
  await core.ledger.reader.prepare(viewer);
  const first = { processor: ownTime() - spent, clock: performance.now() - began };
  rows.push(takenRow('the ledger read for the first time, in slices', first, limit, '—'));
  rows.push(takenRow('what others wait for meanwhile, at most', turns.end(), limit, '< 150 ms'));
  let more = events;
  for (const [what, work] of pages) {
    const measured = await percentile(work, rounds, ownTime, async () => {
      more += 1;
      await store(core, [eventOf(core, more, markings)]);
    });
    const told = `${what}, ${events.toLocaleString('en')} events, after a write, p95`;
    rows.push(takenRow(told, measured, limit, '< 150 ms'));
  }
  await core.close();
  return rows;
}

/** The longest that nobody else had his turn, until `end`. */
function longestTurn(): { end(): Taken } {
  let [clock, processor] = [performance.now(), ownTime()];
  const longest = { processor: 0, clock: 0 };
  let isOver = false;
  const turn = (): void => {
    const now = [performance.now(), ownTime()] as const;
    longest.clock = Math.max(longest.clock, now[0] - clock);
    longest.processor = Math.max(longest.processor, now[1] - processor);
    [clock, processor] = now;
    if (!isOver) setImmediate(turn);
  };
  setImmediate(turn);
  return {
    end() {
      isOver = true;
      return longest;
    },
  };
}

async function make(folder: string, events: number): Promise<void> {
  const core = await makeCoalition(folder, members);
  const markings = await makeReleaseLists(core, lists);
  const { outcomes } = await store(core, ledgerOf(core, events, markings));
  if (outcomes > 0) throw new Error(`${outcomes} objects refused`);
  await core.close();
}
