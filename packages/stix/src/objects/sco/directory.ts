import { characterSet } from '../../values/character-sets.ts';
import { listOf } from '../../values/collections.ts';
import { observableReference } from '../../values/identifiers.ts';
import { requires } from '../../values/rules.ts';
import { string } from '../../values/scalars.ts';
import { timestamp } from '../../values/timestamps.ts';
import { required } from '../../values/value-type.ts';
import { observableProperties } from '../common-properties.ts';
import { objectType } from '../object-type.ts';

export const directoryObject = objectType(
  'directory',
  'sco',
  '6.3',
  {
    ...observableProperties(),
    path: required(string),
    path_enc: characterSet,
    ctime: timestamp,
    mtime: timestamp,
    atime: timestamp,
    contains_refs: listOf(observableReference('file', 'directory')),
  },
  [requires('path_enc', 'path')],
);
