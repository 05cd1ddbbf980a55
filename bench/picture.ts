import { DatabaseSync } from 'node:sqlite';
import { writeCommitment, writeCommitmentEvent } from '@entente/commitments';
import { opinions, writeClaim, writePosition, writeStatement } from '@entente/positions';
import { type Core, dataFile } from '@entente/server';
import type { JsonObject } from '@entente/stix';
import { makeCoalition, makeReleaseLists, scratchFolder, store, tokenFor } from './coalition.ts';
import { at, createClient } from './http-client.ts';
import { start } from './process.ts';
import { type Row, row } from './table.ts';

const members = 79;
const claims = 100;
const eventsOfCommitment = 20;
const rounds = 40;
/** Of so many release lists each object names one: what a viewer sees is chosen row by row. */
const lists = 100;
const created = '2019-02-06T12:00:00.000Z';

/** The pages of the picture over `count` statements and a tenth of it events, beside bare queries of the same rows. */
export async function picture(count: number): Promise<Row[]> {
  using folder = scratchFolder();
  const core = await makeCoalition(folder.path, members);
  const markings = await makeReleaseLists(core, lists);
  for (const objects of [positionsOf(core, count, markings), ledgerOf(core, count / 10, markings)]) {
    const { outcomes } = await store(core, objects);
    if (outcomes > 0) throw new Error(`${outcomes} objects refused`);
  }
  const token = tokenFor(core, 'Member 1');
  await core.close();

  await using node = await start('node-server.ts', folder.path);
  const api = node.url.replace('/taxii2/', '/api/');
  using database = new DatabaseSync(dataFile(folder.path), { readOnly: true });
  const bare = (sql: string): (() => unknown) => {
    const statement = database.prepare(sql);
    return () => JSON.stringify(statement.all());
  };
  const claim = idOf('claim', 1);
  const lines = `SELECT content FROM claim_row UNION ALL SELECT content FROM position_row UNION ALL
    SELECT content FROM (SELECT content, row_number() OVER (PARTITION BY voice ORDER BY said DESC) AS place
      FROM statement_row WHERE voice IS NOT NULL) WHERE place <= 3`;
  const ledger = 'SELECT content FROM ledger_row';
  const onClaim = `SELECT content FROM statement_row WHERE claim = '${claim}' ORDER BY said DESC LIMIT 2000`;
  const pages: readonly (readonly [string, string, string])[] = [
    ['the first page', 'picture', `${lines} UNION ALL ${ledger}`],
    ['the board', 'positions', lines],
    ['one claim', `claims/${claim}`, onClaim],
    ['signals', 'signals', lines],
    ['commitments', 'commitments?limit=100', ledger],
    ['a brief on a claim', `brief?about=claim&of=${claim}`, onClaim],
  ];
  const rows: Row[] = [];
  for (const [what, path, sql] of pages) {
    const limit = await percentile(bare(sql));
    // A connection for each page: the node closes one that was idle while the bare queries ran.
    const client = createClient(1, { authorization: `Bearer ${token}` });
    const measured = await percentile(async () => {
      const { status } = await client.send(`${api}${path}`);
      if (status !== 200) throw new Error(`${path} answered ${status}`);
    });
    client.close();
    rows.push(row(`${what}, ${count.toLocaleString('en')} statements, p95`, measured, limit, 'ms', '< 150 ms'));
  }
  return rows;
}

/** Milliseconds that 95 of 100 take at most, after one that warms up. */
async function percentile(work: () => unknown): Promise<number> {
  await work();
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const started = performance.now();
    await work();
    times.push(performance.now() - started);
  }
  return at(
    times.toSorted((a, b) => a - b),
    0.95,
  );
}

function* positionsOf(core: Core, count: number, markings: readonly string[]): Generator<Buffer> {
  const identities = core.members.all().map(({ identity }) => identity);
  const member = (number: number): string => identities[number % identities.length] ?? '';
  for (let number = 1; number <= claims; number += 1) {
    const claim = writeClaim({ name: `Proposition ${number}`, aliases: [], places: [], askedOf: [] });
    yield bytes(idOf('claim', number), claim, []);
  }
  for (let number = 0; number < claims * members; number += 1) {
    const held = writePosition({
      claim: idOf('claim', 1 + (number % claims)),
      holder: member(Math.floor(number / claims)),
      answer: 'opinion',
      opinion: opinions[number % opinions.length] ?? 'neutral',
      since: dayOf(number),
      basis: [],
    });
    yield bytes(idOf('opinion', number), held, marked(markings, number));
  }
  for (let number = 0; number < count; number += 1) {
    const said = writeStatement({
      claim: idOf('claim', 1 + (number % claims)),
      speaker: idOf('identity', number % (members * 5)),
      speakerName: `Speaker ${number % (members * 5)}`,
      spokenFor: member(number),
      quote: `What was said the ${number}th time, at some length, on a matter of some weight.`,
      stance: opinions[(number * 7) % opinions.length] ?? 'neutral',
      said: dayOf(number),
      kind: 'said',
      negated: false,
      hedged: false,
      sourceSpans: [],
      cueSpans: [],
      contentSpans: [],
      quantities: [],
    });
    yield bytes(idOf('statement', number), said, marked(markings, number));
  }
}

function* ledgerOf(core: Core, events: number, markings: readonly string[]): Generator<Buffer> {
  const identities = core.members.all().map(({ identity }) => identity);
  const by = (number: number): string => identities[number % identities.length] ?? '';
  for (let number = 0; number < events / eventsOfCommitment; number += 1) {
    const commitment = writeCommitment({
      name: `Commitment ${number}`,
      kind: 'forces',
      by: by(number),
      counterparts: [],
      dependsOn: [],
      place: `Place ${number % 20}`,
    });
    yield bytes(idOf('commitment', number), commitment, marked(markings, number));
  }
  for (let number = 0; number < events; number += 1) {
    const of = Math.floor(number / eventsOfCommitment);
    const event = writeCommitmentEvent({
      commitment: idOf('commitment', of),
      kind: number % 2 === 0 ? 'pledged' : 'deployed',
      quantity: {
        kind: 'measured',
        amount: { bound: 'exact', value: 10 + (number % 500) },
        measure: { unit: 'troops' },
      },
      said: dayOf(number),
      source: { key: by(of), name: '' },
      corrects: [],
      denies: [],
      documents: [],
    });
    yield bytes(idOf('commitment-event', number), event, marked(markings, of));
  }
}

function bytes(id: string, object: JsonObject, markings: readonly string[]): Buffer {
  const terms = markings.length === 0 ? {} : { object_marking_refs: markings };
  return Buffer.from(JSON.stringify({ ...object, spec_version: '2.1', id, created, modified: created, ...terms }));
}

function marked(markings: readonly string[], number: number): string[] {
  const list = markings[number % markings.length];
  return list === undefined ? [] : [list];
}

function idOf(type: string, number: number): string {
  return `${type}--${number.toString(16).padStart(8, '0')}-0000-4000-8000-000000000000`;
}

function dayOf(number: number): string {
  return new Date(Date.parse('2018-12-01T00:00:00Z') + (number % 90) * 86_400_000).toISOString().slice(0, 10);
}
