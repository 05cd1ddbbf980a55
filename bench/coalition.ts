import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeReleaseMarking } from '@entente/release';
import { type Core, createCore, dataFile, initialise, openDatabase } from '@entente/server';
import { ObjectSplitter } from '@entente/stix';

/** A data folder in the system's temporary folder, gone when disposed. */
export function scratchFolder(): Disposable & { readonly path: string } {
  const path = mkdtempSync(join(tmpdir(), 'entente-bench-'));
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) };
}

/** Makes a coalition of so many members, with one collection, and opens it in this process. */
export async function makeCoalition(data: string, members: number): Promise<Core> {
  const database = openDatabase(dataFile(data));
  await initialise(database, {
    name: 'Bench',
    member: { name: 'Member 1', kind: 'country' },
    admin: { email: 'admin@bench.example', password: 'a password for benchmarks' },
  });
  const core = createCore(database);
  const admin = core.localViewer(1);
  for (let index = 2; index <= members; index += 1) {
    await core.memberService.add(admin, { name: `Member ${index}`, kind: 'country' });
  }
  await core.collectionService.add(admin, { title: 'Corpus', alias: 'corpus', unmarked: 'green' });
  return core;
}

export function collectionOf(core: Core) {
  const found = core.collections.find('corpus');
  if (found === undefined) throw new Error('no collection "corpus"');
  return found;
}

/**
 * Release markings of Member 1, stored: of `count` lists each names some of the other members. Member 2 is in one list,
 * Member 3 in 1 % of them, Member 4 in 25 %; Member 1, who owns all, sees all. One list more names Member 80 alone.
 */
export async function makeReleaseLists(core: Core, count: number): Promise<readonly string[]> {
  const members = core.members.all();
  const identity = (number: number): string => members.find(({ name }) => name === `Member ${number}`)?.identity ?? '';
  const definitions = Array.from({ length: count + 1 }, (_, index) => {
    const to = [identity(5 + (index % 70)), identity(5 + ((index * 7 + 3) % 70))];
    if (index === count) to.splice(0, 2, identity(80));
    if (index === 1) to.push(identity(2));
    if (index % 100 === 2) to.push(identity(3));
    if (index % 4 === 3) to.push(identity(4));
    const id = `marking-definition--${index.toString(16).padStart(8, '0')}-0000-4000-8000-000000000000`;
    return writeReleaseMarking({ to }, { id, created: '2019-02-06T12:00:00.000Z', createdBy: identity(1) });
  });
  const { outcomes } = await store(
    core,
    definitions.map((each) => Buffer.from(JSON.stringify(each))),
  );
  if (outcomes > 0) throw new Error(`${outcomes} release markings refused`);
  return definitions.map(({ id }) => String(id));
}

/** Stores objects as Member 1, answering how many were refused. */
export async function store(core: Core, objects: Iterable<Buffer>): Promise<{ outcomes: number }> {
  let refused = 0;
  async function* chunks() {
    for (const object of objects) yield Buffer.concat([object, Buffer.from('\n')]);
  }
  await core.service.addStream(
    core.localViewer(1),
    collectionOf(core),
    new ObjectSplitter(),
    chunks(),
    (outcome) => {
      if (!('state' in outcome) || outcome.state === 'refused') refused += 1;
    },
    { batchSize: 1000 },
  );
  return { outcomes: refused };
}

export function tokenFor(core: Core, name: string): string {
  const member = core.members.find(name);
  if (member === undefined) throw new Error(`no member ${name}`);
  const { token } = core.access.tokens.create(core.localViewer(1), {
    member: member.member,
    label: 'bench',
    write: true,
  });
  return token;
}
