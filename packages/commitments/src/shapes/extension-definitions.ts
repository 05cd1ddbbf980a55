import { type JsonObject, projectExtension } from '@entente/stix';
import { extensionIds, type TypeName } from './extension-ids.ts';
import { schemas } from './schemas.ts';

/** What a reader of commitments, expectations and conditions needs beside them. Their author is the project. */
export const commitmentsExtensionDefinitions: readonly JsonObject[] = (Object.keys(extensionIds) as TypeName[]).map(
  (type) => projectExtension({ id: extensionIds[type], name: type, schema: schemas[type], kind: 'new-sdo' }),
);
