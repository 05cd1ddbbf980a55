import assert from 'node:assert/strict';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { entente, newCoalition, temporaryFolder } from './entente.ts';

test('TAXII feeds are added, run, paused and removed', { timeout: 90_000 }, async () => {
  const asked: IncomingMessage[] = [];
  const object = {
    type: 'tool',
    spec_version: '2.1',
    id: 'tool--5d0092c5-5f74-4287-9642-33f4c354e56d',
    created: '2024-05-01T10:00:00.000Z',
    modified: '2024-05-01T10:00:00.000Z',
    name: 'From outside',
  };
  const server = createServer((request, response) => {
    asked.push(request);
    response
      .writeHead(200, { 'Content-Type': 'application/taxii+json;version=2.1' })
      .end(JSON.stringify({ objects: [object, { type: 'nonsense' }] }));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  using folder = temporaryFolder();
  try {
    const { data } = await newCoalition(folder.path);
    const root = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api1`;
    const mine = ['--member', 'France', '--data', data];
    const add = ['taxii-feed', 'add', root, 'c1', '--collection', 'shared', '--tlp', 'green', ...mine];

    const refused = await entente(add);
    assert.equal(refused.code, 1);
    assert.match(refused.stderr, /private address/);

    const allowed = { environment: { ENTENTE_PEER_ADDRESSES: 'private' } };
    const added = await entente([...add, '--user', 'reader', '--password-stdin'], {
      ...allowed,
      input: 'open sesame\n',
    });
    assert.equal(added.code, 0, added.stderr);
    const id = /taxii-feed--\S+/.exec(added.stdout)?.[0] ?? '';

    const run = await entente(['taxii-feed', 'run', id, ...mine], allowed);
    assert.equal(run.code, 0, run.stderr);
    assert.match(run.stdout, /^1 objects taken in so far\.\n {2}unknown: /);
    assert.equal(asked[0]?.headers.authorization, `Basic ${Buffer.from('reader:open sesame').toString('base64')}`);

    const list = await entente(['taxii-feed', 'list', ...mine, '--json']);
    assert.match(list.stdout, /"login":"basic"/);
    assert.ok(
      !list.stdout.includes('sesame') && !list.stdout.includes(Buffer.from('reader:open sesame').toString('base64')),
    );

    assert.equal((await entente(['taxii-feed', 'pause', id, ...mine])).code, 0);
    const paused = await entente(['taxii-feed', 'run', id, ...mine], allowed);
    assert.match(paused.stderr, /paused/);
    assert.equal((await entente(['taxii-feed', 'remove', id, ...mine])).code, 0);

    const push = ['taxii-feed', 'push', root, 'c1', '--collection', 'shared', '--level', 'green', ...mine];
    const unconfirmed = await entente(push, allowed);
    assert.equal(unconfirmed.code, 1);
    assert.match(unconfirmed.stderr, /cannot be recalled/);
    assert.equal((await entente([...push, '--accept-unlabelled'], allowed)).code, 0);
  } finally {
    server.close();
  }
});
