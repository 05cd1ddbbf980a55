import assert from 'node:assert/strict';
import { pino } from 'pino';
import type { Role, Viewer } from '../accounts/viewer.ts';
import { initialise } from '../coalition/initialise.ts';
import type { Collection } from '../collections/collection-store.ts';
import { defaultLimits } from '../config.ts';
import { type Core, type CoreOptions, createCore } from '../core.ts';
import { type Database, openDatabase } from '../database/open-database.ts';
import { createApp } from './app.ts';

export type Answer = { readonly status: number; readonly text: string };
const password = 'a long enough password';

/** For tests: the routes of a node of France, Iraq and Norway, whose clock stands still until it is moved. */
export type TestApp = AsyncDisposable & {
  readonly core: Core;
  readonly database: Database;
  readonly open: Collection;
  /** Milliseconds since 1970. */
  readonly time: { now: number };
  /** Adds a person and answers who that is in requests: an e-mail address. */
  person(name: string, acts: { member: string; unit?: string; roles?: readonly Role[] }): Promise<string>;
  /** A unit of a member; its identity id. */
  unit(member: string, name: string, kind?: 'internal' | 'served'): Promise<string>;
  viewer(member: string): Viewer;
  identity(member: string): string;
  ask(who: string, method: string, path: string, body?: unknown): Promise<Answer>;
  /** A request that must succeed; what its JSON says. */
  must<T>(who: string, method: string, path: string, body?: unknown): Promise<T>;
  /** Waits for what goes on in the background. */
  settled(): Promise<void>;
};

export async function startTestApp(file = ':memory:', options: Omit<CoreOptions, 'clock'> = {}): Promise<TestApp> {
  const database = openDatabase(file);
  await initialise(database, {
    name: 'Test',
    member: { name: 'France', kind: 'country', joined: '2026-01-01' },
    admin: { email: 'founder@people.example', password },
  });
  // Later than any real clock with which the coalition was founded, so that its time only goes on.
  const time = { now: Date.parse('2035-03-01T10:00:00.000Z') };
  const core = createCore(database, { ...options, clock: () => time.now });
  const founder = core.localViewer(1);
  await core.memberService.addAll(
    founder,
    ['Iraq', 'Norway'].map((name) => ({ name, kind: 'country', joined: '2026-01-01' })),
  );
  const open = await core.collectionService.add(founder, {
    title: 'Open',
    alias: 'open',
    readers: 'all',
    writers: 'all',
  });
  const config = { data: '', host: '', port: 0, logLevel: 'silent', limits: defaultLimits } as const;
  const app = createApp(core, config, pino({ level: 'silent' }));

  function memberOf(name: string) {
    const found = core.members.find(name);
    assert.ok(found, name);
    return found;
  }

  const test: TestApp = {
    core,
    database,
    open,
    time,
    viewer: (member) => core.localViewer(memberOf(member).member),
    identity: (member) => memberOf(member).identity,
    async person(name, { member, unit, roles = ['analyst'] }) {
      const email = `${name}@people.example`;
      await core.access.accounts.add(founder, {
        email,
        name,
        member: memberOf(member).member,
        roles,
        password,
        ...(unit === undefined ? {} : { unit: core.units.find(`${member}/${unit}`)?.unit }),
      });
      return email;
    },
    unit: async (member, name, kind = 'served') =>
      (await core.unitService.add(founder, member, { name, kind, amber: kind === 'served' })).identity,
    async ask(who, method, path, body) {
      const response = await app.fetch(
        new Request(new URL(path, 'http://node.test'), {
          method,
          headers: {
            authorization: `Basic ${Buffer.from(`${who}:${password}`).toString('base64')}`,
            ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          },
          ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        }),
      );
      return { status: response.status, text: await response.text() };
    },
    async must<T>(who: string, method: string, path: string, body?: unknown) {
      const { status, text } = await test.ask(who, method, path, body);
      assert.ok(status >= 200 && status < 300, `${method} ${path}: ${status} ${text.slice(0, 300)}`);
      return (text === '' ? undefined : JSON.parse(text)) as T;
    },
    async settled() {
      await core.catchUps.idle();
      await core.queue.idle();
    },
    [Symbol.asyncDispose]: () => core.close(),
  };
  return test;
}
