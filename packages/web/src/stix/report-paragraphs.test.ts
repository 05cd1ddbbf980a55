import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as release from '@entente/release';
import {
  otherExtensions,
  paragraphIndex,
  paragraphSelector,
  paragraphsExtensionId,
  paragraphsOf,
  saysWithheld,
  withheldExtensionId,
  withParagraphs,
} from './report-paragraphs.ts';

test('the ids are those of the definitions', () => {
  assert.equal(paragraphsExtensionId, release.paragraphsExtensionId);
  assert.equal(withheldExtensionId, release.withheldExtensionId);
});

test('paragraphs are written and read again, beside other extensions', () => {
  const other = { 'extension-definition--1': { extension_type: 'property-extension' } };
  const written = withParagraphs({ name: 'Manbij', extensions: other }, ['one', 'two']);
  assert.deepEqual(paragraphsOf(written), ['one', 'two']);
  assert.deepEqual(otherExtensions(written), other);
  assert.deepEqual(withParagraphs(written, []), { name: 'Manbij', extensions: other });
  assert.deepEqual(withParagraphs(withParagraphs({ name: 'Manbij' }, ['one']), []), { name: 'Manbij' });
  assert.deepEqual(paragraphsOf({ extensions: { [paragraphsExtensionId]: { paragraphs: 'none' } } }), []);
});

test('a selector names its paragraph', () => {
  assert.equal(paragraphIndex(paragraphSelector(12)), 12);
  assert.equal(paragraphIndex('description'), undefined);
});

test('a notice that something is withheld is read', () => {
  assert.ok(saysWithheld({ extensions: { [withheldExtensionId]: { withheld: true } } }));
  assert.ok(!saysWithheld({ name: 'Manbij' }));
});
