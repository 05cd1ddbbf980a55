import { referenceToSdoOrSco } from '../../values/identifiers.ts';
import { laterThan } from '../../values/rules.ts';
import { string, stringOfForm } from '../../values/scalars.ts';
import { timestamp } from '../../values/timestamps.ts';
import { required } from '../../values/value-type.ts';
import { coreProperties, notModifiedBeforeCreated } from '../common-properties.ts';
import { objectType } from '../object-type.ts';

const RELATIONSHIP_TYPE = /^[a-z0-9-]+$/;

const relationshipType = stringOfForm('string', '5.1', 'of the characters a-z, 0-9 and hyphen', (text) =>
  RELATIONSHIP_TYPE.test(text),
);

export const relationshipObject = objectType(
  'relationship',
  'sro',
  '5.1',
  {
    ...coreProperties,
    relationship_type: required(relationshipType),
    description: string,
    source_ref: required(referenceToSdoOrSco),
    target_ref: required(referenceToSdoOrSco),
    start_time: timestamp,
    stop_time: timestamp,
  },
  [notModifiedBeforeCreated, laterThan('stop_time', 'start_time')],
);
