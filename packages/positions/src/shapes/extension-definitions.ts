import { type JsonObject, projectExtension } from '@entente/stix';
import { claimExtensionId, positionExtensionId, statementExtensionId } from './extension-ids.ts';
import { claimSchema, positionSchema, statementSchema } from './schemas.ts';

/** What a reader of statements, claims and positions needs beside them. Their author is the project. */
export const positionsExtensionDefinitions: readonly JsonObject[] = [
  projectExtension({ id: statementExtensionId, name: 'Statement', schema: statementSchema, kind: 'new-sdo' }),
  projectExtension({ id: claimExtensionId, name: 'Claim', schema: claimSchema, kind: 'new-sdo' }),
  projectExtension({
    id: positionExtensionId,
    name: 'Position on a claim',
    schema: positionSchema,
    kind: 'property-extension',
  }),
];
