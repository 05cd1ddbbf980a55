import { listOf } from '../../values/collections.ts';
import { atLeastOneOf } from '../../values/rules.ts';
import { boolean, integer, string } from '../../values/scalars.ts';
import { structure } from '../../values/structure.ts';
import { timestamp } from '../../values/timestamps.ts';
import type { Properties } from '../../values/value-type.ts';
import { accountType } from '../../vocabularies/open-vocabularies.ts';
import { observableProperties } from '../common-properties.ts';
import { objectType } from '../object-type.ts';

const unixAccountProperties: Properties = { gid: integer, groups: listOf(string), home_dir: string, shell: string };

const userAccountExtensions = {
  'unix-account-ext': structure('unix-account-ext', '6.16.2', unixAccountProperties, [
    atLeastOneOf(...Object.keys(unixAccountProperties)),
  ]),
};

const ownProperties: Properties = {
  user_id: string,
  credential: string,
  account_login: string,
  account_type: accountType,
  display_name: string,
  is_service_account: boolean,
  is_privileged: boolean,
  can_escalate_privs: boolean,
  is_disabled: boolean,
  account_created: timestamp,
  account_expires: timestamp,
  credential_last_changed: timestamp,
  account_first_login: timestamp,
  account_last_login: timestamp,
};

export const userAccountObject = objectType(
  'user-account',
  'sco',
  '6.16',
  { ...observableProperties(userAccountExtensions), ...ownProperties },
  [atLeastOneOf(...Object.keys(ownProperties), 'extensions')],
);
