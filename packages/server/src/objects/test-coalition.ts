import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { type ReleaseMarking, type Tlp, writeReleaseMarking } from '@entente/release';
import { type JsonObject, tlpMarkings } from '@entente/stix';
import type { Viewer } from '../accounts/viewer.ts';
import { createCoalition } from '../coalition/coalition-store.ts';
import type { NewCollection } from '../collections/collection-service.ts';
import type { Collection } from '../collections/collection-store.ts';
import { type Core, createCore } from '../core.ts';
import { type Database, openDatabase } from '../database/open-database.ts';
import type { ImportedTerms } from '../terms/object-terms.ts';
import type { VersionFilter } from './object-reader.ts';
import type { Outcome } from './outcome.ts';

/** One version as somebody got it, `added` in microseconds. */
export type Got = { readonly id: string; readonly stamp: string; readonly added: number };

export const allVersions: VersionFilter = { all: true, first: false, last: false, at: [] };
export const founder = 'Norway';
const founded = Date.parse('2026-01-05T08:00:00.000Z');

/** For tests: a coalition without HTTP, founded by Norway, whose clock moves on a second with each question for it. */
export type TestCoalition = AsyncDisposable & {
  readonly core: Core;
  readonly database: Database;
  viewer(member: string): Viewer;
  identity(memberOrGroup: string): string;
  /** By its title; readers and writers are all members unless others are named. */
  collection(collection: NewCollection): Promise<Collection>;
  write(
    by: string,
    into: Collection,
    objects: readonly JsonObject[],
    imported?: ImportedTerms,
  ): Promise<readonly Outcome[]>;
  /** The same, where it is known to be stored; answers the id of the first. */
  store(by: string, into: Collection, ...objects: readonly JsonObject[]): Promise<string>;
  /** Walks a collection page by page, as TAXII does, noting that the member reads. */
  poll(member: string, from: Collection, options?: { after?: number; limit?: number; versions?: VersionFilter }): Got[];
  /** The members that see an object, by name. */
  readers(id: string): string[];
  /** Ids of what the catalogue shows. */
  browse(member: string, filter?: Parameters<Core['catalogue']['page']>[1]): string[];
  /** Waits for placements that are still to be made. */
  settled(): Promise<void>;
};

export async function createTestCoalition(guests: readonly string[]): Promise<TestCoalition> {
  const database = openDatabase(':memory:');
  let time = founded;
  const clock = (): number => {
    time += 1000;
    return time;
  };
  createCoalition(database, 'Test', new Date(time).toISOString());
  const core = createCore(database, { clock });
  const first = core.members.add({ name: founder, kind: 'country', identity: identityId(), joined: '2026-01-01' });
  core.roster.changed();
  const admin = core.localViewer(first.member);
  await core.memberService.addAll(
    admin,
    guests.map((name) => ({ name, kind: 'country', joined: '2026-01-01' })),
  );

  const coalition: TestCoalition = {
    core,
    database,
    viewer(member) {
      const found = core.members.find(member);
      assert.ok(found, member);
      return core.localViewer(found.member);
    },
    identity(name) {
      const found = core.members.find(name) ?? core.groups.find(name);
      assert.ok(found, name);
      return found.identity;
    },
    collection: (added) => core.collectionService.add(admin, { readers: 'all', writers: 'all', ...added }),
    write(by, into, objects, imported) {
      const incoming = objects.map((value) => ({ bytes: Buffer.from(JSON.stringify(value)), value }));
      return core.service.add(coalition.viewer(by), into, incoming, { imported });
    },
    async store(by, into, ...objects) {
      const outcomes = await coalition.write(by, into, objects);
      for (const outcome of outcomes) assert.equal(outcome.state, 'stored', JSON.stringify(outcome));
      return outcomes[0]?.id ?? '';
    },
    poll(member, { collection }, { after = 0, limit = 3, versions = allVersions } = {}) {
      const viewer = coalition.viewer(member);
      core.noteRead(viewer.principal);
      const got: Got[] = [];
      for (let from = after; ; ) {
        const { rows, more } = core.reader.page(viewer, collection, { after: from, limit, versions });
        const names = core.reader.names(rows);
        got.push(...rows.map(({ added }, place) => ({ id: '', stamp: '', ...names[place], added })));
        const last = rows.at(-1);
        if (!more || last === undefined) return got;
        from = last.added;
      }
    },
    readers: (id) =>
      core.members
        .all()
        .filter(({ member }) => core.reader.current(core.localViewer(member), id) !== undefined)
        .map(({ name }) => name),
    browse(member, filter = {}) {
      const rows = core.catalogue.page(coalition.viewer(member), filter, Number.MAX_SAFE_INTEGER, 1000);
      return core.reader.names(rows).map(({ id }) => id);
    },
    async settled() {
      await core.catchUps.idle();
      await core.queue.idle();
    },
    [Symbol.asyncDispose]: () => core.close(),
  };
  return coalition;
}

/** A note, which anybody may write about anything; `version` counts hours. */
export function note(
  content: string,
  { id = `note--${randomUUID()}`, version = 1, ...more }: NoteParts = {},
): JsonObject {
  const stamp = stampOf(version);
  return {
    type: 'note',
    spec_version: '2.1',
    id,
    created: '2026-01-01T00:00:00.000Z',
    modified: stamp,
    content,
    object_refs: ['location--b49b2ad5-9b0b-4a7f-9b4e-7d3c3f7a2b11'],
    ...more,
  };
}
type NoteParts = { readonly id?: string; readonly version?: number } & JsonObject;

/** The version stamp of a note of that number. */
export function stampOf(version: number): string {
  return new Date(Date.parse('2026-01-02T00:00:00.000Z') + version * 3_600_000).toISOString();
}

export function tlp(level: Tlp): string {
  const found = [...tlpMarkings.values()].find((each) => each.version === 2 && each.level === level);
  assert.ok(found, level);
  return found.definition.id;
}

/** A release marking of the given author; lists hold identity ids. */
export function releaseMarking(createdBy: string, marking: ReleaseMarking): JsonObject & { readonly id: string } {
  const id = `marking-definition--${randomUUID()}`;
  return { ...writeReleaseMarking(marking, { id, created: '2026-01-01T00:00:00.000Z', createdBy }), id };
}

export function identityId(): string {
  return `identity--${randomUUID()}`;
}
