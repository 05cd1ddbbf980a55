import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { taxiiMediaType } from './media-types.ts';
import {
  type Answer,
  add,
  admin,
  indicator,
  password,
  type Send,
  startTestNode,
  type TestNode,
  timestamp,
  uuid4,
} from './test-node.ts';

let test: TestNode;
let norway: Send;
let intel: string;
const object = indicator();
let status: string;

before(async () => {
  test = await startTestNode();
  norway = test.as('Norway');
  intel = await test.collection({ title: 'Intelligence', alias: 'intel', description: 'What we know' });
  status = `/taxii2/coalition/status/${(await add(norway, intel, object)).id}/`;
});
after(() => test[Symbol.asyncDispose]());

/** Every endpoint that answers GET, once there is something in the collection. */
const endpoints: [string, () => string][] = [
  ['discovery', () => '/taxii2/'],
  ['the API root', () => '/taxii2/coalition/'],
  ['status', () => status],
  ['collections', () => '/taxii2/coalition/collections/'],
  ['a collection', () => intel],
  ['the manifest', () => `${intel}manifest/`],
  ['objects', () => `${intel}objects/`],
  ['an object', () => `${intel}objects/${object.id}/`],
  ['versions', () => `${intel}objects/${object.id}/versions/`],
];

function assertError(answer: Answer, expected: number): void {
  assert.equal(answer.status, expected);
  assert.equal(answer.headers['content-type'], taxiiMediaType);
  const { title, http_status, error_code, error_id } = answer.json;
  assert.ok(typeof title === 'string' && title.length > 0);
  assert.equal(http_status, String(expected));
  assert.ok(typeof error_code === 'string' && typeof error_id === 'string');
}

it('answers as TAXII where a client looks for it in the wrong place, and the page to browsers', async () => {
  const webRoot = mkdtempSync(join(tmpdir(), 'entente-web-'));
  writeFileSync(join(webRoot, 'index.html'), '<!doctype html><title>Entente</title>');
  try {
    await using elsewhere = await startTestNode({}, { webRoot });
    const client = elsewhere.as('Norway');
    const wrong = ['/', '/taxii/', '/api1/', '/api1/collections/', '/apiary/collections/', '/taxii2x/'];
    for (const path of wrong) {
      assertError(await client('GET', path), 404);
      assertError(await elsewhere.send('GET', path, { accept: taxiiMediaType }), 401);
      assertError(await client('GET', path, { accept: 'application/vnd.oasis.taxii+json; version=2.0' }), 404);
      assertError(await client('POST', path, {}, '{}'), 404);
      for (const accept of ['text/html,application/xhtml+xml,*/*;q=0.8', '*/*', undefined]) {
        const { status, headers } = await elsewhere.send('GET', path, { accept });
        assert.deepEqual([status, headers['content-type']], [200, 'text/html; charset=utf-8'], path);
      }
    }
    assert.equal((await client('GET', '/api/node')).json.version !== undefined, true, 'the JSON API is what it is');
  } finally {
    rmSync(webRoot, { recursive: true });
  }
});

