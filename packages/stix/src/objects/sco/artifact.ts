import { binary } from '../../values/encodings.ts';
import { hashes } from '../../values/hashes.ts';
import { url } from '../../values/observable-values.ts';
import { exactlyOneOf, requires } from '../../values/rules.ts';
import { string } from '../../values/scalars.ts';
import { encryptionAlgorithm } from '../../vocabularies/enumerations.ts';
import { observableProperties } from '../common-properties.ts';
import { objectType } from '../object-type.ts';

export const artifactObject = objectType(
  'artifact',
  'sco',
  '6.1',
  {
    ...observableProperties(),
    mime_type: string,
    payload_bin: binary,
    url,
    hashes,
    encryption_algorithm: encryptionAlgorithm,
    decryption_key: string,
  },
  [exactlyOneOf('payload_bin', 'url'), requires('url', 'hashes'), requires('decryption_key', 'encryption_algorithm')],
);
