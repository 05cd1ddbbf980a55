import assert from 'node:assert/strict';
import { test } from 'node:test';
import { validateObject } from '@entente/stix';
import { identity } from '../test/sample-roster.ts';
import {
  extensionDefinitions,
  paragraphsExtensionId,
  releaseExtensionId,
  reportSourceExtensionId,
  withheldExtensionId,
} from './extension-definitions.ts';
import { writeReleaseMarking } from './release-marking.ts';

test('the definitions are valid STIX, define all extensions and come with their author', () => {
  for (const object of extensionDefinitions) assert.deepEqual(validateObject(object), []);
  const ids = extensionDefinitions.map(({ id }) => id);
  for (const id of [releaseExtensionId, withheldExtensionId, paragraphsExtensionId, reportSourceExtensionId])
    assert.ok(ids.includes(id));
  for (const { created_by_ref: author, schema } of extensionDefinitions.slice(1)) {
    assert.ok(ids.includes(author ?? ''));
    assert.equal(JSON.parse(String(schema)).type, 'object');
  }
});

test('a release marking is valid STIX and says on the wire what the schema names', () => {
  const envelope = {
    id: 'marking-definition--00000000-0000-4000-8000-000000000001',
    created: '2026-01-01T00:00:00.000Z',
    createdBy: identity(1),
    name: 'Friends',
  };
  const handling = { noOnwardRelease: true, purgeAfter: '2027-01-01T00:00:00Z' } as const;
  const marking = writeReleaseMarking({ to: [identity(1)], not: [identity(2)], handling }, envelope);
  assert.deepEqual(validateObject(marking), []);
  assert.deepEqual(marking.extensions, {
    [releaseExtensionId]: {
      extension_type: 'property-extension',
      releasable_to: [identity(1)],
      not_releasable_to: [identity(2)],
      handling: { no_onward_release: true, purge_after: '2027-01-01T00:00:00Z' },
    },
  });
  const { extensions } = writeReleaseMarking({}, envelope);
  assert.deepEqual(extensions, { [releaseExtensionId]: { extension_type: 'property-extension' } });
});
