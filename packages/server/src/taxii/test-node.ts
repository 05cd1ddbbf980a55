import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { Agent, type IncomingHttpHeaders, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { initialise } from '../coalition/initialise.ts';
import type { NewCollection } from '../collections/collection-service.ts';
import { type Config, defaultLimits, type Limits } from '../config.ts';
import { openDatabase } from '../database/open-database.ts';
import { dataFile, type Node, startNode } from '../node.ts';
import { taxiiMediaType } from './media-types.ts';

// biome-ignore lint/suspicious/noExplicitAny: what a test reads out of a JSON answer it asserts, property by property
export type Json = any;

export type Answer = {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly bytes: Buffer;
  readonly json: Json;
};

/** Headers of a request; undefined takes one of the usual ones away. */
export type Headers = Readonly<Record<string, string | undefined>>;
export type Send = (method: string, path: string, headers?: Headers, body?: string | Buffer) => Promise<Answer>;

export const password = 'a long password 1';
export const admin = 'admin@norway.example';

/** For tests: a node that listens, of four members. Norway owns all collections, and signs in as `admin` too. */
export type TestNode = AsyncDisposable & {
  readonly node: Node;
  /** Requests of nobody, by path from the root of the server. */
  readonly send: Send;
  /** The same in the name of a member, with a token that may write, accepting TAXII. */
  readonly as: (member: string) => Send;
  /** The path of a new collection, below which its endpoints are; readers and writers are all unless others are named. */
  readonly collection: (options?: Partial<NewCollection>) => Promise<string>;
};

export async function startTestNode(limits: Partial<Limits> = {}, more: Partial<Config> = {}): Promise<TestNode> {
  const data = mkdtempSync(join(tmpdir(), 'entente-taxii-'));
  const database = openDatabase(dataFile(data));
  await initialise(database, {
    name: 'North',
    member: { name: 'Norway', kind: 'country' },
    admin: { email: admin, password },
  });
  database[Symbol.dispose]();
  const config = {
    data,
    host: '127.0.0.1',
    port: 0,
    logLevel: 'silent',
    limits: { ...defaultLimits, ...limits },
    ...more,
  } as const;
  const node = await startNode(config);
  const norway = node.core.localViewer(1);
  for (const name of ['Sweden', 'Denmark', 'Finland'])
    await node.core.memberService.add(norway, { name, kind: 'country' });

  const agent = new Agent({ keepAlive: true });
  const send: Send = (method, path, headers = {}, body = undefined) =>
    new Promise((resolve, reject) => {
      const given = Object.entries(headers).filter((entry): entry is [string, string] => entry[1] !== undefined);
      const length =
        body === undefined || 'transfer-encoding' in headers ? {} : { 'content-length': Buffer.byteLength(body) };
      const sent = request(new URL(path, node.url), {
        agent,
        method,
        headers: { ...length, ...Object.fromEntries(given) },
      });
      sent.on('response', async (response) => {
        const bytes = Buffer.concat(await response.toArray());
        const { statusCode: status = 0, headers } = response;
        resolve({
          status,
          headers,
          bytes,
          get json() {
            return JSON.parse(bytes.toString());
          },
        });
      });
      sent.on('error', reject);
      sent.end(body);
    });

  return {
    node,
    send,
    as(name) {
      const member = node.core.members.find(name)?.member;
      assert.ok(member !== undefined, name);
      const { token } = node.core.access.tokens.create(norway, { member, label: 'test', write: true });
      const usual = { authorization: `Bearer ${token}`, accept: taxiiMediaType };
      return (method, path, headers, body) =>
        send(
          method,
          path,
          { ...usual, ...(method === 'POST' ? { 'content-type': taxiiMediaType } : {}), ...headers },
          body,
        );
    },
    async collection(options = {}) {
      const title = `Collection ${randomUUID()}`;
      const { id } = await node.core.collectionService.add(norway, {
        title,
        readers: 'all',
        writers: 'all',
        unmarked: 'green',
        ...options,
      });
      return `/taxii2/coalition/collections/${id}/`;
    },
    async [Symbol.asyncDispose]() {
      agent.destroy();
      await node[Symbol.asyncDispose]();
      rmSync(data, { recursive: true, force: true });
    },
  };
}

/** An indicator as text; whatever is given replaces or adds. */
export function indicator(more: Readonly<Record<string, unknown>> = {}): Json {
  return {
    type: 'indicator',
    spec_version: '2.1',
    id: `indicator--${randomUUID()}`,
    created: '2019-02-06T12:00:00.000Z',
    modified: '2019-02-06T12:00:00.000Z',
    name: 'Convoy leaves the border crossing',
    pattern: "[ipv4-addr:value = '198.51.100.7']",
    pattern_type: 'stix',
    valid_from: '2019-02-06T12:00:00Z',
    ...more,
  };
}

export function envelopeOf(...objects: readonly (string | object)[]): string {
  return `{"objects":[${objects.map((each) => (typeof each === 'string' ? each : JSON.stringify(each))).join(',')}]}`;
}

/** Adds objects to a collection, each of which must be stored. */
export async function add(send: Send, collection: string, ...objects: readonly (string | object)[]): Promise<Json> {
  const { status, json } = await send('POST', `${collection}objects/`, {}, envelopeOf(...objects));
  assert.equal(status, 202);
  assert.equal(json.success_count, objects.length, JSON.stringify(json.failures));
  return json;
}

export const timestamp = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/;
export const uuid4 = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
