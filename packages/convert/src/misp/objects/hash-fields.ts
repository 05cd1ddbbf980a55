import { FILE_HASHES } from '../file-hashes.ts';
import type { FieldRow } from './field-kinds.ts';

/** The hashes of a MISP object: in every object, the relation of a hash has the name of its type. */
export const HASH_FIELDS: readonly FieldRow[] = [...FILE_HASHES].map(([relation, name]) => [relation, name]);
