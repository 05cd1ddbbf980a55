import { randomUUID } from 'node:crypto';
import { initialise } from '../coalition/initialise.ts';
import type { Collection } from '../collections/collection-store.ts';
import { type Core, createCore } from '../core.ts';
import { type Database, openDatabase } from '../database/open-database.ts';
import type { Outcome } from '../objects/outcome.ts';
import type { EntryContent } from './entry-content.ts';

/** For tests: France, Iraq and Germany, a collection to which all publish, and what the log says. */
export type AuditedCoalition = AsyncDisposable & {
  readonly core: Core;
  readonly database: Database;
  readonly time: { now: number };
  readonly open: Collection;
  member(name: string): number;
  viewer(name: string): ReturnType<Core['localViewer']>;
  /** Stores a report, new or a later version, under a TLP level of the standard; answers its id. */
  publish(by: string, tlp: keyof typeof tlpMarking, id?: string): Promise<string>;
  /** What is in the log, of this kind or all, oldest first. */
  entries(kind?: EntryContent['kind']): Promise<EntryContent[]>;
  /** Ends an epoch. */
  pass(): Promise<void>;
};

/** Ids of the standard (TLP 2.0 for STIX 2.1). */
export const tlpMarking = {
  clear: 'marking-definition--94868c89-83c2-464b-929b-a1a8aa3c8487',
  green: 'marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb',
  red: 'marking-definition--e828b379-4e03-4974-9ac4-e53a884c97c1',
} as const;

export async function createAuditedCoalition(file = ':memory:'): Promise<AuditedCoalition> {
  const database = openDatabase(file);
  // Later than anything that the making of a coalition records.
  const time = { now: Date.now() + 60_000 };
  const admin = { email: 'boss@france.example', password: 'a password long enough' };
  await initialise(database, {
    name: 'Test',
    member: { name: 'France', kind: 'country', joined: '2020-01-01' },
    admin,
  });
  const core = createCore(database, { clock: () => time.now });
  const boss = core.localViewer(1);
  const joined = '2020-01-01';
  await core.memberService.addAll(boss, [
    { name: 'Iraq', kind: 'country', joined },
    { name: 'Germany', kind: 'country', joined },
  ]);
  const open = await core.collectionService.add(boss, { title: 'Open', alias: 'open', readers: 'all', writers: 'all' });

  const coalition: AuditedCoalition = {
    core,
    database,
    time,
    open,
    member: (name) => core.members.find(name)?.member ?? 0,
    viewer: (name) => core.localViewer(coalition.member(name)),
    async publish(by, tlp, id = `report--${randomUUID()}`) {
      time.now += 1000;
      const now = new Date(time.now).toISOString();
      const value = {
        type: 'report',
        spec_version: '2.1',
        id,
        created: '2026-05-01T08:00:00.000Z',
        modified: now,
        published: now,
        name: 'A report with words that no entry may hold',
        object_refs: ['indicator--8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f'],
        created_by_ref: core.members.get(coalition.member(by)).identity,
        object_marking_refs: [tlpMarking[tlp]],
      };
      const incoming = [{ bytes: Buffer.from(JSON.stringify(value)), value }];
      const [outcome] = (await core.service.add(coalition.viewer(by), open, incoming)) as [Outcome];
      if (outcome.state !== 'stored') throw new Error(JSON.stringify(outcome));
      return id;
    },
    async entries(kind) {
      await core.audit.flush();
      const rows = database.prepare("SELECT content FROM audit_entry WHERE content <> '' ORDER BY entry").all();
      const all = rows.map(({ content }) => JSON.parse(String(content)) as EntryContent);
      return kind === undefined ? all : all.filter((each) => each.kind === kind);
    },
    async pass() {
      time.now = (Math.floor(time.now / 10_000) + 1) * 10_000;
      await core.audit.seal();
    },
    [Symbol.asyncDispose]: () => core.close(),
  };
  return coalition;
}
