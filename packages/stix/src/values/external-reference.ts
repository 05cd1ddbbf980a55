import { hashes } from './hashes.ts';
import { atLeastOneOf } from './rules.ts';
import { string } from './scalars.ts';
import { structure } from './structure.ts';
import { required } from './value-type.ts';

export const externalReference = structure(
  'external-reference',
  '2.5',
  { source_name: required(string), description: string, url: string, hashes, external_id: string },
  [atLeastOneOf('description', 'url', 'external_id')],
);
