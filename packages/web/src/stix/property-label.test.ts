import assert from 'node:assert/strict';
import { test } from 'node:test';
import { propertyLabel } from './property-label.ts';

test('names of properties read as words', () => {
  assert.equal(propertyLabel('first_seen'), 'First seen');
  assert.equal(propertyLabel('x_mitre_platforms'), 'Mitre platforms');
  assert.equal(propertyLabel('resolves_to_refs'), 'Resolves to');
  assert.equal(propertyLabel('aliases'), 'Also known as');
});

test('names that have no words stay as they are', () => {
  assert.equal(propertyLabel('_'), '_');
  assert.equal(propertyLabel('constructor'), 'Constructor');
  assert.equal(propertyLabel('__proto__'), 'Proto');
});
