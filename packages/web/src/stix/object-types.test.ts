import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isObjectId, objectType, typeOfId } from './object-types.ts';

test('known and unknown types have a name', () => {
  assert.equal(objectType('ipv4-addr').plural, 'IPv4 addresses');
  assert.equal(objectType('x-mitre-tactic').singular, 'Mitre tactic');
  assert.equal(objectType('constructor').singular, 'Constructor');
});

test('only well-formed ids are ids', () => {
  assert.equal(isObjectId('report--8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f'), true);
  assert.equal(isObjectId('report--nope'), false);
  assert.equal(isObjectId('../report--8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f'), false);
  assert.equal(typeOfId('threat-actor--8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f'), 'threat-actor');
});
