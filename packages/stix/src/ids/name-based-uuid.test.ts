import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nameBasedUuid } from './name-based-uuid.ts';

const DNS = '6ba7b810-9dad-11d1-80b4-00c04fd430c8';
const URL_NAMESPACE = '6ba7b811-9dad-11d1-80b4-00c04fd430c8';

test('well-known names have their well-known UUIDs', () => {
  assert.equal(nameBasedUuid(DNS, 'www.example.com'), '2ed6657d-e927-568b-95e1-2665a8aea6a2');
  assert.equal(nameBasedUuid(DNS, 'python.org'), '886313e1-3b8a-5372-9b90-0c9aee199e5d');
  assert.equal(nameBasedUuid(URL_NAMESPACE, 'http://python.org/'), '4c565f0d-3f5a-5890-b41b-20cf47701c5e');
});

test('a name counts in UTF-8', () => {
  assert.notEqual(nameBasedUuid(DNS, 'é'), nameBasedUuid(DNS, 'e\u0301'));
  assert.match(nameBasedUuid(DNS, 'é'), /^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});