describe('every endpoint', () => {
  for (const [name, path] of endpoints) {
    it(`${name}: answers TAXII 2.1 to whoever accepts it`, async () => {
      const accepted = [
        taxiiMediaType,
        'application/taxii+json',
        'application/taxii+json; version=2.1',
        'application/taxii+json;version="2.1"',
        'Application/TAXII+JSON; Version=2.1',
        'application/taxii+json;version=2.1,application/stix+json;version=2.1',
        'application/vnd.oasis.taxii+json;version=2.0, application/taxii+json;version=2.1;q=0.1',
        'application/*',
        '*/*',
        undefined,
      ];
      for (const accept of accepted) {
        const answer = await norway('GET', path(), { accept });
        assert.equal(answer.status, 200, accept);
        assert.equal(answer.headers['content-type'], taxiiMediaType, accept);
        assert.equal(typeof answer.json, 'object');
        assert.equal(answer.headers['content-encoding'], undefined, 'not packed for nobody who asked');
      }
    });

    it(`${name}: refuses whoever accepts something else`, async () => {
      const refused = [
        'application/taxii+json;version=2.0',
        'application/taxii+json;version=3.0',
        'application/vnd.oasis.taxii+json;version=2.0',
        'application/json',
        'application/stix+json;version=2.1',
        'text/html',
        'xml',
        `${taxiiMediaType};q=0`,
        'application/taxii+json;q=0, */*',
        'text/*',
      ];
      for (const accept of refused) assertError(await norway('GET', path(), { accept }), 406);
    });

    it(`${name}: is only for who signs in`, async () => {
      const strangers = [
        undefined,
        'Bearer nothing',
        'Bearer ',
        'Basic !',
        `Basic ${btoa(`${admin}:wrong`)}`,
        'Token x',
      ];
      for (const authorization of strangers) {
        const answer = await test.send('GET', path(), { accept: taxiiMediaType, authorization });
        assertError(answer, 401);
        assert.match(
          String(answer.headers['www-authenticate']),
          /^Basic realm="[^"]+", charset="UTF-8", Bearer realm=/,
        );
      }
      const basic = await test.send('GET', path(), {
        accept: taxiiMediaType,
        authorization: `Basic ${btoa(`${admin}:${password}`)}`,
      });
      // A person is not the token of its member: the status tells each only of its own requests.
      assert.equal(basic.status, name === 'status' ? 404 : 200);
    });

    it(`${name}: with and without the slash at its end, and HEAD without a body`, async () => {
      const [full, bare] = [await norway('GET', path()), await norway('GET', path().replace(/\/$/, ''))];
      assert.deepEqual([bare.status, bare.json], [200, full.json]);
      const head = await norway('HEAD', path());
      assert.deepEqual([head.status, head.bytes.length, head.headers['content-type']], [200, 0, taxiiMediaType]);
    });

    it(`${name}: says which methods it has`, async () => {
      const methods =
        name === 'objects'
          ? 'GET, HEAD, POST, OPTIONS'
          : name === 'an object'
            ? 'GET, HEAD, DELETE, OPTIONS'
            : 'GET, HEAD, OPTIONS';
      for (const method of ['PUT', 'PATCH', ...(name === 'objects' ? ['DELETE'] : ['POST'])]) {
        const answer = await norway(method, path(), {}, '{}');
        assertError(answer, 405);
        assert.equal(answer.headers.allow, methods);
      }
      const options = await norway('OPTIONS', path());
      assert.deepEqual([options.status, options.headers.allow, options.bytes.length], [204, methods, 0]);
    });

    it(`${name}: ignores parameters and match fields that it does not know`, async () => {
      const asked = await norway('GET', `${path()}?unknown=1&match[confidence]=80&x=%00&&=`);
      assert.deepEqual([asked.status, asked.json], [200, (await norway('GET', path())).json]);
    });
  }
});

describe('what is not there', () => {
  const nowhere: [string, () => string][] = [
    ['an API root', () => '/taxii2/other/'],
    ['collections of an API root', () => '/taxii2/other/collections/'],
    ['a status', () => `/taxii2/coalition/status/${randomUUID()}/`],
    ['a status that is no id', () => "/taxii2/coalition/status/' OR 1=1/"],
    ['a collection', () => `/taxii2/coalition/collections/${randomUUID()}/`],
    ['a collection that is no id', () => '/taxii2/coalition/collections/%F0%9F%92%A5/'],
    ['objects of a collection', () => `/taxii2/coalition/collections/${randomUUID()}/objects/`],
    ['the manifest of a collection', () => `/taxii2/coalition/collections/${randomUUID()}/manifest/`],
    ['an object', () => `${intel}objects/indicator--${randomUUID()}/`],
    ['an object that is no id', () => `${intel}objects/no%2Fid%00/`],
    ['versions of an object', () => `${intel}objects/indicator--${randomUUID()}/versions/`],
    ['a version', () => `${intel}objects/${object.id}/?match[version]=2001-01-01T00:00:00Z`],
    ['an endpoint', () => `${intel}subscriptions/`],
    ['discovery elsewhere', () => '/taxii2/taxii2/'],
  ];
  for (const [name, path] of nowhere) {
    it(`${name}: 404, and 401 for who is not signed in`, async () => {
      assertError(await norway('GET', path()), 404);
      assertError(await test.send('GET', path(), { accept: taxiiMediaType }), 401);
    });
  }

  it('takes no path for TAXII that only looks like it', async () => {
    for (const path of ['/taxii22/', '/taxii']) {
      assertError(await norway('GET', path), 404);
      assert.notEqual((await norway('GET', path, { accept: undefined })).headers['content-type'], taxiiMediaType, path);
    }
  });
});

