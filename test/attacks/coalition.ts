import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import type { OutgoingHttpHeaders } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Config, dataFile, defaultLimits, initialise, type Node, openDatabase, startNode } from '@entente/server';
import { type Answer, hangUp, type Sent, send } from './send.ts';

/** Whoever makes requests: with these headers. */
export type Caller = { readonly headers: OutgoingHttpHeaders };

/** A member with a token that may write and one that may only read. */
export type Member = Caller & {
  readonly name: string;
  readonly principal: number;
  readonly identity: string;
  readonly readOnly: Caller;
};

type Role = 'reader' | 'analyst' | 'release-officer' | 'member-admin' | 'coalition-admin' | 'auditor';

const names = ['France', 'Iraq', 'NATO', 'INTERPOL', 'Belgium'] as const;
export const password = 'a long enough password';
export const taxiiType = 'application/taxii+json;version=2.1';
export const nobody: Caller = { headers: {} };

/** A running node with its members, one of which (Belgium) has left, and ways to ask it things. */
export type Coalition = Awaited<ReturnType<typeof startCoalition>>;

export async function startCoalition(options: Partial<Config> = {}) {
  const data = mkdtempSync(join(tmpdir(), 'entente-attack-'));
  const database = openDatabase(dataFile(data));
  await initialise(database, {
    name: 'Coalition under attack',
    member: { name: 'United States', kind: 'country' },
    admin: { email: 'operator@us.example', password },
  });
  database[Symbol.dispose]();
  const node: Node = await startNode({
    data,
    host: '127.0.0.1',
    port: 0,
    logLevel: 'silent',
    ...options,
    limits: { ...defaultLimits, ...options.limits },
  });
  const { core } = node;
  const operator = core.localViewer(1);
  await core.memberService.addAll(
    operator,
    names.map((name) => ({ name, kind: name === 'NATO' || name === 'INTERPOL' ? 'organisation' : 'country' })),
  );

  function token(principal: number, write: boolean): Caller {
    const made = core.access.tokens.create(operator, { member: principal, label: 'test', write });
    return { headers: { authorization: `Bearer ${made.token}` } };
  }
  function member(name: string): Member {
    const found = core.members.find(name);
    assert.ok(found);
    const { member: principal, identity } = found;
    return { name, principal, identity, ...token(principal, true), readOnly: token(principal, false) };
  }
  const us = member('United States');
  const [france, iraq, nato, interpol, belgium] = names.map(member) as [Member, Member, Member, Member, Member];
  await core.memberService.remove(operator, belgium.name);
  const open = await core.collectionService.add(operator, {
    title: 'Open',
    alias: 'open',
    readers: 'all',
    writers: 'all',
  });

  const ask = (who: Caller, sent: Sent): Promise<Answer> =>
    send(node.url, { ...sent, headers: { ...who.headers, ...sent.headers } });

  return {
    node,
    core,
    data,
    operator,
    us,
    france,
    iraq,
    nato,
    interpol,
    belgium,
    /** Where all members read and write. */
    open,
    ask,
    token,
    /** An account, and the header with which it asks. */
    async account(email: string, principal: number, ...roles: Role[]) {
      const account = await core.access.accounts.add(operator, {
        email,
        name: email,
        member: principal,
        roles,
        password,
      });
      return { ...account, headers: { authorization: basic(email) } };
    },
    /** A GET that must succeed, as text. */
    async read(who: Caller, path: string): Promise<string> {
      const answer = await ask(who, { path });
      assert.equal(answer.status, 200, `${path}: ${answer.text.slice(0, 300)}`);
      return answer.text;
    },
    /** A request with a JSON body; its answer. */
    api(who: Caller, method: string, path: string, body?: unknown): Promise<Answer> {
      const headers = { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' };
      return ask(who, { method, path, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
    },
    /** Adds objects over TAXII; the status resource. */
    async add(who: Caller, objects: readonly unknown[], collection: string = open.id): Promise<Status> {
      return post(await addText(who, JSON.stringify({ objects }), collection));
    },
    addText,
    /** Adds objects over TAXII, all of which must be stored. */
    async store(who: Caller, objects: readonly unknown[], collection: string = open.id): Promise<void> {
      const status = post(await addText(who, JSON.stringify({ objects }), collection));
      assert.deepEqual(status.failures, undefined);
      assert.equal(status.success_count, objects.length);
    },
    /** The id of the proof of an object that this caller may see, once it is signed. */
    async proofId(who: Caller, object: string): Promise<string> {
      await core.signer.catchUp();
      const { proof } = JSON.parse(await this.read(who, `/api/objects/${object}/proof`)) as { proof?: { id: string } };
      assert.ok(proof, `${object} is signed`);
      return proof.id;
    },
    /** Ids of the objects of a collection, as the TAXII client of this caller gets them. */
    async ids(who: Caller, query = '', collection: string = open.id): Promise<string[]> {
      const text = await this.read(who, `/taxii2/coalition/collections/${collection}/objects/?limit=1000&${query}`);
      return ((JSON.parse(text) as { objects?: { id: string }[] }).objects ?? []).map(({ id }) => id);
    },
    async [Symbol.asyncDispose]() {
      hangUp();
      await node[Symbol.asyncDispose]();
      rmSync(data, { recursive: true, force: true });
    },
  };

  function addText(
    who: Caller,
    body: string | Uint8Array,
    collection: string = open.id,
    more: OutgoingHttpHeaders = {},
  ) {
    return ask(who, {
      method: 'POST',
      path: `/taxii2/coalition/collections/${collection}/objects/`,
      headers: { 'content-type': taxiiType, ...more },
      body,
    });
  }
}

/** TAXII 2.1, section 4.3.1, as far as the tests look at it. */
export type Status = {
  readonly id: string;
  readonly success_count: number;
  readonly failure_count: number;
  readonly failures?: readonly { readonly id: string; readonly message: string }[];
};

function post({ status, text }: Answer): Status {
  assert.equal(status, 202, text.slice(0, 500));
  return JSON.parse(text) as Status;
}

export function basic(email: string, secret = password): string {
  return `Basic ${Buffer.from(`${email}:${secret}`).toString('base64')}`;
}

/** An id that nothing has. */
export function freshId(type: string): string {
  return `${type}--${randomUUID()}`;
}
