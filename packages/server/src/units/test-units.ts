import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { initialise } from '../coalition/initialise.ts';
import { defaultLimits } from '../config.ts';
import { openDatabase } from '../database/open-database.ts';
import { dataFile, startNode } from '../node.ts';

/** How somebody comes in: the headers of his requests. */
export type Credential = Readonly<Record<string, string>>;
export type Answer = { readonly status: number; readonly text: string };

const password = 'a long enough password';
export const taxiiType = 'application/taxii+json;version=2.1';

/**
 * For tests: a running node. Norway, which founded it, Iraq and France each have an admin (a session) who manages units
 * and accounts over the API, as people do.
 */
export async function startTestNode() {
  const data = mkdtempSync(join(tmpdir(), 'entente-units-'));
  const database = openDatabase(dataFile(data));
  await initialise(database, {
    name: 'Units',
    member: { name: 'Norway', kind: 'country' },
    admin: { email: 'admin@norway.example', password },
  });
  database[Symbol.dispose]();
  const node = await startNode({ data, host: '127.0.0.1', port: 0, logLevel: 'silent', limits: defaultLimits });
  const { core } = node;
  const founder = core.localViewer(1);
  const others = await core.memberService.addAll(founder, [
    { name: 'Iraq', kind: 'country' },
    { name: 'France', kind: 'country' },
  ]);
  for (const { name, member } of others) {
    const email = `admin@${name.toLowerCase()}.example`;
    await core.access.accounts.add(founder, {
      email,
      name: email,
      member,
      roles: ['member-admin', 'analyst'],
      password,
    });
  }
  const open = await core.collectionService.add(founder, {
    title: 'Open',
    alias: 'open',
    readers: 'all',
    writers: 'all',
  });

  async function ask(who: Credential, method: string, path: string, body?: unknown): Promise<Answer> {
    const response = await fetch(new URL(path, node.url), {
      method,
      headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...who },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: response.status, text: await response.text() };
  }

  /** A request that must succeed; what its JSON says. */
  async function must<T>(who: Credential, method: string, path: string, body?: unknown): Promise<T> {
    const { status, text } = await ask(who, method, path, body);
    assert.ok(status >= 200 && status < 300, `${method} ${path}: ${status} ${text.slice(0, 300)}`);
    return JSON.parse(text) as T;
  }

  async function session(email: string): Promise<Credential> {
    const response = await fetch(new URL('/api/sign-in', node.url), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email, password }),
    });
    assert.equal(response.status, 200);
    return { cookie: response.headers.getSetCookie()[0]?.split(';')[0] ?? '', 'sec-fetch-site': 'same-origin' };
  }

  return {
    core,
    ask,
    must,
    session,
    password,
    open,
    admins: {
      norway: await session('admin@norway.example'),
      iraq: await session('admin@iraq.example'),
      france: await session('admin@france.example'),
    },
    basic: (email: string): Credential => ({
      authorization: `Basic ${Buffer.from(`${email}:${password}`).toString('base64')}`,
    }),
    /** A token: made by this admin for his member or, where named, for one of its units. */
    async token(admin: Credential, wanted: { unit?: string; write?: boolean; personal?: boolean } = {}) {
      const { token } = await must<{ token: string }>(admin, 'POST', '/api/tokens', { label: 'test', ...wanted });
      return { authorization: `Bearer ${token}` } as Credential;
    },
    /** An account of this admin's member. */
    person: (
      admin: Credential,
      name: string,
      more: { unit?: string; clearedForRed?: boolean; roles?: string[] } = {},
    ) =>
      must<{ id: string; identity: string; email: string }>(admin, 'POST', '/api/accounts', {
        email: `${name}@people.example`,
        name,
        password,
        ...more,
      }),
    unit: (admin: Credential, member: string, unit: object) =>
      must<{ id: string; address: string }>(admin, 'POST', `/api/members/${member}/units`, unit),
    /** Publishes a note under these terms; its id. */
    async publish(who: Credential, content: string, tlp: string, releasableTo: readonly string[] = []) {
      const { summary } = await must<{ summary: { id: string } }>(who, 'POST', '/api/objects', {
        collection: 'open',
        terms: { tlp, releasableTo },
        object: { type: 'note', content, object_refs: ['location--b49b2ad5-9b0b-4a7f-9b4e-7d3c3f7a2b11'] },
      });
      return summary.id;
    },
    /** The notes that somebody gets over TAXII, oldest first, by what they say; `after` is a date added. */
    async poll(who: Credential, after = ''): Promise<{ notes: string[]; last: string }> {
      const query = `match[type]=note&limit=1000${after === '' ? '' : `&added_after=${after}`}`;
      const response = await fetch(new URL(`/taxii2/coalition/collections/${open.id}/objects/?${query}`, node.url), {
        headers: { ...who, accept: taxiiType },
      });
      assert.equal(response.status, 200);
      const { objects = [] } = (await response.json()) as { objects?: { content: string }[] };
      return {
        notes: objects.map(({ content }) => content),
        last: response.headers.get('x-taxii-date-added-last') ?? after,
      };
    },
    /** The same over the API. */
    async browse(who: Credential): Promise<string[]> {
      const { objects } = await must<{ objects: { title: string }[] }>(who, 'GET', '/api/objects?type=note&limit=200');
      return objects.map(({ title }) => title);
    },
    settled: () => core.catchUps.idle(),
    async [Symbol.asyncDispose]() {
      await node[Symbol.asyncDispose]();
      rmSync(data, { recursive: true, force: true });
    },
  };
}
export type TestNode = Awaited<ReturnType<typeof startTestNode>>;
