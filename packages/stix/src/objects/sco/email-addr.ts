import { observableReference } from '../../values/identifiers.ts';
import { emailAddress } from '../../values/observable-values.ts';
import { string } from '../../values/scalars.ts';
import { required } from '../../values/value-type.ts';
import { observableProperties } from '../common-properties.ts';
import { objectType } from '../object-type.ts';

export const emailAddrObject = objectType('email-addr', 'sco', '6.5', {
  ...observableProperties(),
  value: required(emailAddress),
  display_name: string,
  belongs_to_ref: observableReference('user-account'),
});
