import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { NewToken, SignIn } from '../accounts/messages.ts';
import { Publication } from '../objects/messages.ts';
import { NewRecall } from '../recall/messages.ts';
import { startTestApp, type TestApp } from './test-app.ts';

type Described = { readonly description?: string };
type Parameter = Described & { readonly name: string; readonly schema?: Described };
type Operation = {
  readonly operationId?: string;
  readonly summary?: string;
  readonly tags?: readonly string[];
  readonly parameters?: readonly Parameter[];
  readonly responses: Readonly<Record<string, Described & { readonly content?: Readonly<Record<string, object>> }>>;
};

let app: TestApp;
let analyst: string;
let operations: { readonly method: string; readonly path: string; readonly operation: Operation }[];
let schemas: Readonly<Record<string, { readonly example?: unknown }>>;

before(async () => {
  app = await startTestApp();
  analyst = await app.person('ana', { member: 'Iraq' });
  const document = await app.must<{
    paths: Record<string, Record<string, Operation>>;
    components: { schemas: typeof schemas };
  }>(analyst, 'GET', '/api/openapi.json');
  schemas = document.components.schemas;
  operations = Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })),
  );
});
after(() => app[Symbol.asyncDispose]());

test('every operation says what it does, takes, answers and refuses', () => {
  const lacking: string[] = [];
  const lacks = (what: string, is: boolean) => {
    if (!is) lacking.push(what);
  };
  for (const { method, path, operation } of operations) {
    const name = `${method} ${path}`;
    lacks(`${name}: a summary`, operation.summary !== undefined);
    lacks(`${name}: a tag`, operation.tags?.length === 1);
    for (const { name: parameter, description, schema } of operation.parameters ?? []) {
      lacks(`${name}: what ${parameter} is`, (description ?? schema?.description) !== undefined);
    }
    const statuses = Object.entries(operation.responses);
    lacks(
      `${name}: what it answers`,
      statuses.some(([status]) => status.startsWith('2')),
    );
    lacks(`${name}: what it refuses`, operation.responses.default !== undefined);
    for (const [status, { description, content }] of statuses) {
      lacks(`${name}: what ${status} is`, (description ?? '') !== '');
      lacks(`${name}: what ${status} holds`, status === '204' || content !== undefined);
    }
  }
  assert.deepEqual(lacking, []);
  const ids = operations.map(({ operation }) => operation.operationId);
  assert.equal(new Set(ids).size, ids.length);
});

test('what is answered to who names nothing that is there, and sends nothing, is among what is described', async () => {
  const streams = '/api/events';
  for (const { method, path, operation } of operations) {
    if (path === streams || path === '/api/sign-out') continue;
    const asked = path.replace(/\{number\}/, '1').replace(/\{\w+\}/g, 'nothing--here');
    const { status, text } = await app.ask(analyst, method, asked, method === 'GET' ? undefined : {});
    assert.ok(operation.responses[status], `${method} ${path} answers ${status}: ${text.slice(0, 200)}`);
    if (status < 400) continue;
    const { error } = JSON.parse(text) as { error: { code: unknown; message: unknown } };
    assert.deepEqual([typeof error.code, typeof error.message], ['string', 'string']);
  }
});

test('examples are valid', () => {
  const messages = { SignIn, NewToken, Publication, NewRecall };
  const exemplified = Object.keys(schemas).filter((name) => schemas[name]?.example !== undefined);
  assert.deepEqual(exemplified.sort(), Object.keys(messages).sort());
  for (const [name, message] of Object.entries(messages)) message.parse(schemas[name]?.example);
});

test('a page shows all of it, each message behind its name', async () => {
  const { status, text } = await app.ask(analyst, 'GET', '/api/docs');
  assert.equal(status, 200);
  for (const { path } of operations) assert.ok(text.includes(`<code>${path}</code>`), path);
  const targets = new Set([...text.matchAll(/href="#([^"]+)"/g)].map(([, name]) => name));
  assert.ok(targets.size > 100);
  for (const name of targets) assert.ok(text.includes(`id="${name}"`), `#${name} leads nowhere`);
});
