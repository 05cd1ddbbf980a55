import type { JsonObject } from '@entente/stix';
import { claimExtensionId, positionExtensionId, statementExtensionId } from './extension-ids.ts';
import { claimSchema, positionSchema, statementSchema } from './schemas.ts';

/** What a reader of statements, claims and positions needs beside them. Their author is the project. */
export const positionsExtensionDefinitions: readonly JsonObject[] = [
  definition(statementExtensionId, 'Statement', statementSchema, 'new-sdo'),
  definition(claimExtensionId, 'Claim', claimSchema, 'new-sdo'),
  definition(positionExtensionId, 'Position on a claim', positionSchema, 'property-extension'),
];

function definition(id: string, name: string, schema: object, kind: 'new-sdo' | 'property-extension'): JsonObject {
  return {
    type: 'extension-definition',
    spec_version: '2.1',
    id,
    created_by_ref: 'identity--e3376a5b-e82e-4243-9b35-3ca6fcd51cdf',
    created: '2026-01-01T00:00:00.000Z',
    modified: '2026-01-01T00:00:00.000Z',
    name,
    schema: JSON.stringify(schema),
    version: '1.0.0',
    extension_types: [kind],
  };
}
