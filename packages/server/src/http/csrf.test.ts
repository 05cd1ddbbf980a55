import assert from 'node:assert/strict';
import { test } from 'node:test';
import { operator } from '../accounts/test-coalition.ts';
import type { Viewer } from '../accounts/viewer.ts';
import { isForeign, type RequestOrigin, refuseForeignWrite } from './csrf.ts';

const request = (more: Partial<RequestOrigin>): RequestOrigin => ({ method: 'POST', host: 'node.test', ...more });

test('whose page asked', () => {
  const cases: [Partial<RequestOrigin>, string | undefined, boolean | undefined][] = [
    [{ origin: 'https://node.test' }, undefined, false],
    [{ origin: 'https://evil.test' }, undefined, true],
    [{ origin: 'https://node.test.evil.test' }, undefined, true],
    [{ origin: 'https://node.test:8443' }, undefined, true],
    [{ origin: 'null' }, undefined, true],
    [{ origin: 'https://evil.test', fetchSite: 'same-origin' }, undefined, true],
    [{ fetchSite: 'same-origin' }, undefined, false],
    [{ fetchSite: 'none' }, undefined, false],
    [{ fetchSite: 'same-site' }, undefined, true],
    [{ fetchSite: 'cross-site' }, undefined, true],
    [{}, undefined, undefined],
    [{ origin: 'https://share.example', host: '10.0.0.5:8080' }, 'https://share.example/', false],
    [{ origin: 'http://share.example', host: '10.0.0.5:8080' }, 'https://share.example/', true],
  ];
  for (const [headers, publicUrl, expected] of cases) {
    assert.equal(isForeign(request(headers), publicUrl), expected, JSON.stringify(headers));
  }
});

test('a foreign write is refused where the browser adds the credential by itself', () => {
  const as = (credential: Viewer['credential']): Viewer => ({ ...operator, credential });
  const foreign = request({ origin: 'https://evil.test' });
  const unsaid = request({});
  for (const credential of ['session', 'basic'] as const) {
    assert.throws(() => refuseForeignWrite(foreign, as(credential)), { code: 'not-allowed' });
    refuseForeignWrite({ ...foreign, method: 'GET' }, as(credential));
    refuseForeignWrite(request({ origin: 'http://node.test' }), as(credential));
  }
  refuseForeignWrite(foreign, as('token'));
  assert.throws(() => refuseForeignWrite(unsaid, as('session')), { code: 'not-allowed' });
  refuseForeignWrite(unsaid, as('basic'));
});
