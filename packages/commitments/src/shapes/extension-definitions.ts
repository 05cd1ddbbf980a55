import type { JsonObject } from '@entente/stix';
import { extensionIds, type TypeName } from './extension-ids.ts';
import { schemas } from './schemas.ts';

/** What a reader of commitments, expectations and conditions needs beside them. Their author is the project. */
export const commitmentsExtensionDefinitions: readonly JsonObject[] = (Object.keys(extensionIds) as TypeName[]).map(
  (type) => ({
    type: 'extension-definition',
    spec_version: '2.1',
    id: extensionIds[type],
    created_by_ref: 'identity--e3376a5b-e82e-4243-9b35-3ca6fcd51cdf',
    created: '2026-01-01T00:00:00.000Z',
    modified: '2026-01-01T00:00:00.000Z',
    name: type,
    schema: JSON.stringify(schemas[type]),
    version: '1.0.0',
    extension_types: ['new-sdo'],
  }),
);
