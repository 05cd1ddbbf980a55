import { DatabaseSync } from 'node:sqlite';
import { writeCommitment, writeCommitmentEvent } from '@entente/commitments';
import { type Core, dataFile } from '@entente/server';
import type { JsonObject } from '@entente/stix';
import { makeCoalition, makeReleaseLists, scratchFolder, store } from './coalition.ts';
import { at } from './http-client.ts';
import { type Row, row } from './table.ts';

const members = 79;
const eventsOfCommitment = 5;
const rounds = 40;
const lists = 100;
const created = '2019-02-06T12:00:00.000Z';
const kinds = ['forces', 'funding', 'training', 'aircraft'] as const;
const series = ['announced', 'pledged', 'deployed', 'withdrawal-ordered', 'withdrawn'] as const;

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
      await store(core, [bytes(core, more, markings)]);
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

function* ledgerOf(core: Core, events: number, markings: readonly string[]): Generator<Buffer> {
  for (let number = 0; number < events / eventsOfCommitment; number += 1) {
    const commitment = writeCommitment(
      {
        name: `Commitment ${number}`,
        kind: kinds[number % kinds.length] ?? 'forces',
        by: memberOf(core, number),
        counterparts: [],
        dependsOn: number % 50 === 1 ? [idOf('commitment', number - 1)] : [],
        place: `Place ${number % 20}`,
      },
      number % 10 === 9
        ? [{ kind: number % 20 === 9 ? 'part-of' : 'same-as', to: idOf('commitment', number - 4) }]
        : [],
    );
    yield stored(core, idOf('commitment', number), commitment, markings, number);
  }
  for (let number = 0; number < events; number += 1) yield bytes(core, number, markings);
}

function bytes(core: Core, number: number, markings: readonly string[]): Buffer {
  const of = Math.floor(number / eventsOfCommitment);
  const kind = series[number % eventsOfCommitment] ?? 'pledged';
  const event = writeCommitmentEvent({
    commitment: idOf('commitment', of),
    kind,
    quantity: {
      kind: 'measured',
      amount: { bound: number % 3 === 0 ? 'about' : 'exact', value: 10 + ((number * 7) % 500) },
      measure: of % 4 === 1 ? { currency: 'USD' } : { unit: kinds[of % 4] === 'aircraft' ? 'aircraft' : 'troops' },
    },
    said: dayOf(number),
    source: { key: memberOf(core, number % 11 === 0 ? of + 1 : of), name: '' },
    corrects: [],
    denies: [],
    documents: [],
  });
  return stored(core, idOf('commitment-event', number), event, markings, of);
}

function stored(core: Core, id: string, object: JsonObject, markings: readonly string[], number: number): Buffer {
  const marking = markings[number % markings.length];
  const published = { ...object, spec_version: '2.1', id, created, modified: created };
  const refs = marking === undefined ? {} : { object_marking_refs: [marking] };
  return Buffer.from(JSON.stringify({ ...published, ...refs, created_by_ref: memberOf(core, 0) }));
}

const identities = new WeakMap<Core, readonly string[]>();
function memberOf(core: Core, number: number): string {
  const all = identities.get(core) ?? core.members.all().map(({ identity }) => identity);
  identities.set(core, all);
  return all[number % all.length] ?? '';
}

function idOf(type: string, number: number): string {
  return `${type}--${number.toString(16).padStart(8, '0')}-0000-4000-8000-000000000000`;
}

function dayOf(number: number): string {
  return new Date(Date.UTC(2014, 8, 10) + (number % 1600) * 86_400_000).toISOString().slice(0, 10);
}
