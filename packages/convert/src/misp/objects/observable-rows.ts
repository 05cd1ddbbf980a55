import type { JsonObject } from '@entente/stix';
import type { Observable } from '../observable.ts';
import { fullRegistryKey } from '../registry-key.ts';
import { EMAIL_ROWS } from './email-row.ts';
import { type FieldRow, takeProperties } from './field-kinds.ts';
import { FILE_ROWS } from './file-rows.ts';
import { NETWORK_ROWS } from './network-rows.ts';
import type { ObjectFields } from './object-fields.ts';
import type { ObservableRow } from './observable-row.ts';
import { processObservable } from './process-row.ts';
import { certificate } from './x509-row.ts';

/** The MISP objects that become observables, in an observed-data object or an indicator (misp_objects_to_stix21). */
export const OBSERVABLE_ROWS: ReadonlyMap<string, ObservableRow> = new Map<string, ObservableRow>([
  ['android-app', flat('software', ['name'], [['name', 'name']])],
  ['asn', autonomousSystem],
  [
    'cpe-asset',
    flat(
      'software',
      ['name'],
      [
        ['product', 'name'],
        ['cpe', 'cpe'],
        ['language', 'languages', 'list'],
        ['vendor', 'vendor'],
        ['version', 'version'],
      ],
    ),
  ],
  [
    'credential',
    flat(
      'user-account',
      [],
      [
        ['username', 'user_id'],
        ['password', 'credential'],
      ],
    ),
  ],
  [
    'facebook-account',
    account('facebook', [
      ['account-id', 'user_id'],
      ['account-name', 'account_login'],
    ]),
  ],
  [
    'github-user',
    account('github', [
      ['id', 'user_id'],
      ['username', 'account_login'],
      ['user-fullname', 'display_name'],
    ]),
  ],
  [
    'gitlab-user',
    account('gitlab', [
      ['id', 'user_id'],
      ['username', 'account_login'],
      ['name', 'display_name'],
    ]),
  ],
  ['mutex', flat('mutex', ['name'], [['name', 'name']])],
  [
    'parler-account',
    account('parler', [
      ['account-id', 'user_id'],
      ['account-name', 'account_login'],
    ]),
  ],
  ['process', processObservable],
  [
    'reddit-account',
    account('reddit', [
      ['account-id', 'user_id'],
      ['account-name', 'account_login'],
    ]),
  ],
  ['registry-key', registryKey],
  [
    'telegram-account',
    account('telegram', [
      ['id', 'user_id'],
      ['username', 'account_login'],
    ]),
  ],
  [
    'twitter-account',
    account('twitter', [
      ['id', 'user_id'],
      ['name', 'account_login'],
      ['displayed-name', 'display_name'],
    ]),
  ],
  ['url', flat('url', ['value'], [['url', 'value']])],
  ['user-account', userAccount],
  ['x509', certificate],
  ...EMAIL_ROWS,
  ...FILE_ROWS,
  ...NETWORK_ROWS,
]);

function flat(
  type: string,
  required: readonly string[],
  rows: readonly FieldRow[],
  fixed: JsonObject = {},
): ObservableRow {
  return (fields) => {
    const taken = takeProperties(fields, rows);
    const isEmpty = Object.keys(taken).length === 0;
    if (isEmpty || required.some((property) => taken[property] === undefined)) return undefined;
    return [{ type, properties: { ...fixed, ...taken }, unmatched: fields.rest() }];
  };
}

function account(service: string, rows: readonly FieldRow[]): ObservableRow {
  return flat('user-account', [], rows, { account_type: service });
}

function autonomousSystem(fields: ObjectFields): readonly Observable[] | undefined {
  const number = /^(?:AS)?(\d{1,10})$/i.exec(fields.take('asn') ?? '')?.[1];
  if (number === undefined) return undefined;
  const properties = { number: Number(number), ...takeProperties(fields, [['description', 'name']]) };
  return [{ type: 'autonomous-system', properties, unmatched: fields.rest() }];
}

function registryKey(fields: ObjectFields): readonly Observable[] | undefined {
  const key = fields.take('key');
  if (key === undefined) return undefined;
  const value = takeProperties(fields, [
    ['name', 'name'],
    ['data', 'data'],
    ['data-type', 'data_type'],
  ]);
  const times = takeProperties(fields, [['last-modified', 'modified_time', 'time']]);
  const values = Object.keys(value).length > 0 ? { values: [value] } : {};
  return [
    {
      type: 'windows-registry-key',
      properties: { key: fullRegistryKey(key), ...values, ...times },
      unmatched: fields.rest(),
    },
  ];
}

const USER_ACCOUNT: readonly FieldRow[] = [
  ['account-type', 'account_type'],
  ['can_escalate_privs', 'can_escalate_privs', 'boolean'],
  ['disabled', 'is_disabled', 'boolean'],
  ['display-name', 'display_name'],
  ['is_service_account', 'is_service_account', 'boolean'],
  ['password', 'credential'],
  ['privileged', 'is_privileged', 'boolean'],
  ['user-id', 'user_id'],
  ['username', 'account_login'],
  ['created', 'account_created', 'time'],
  ['expires', 'account_expires', 'time'],
  ['first_login', 'account_first_login', 'time'],
  ['last_login', 'account_last_login', 'time'],
  ['password_last_changed', 'credential_last_changed', 'time'],
];

const UNIX_ACCOUNT: readonly FieldRow[] = [
  ['group-id', 'gid', 'integer'],
  ['group', 'groups', 'list'],
  ['home_dir', 'home_dir'],
  ['shell', 'shell'],
];

function userAccount(fields: ObjectFields): readonly Observable[] | undefined {
  const properties = takeProperties(fields, USER_ACCOUNT);
  const unix = takeProperties(fields, UNIX_ACCOUNT);
  if (Object.keys(unix).length > 0) properties.extensions = { 'unix-account-ext': unix };
  return Object.keys(properties).length === 0
    ? undefined
    : [{ type: 'user-account', properties, unmatched: fields.rest() }];
}
