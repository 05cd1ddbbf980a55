import { characterSet } from '../../values/character-sets.ts';
import { listOf } from '../../values/collections.ts';
import { hex } from '../../values/encodings.ts';
import { hashes } from '../../values/hashes.ts';
import { observableReference } from '../../values/identifiers.ts';
import { atLeastOneOf, requires } from '../../values/rules.ts';
import { nonNegativeInteger, string } from '../../values/scalars.ts';
import { timestamp } from '../../values/timestamps.ts';
import { observableProperties } from '../common-properties.ts';
import { objectType } from '../object-type.ts';
import { fileExtensions } from './file-extensions.ts';

export const fileObject = objectType(
  'file',
  'sco',
  '6.7',
  {
    ...observableProperties(fileExtensions),
    hashes,
    size: nonNegativeInteger,
    name: string,
    name_enc: characterSet,
    magic_number_hex: hex,
    mime_type: string,
    ctime: timestamp,
    mtime: timestamp,
    atime: timestamp,
    parent_directory_ref: observableReference('directory'),
    contains_refs: listOf(observableReference()),
    content_ref: observableReference('artifact'),
  },
  [atLeastOneOf('hashes', 'name'), requires('name_enc', 'name')],
);