describe('server information', () => {
  it('discovers one API root, by a path, which is the default', async () => {
    const { title, default: standard, api_roots } = (await norway('GET', '/taxii2/')).json;
    assert.equal(title, 'North');
    assert.deepEqual(api_roots, [standard]);
    assert.match(standard, /^\/[^/?].*\/$/);
    assert.equal((await norway('GET', standard)).status, 200);
  });

  it('describes the API root', async () => {
    const { title, versions, max_content_length } = (await norway('GET', '/taxii2/coalition/')).json;
    assert.equal(title, 'North');
    assert.ok(versions.includes(taxiiMediaType));
    assert.ok(Number.isSafeInteger(max_content_length) && max_content_length > 0);
  });

  it('describes collections, in the list and alone, by id and by alias', async () => {
    const { collections } = (await norway('GET', '/taxii2/coalition/collections/')).json;
    const listed = collections.find(({ title }: { title: string }) => title === 'Intelligence');
    assert.match(listed.id, uuid4);
    const expected = {
      id: listed.id,
      title: 'Intelligence',
      description: 'What we know',
      alias: 'intel',
      can_read: true,
      can_write: true,
      media_types: ['application/stix+json;version=2.1'],
    };
    assert.deepEqual(listed, expected);
    assert.deepEqual((await norway('GET', intel)).json, expected);
    assert.deepEqual((await norway('GET', '/taxii2/coalition/collections/intel/')).json, expected);
    assert.deepEqual(
      (await norway('GET', '/taxii2/coalition/collections/')).json.collections,
      collections,
      'same order',
    );
    const byAlias = await norway('GET', '/taxii2/coalition/collections/intel/objects/');
    assert.deepEqual(byAlias.json, (await norway('GET', `${intel}objects/`)).json);
  });

  it('keeps the status for its requester, complete and the same', async () => {
    const { json } = await norway('GET', status);
    assert.match(json.id, uuid4);
    assert.match(json.request_timestamp, timestamp);
    const { id, request_timestamp, ...rest } = json;
    assert.deepEqual(rest, {
      status: 'complete',
      total_count: 1,
      success_count: 1,
      successes: [{ id: object.id, version: object.modified }],
      failure_count: 0,
      pending_count: 0,
    });
    assertError(await test.as('Sweden')('GET', status), 404);
  });
});

describe('who may do what with a collection', () => {
  const cases: [string, object, string, { get: number; post: number; delete: number }][] = [
    ['no right', { readers: ['Norway'], writers: ['Norway'] }, 'Sweden', { get: 404, post: 404, delete: 404 }],
    ['reading only', { readers: ['Sweden'], writers: ['Norway'] }, 'Sweden', { get: 200, post: 403, delete: 403 }],
    ['writing only', { readers: ['Norway'], writers: ['Sweden'] }, 'Sweden', { get: 403, post: 202, delete: 403 }],
    ['both, of what another owns', {}, 'Sweden', { get: 200, post: 202, delete: 404 }],
    ['its owner', { readers: [], writers: [] }, 'Norway', { get: 200, post: 202, delete: 200 }],
  ];
  for (const [name, options, member, expected] of cases) {
    it(name, async () => {
      const path = await test.collection(options);
      const { id } = indicator();
      await add(norway, path, indicator({ id }));
      const send = test.as(member);
      for (const below of ['objects/', 'manifest/', `objects/${id}/`, `objects/${id}/versions/`]) {
        const answer = await send('GET', `${path}${below}`);
        assert.equal(answer.status, expected.get, below);
        if (answer.status !== 200) assertError(answer, expected.get);
      }
      const { status, json } = await send('GET', path);
      const known = expected.get !== 404;
      assert.equal(status, known ? 200 : 404);
      if (known) assert.deepEqual([json.can_read, json.can_write], [expected.get === 200, expected.post === 202]);
      const { collections } = (await send('GET', '/taxii2/coalition/collections/')).json;
      assert.equal(
        collections.some(({ id }: { id: string }) => path.includes(id)),
        known,
      );
      assert.equal((await send('POST', `${path}objects/`, {}, '{}')).status, expected.post);
      assert.equal((await send('DELETE', `${path}objects/${id}/`)).status, expected.delete);
    });
  }

  it('a token that may only read writes nothing', async () => {
    const { token } = test.node.core.access.tokens.create(test.node.core.localViewer(1), {
      member: 1,
      label: 'r',
      write: false,
    });
    const headers = { authorization: `Bearer ${token}` };
    assertError(await norway('POST', `${intel}objects/`, headers, '{}'), 403);
    assertError(await norway('DELETE', `${intel}objects/${object.id}/`, headers), 403);
    assert.equal((await norway('GET', intel, headers)).json.can_write, false);
  });

  it('a list without collections is left out', async () => {
    await using alone = await startTestNode();
    const finland = alone.as('Finland');
    await alone.node.core.collectionService.change(alone.node.core.localViewer(1), 'coalition', { readers: [] });
    assert.deepEqual((await finland('GET', '/taxii2/coalition/collections/')).json, {});
  });
});
