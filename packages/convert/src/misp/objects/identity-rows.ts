import { type DomainRow, plainRow } from './domain-row.ts';
import type { FieldRow } from './field-kinds.ts';
import type { ObjectFields } from './object-fields.ts';

/** The MISP objects about people and organisations, which become identities. */
export const IDENTITY_ROWS: readonly (readonly [string, DomainRow])[] = [
  [
    'employee',
    identity(
      'individual',
      ['email-address'],
      [
        ['full-name', 'name'],
        ['text', 'description'],
        ['employee-type', 'roles', 'list'],
      ],
    ),
  ],
  [
    'identity',
    identity(
      undefined,
      [],
      [
        ['name', 'name'],
        ['description', 'description'],
        ['identity_class', 'identity_class'],
        ['contact_information', 'contact_information'],
        ['roles', 'roles', 'list'],
        ['sectors', 'sectors', 'list'],
      ],
    ),
  ],
  [
    'legal-entity',
    identity(
      'organization',
      ['phone-number', 'website'],
      [
        ['name', 'name'],
        ['text', 'description'],
        ['business', 'sectors', 'list'],
      ],
    ),
  ],
  [
    'news-agency',
    identity('organization', ['address', 'e-mail', 'fax-number', 'phone-number', 'link'], [['name', 'name']]),
  ],
  [
    'organization',
    identity(
      'organization',
      ['address', 'e-mail', 'fax-number', 'phone-number'],
      [
        ['name', 'name'],
        ['description', 'description'],
        ['role', 'roles', 'list'],
      ],
    ),
  ],
  [
    'person',
    identity(
      'individual',
      ['address', 'e-mail', 'fax-number', 'phone-number'],
      [
        ['full-name', 'name'],
        ['text', 'description'],
        ['role', 'roles', 'list'],
      ],
    ),
  ],
];

const NAME_PARTS = ['first-name', 'middle-name', 'last-name'];

function identity(
  identityClass: string | undefined,
  contacts: readonly string[],
  rows: readonly FieldRow[],
): DomainRow {
  return plainRow('identity', ['name'], rows, (fields, taken) => ({
    ...(taken.name === undefined ? nameFromParts(fields) : {}),
    ...(identityClass === undefined ? {} : { identity_class: identityClass }),
    ...contactInformation(fields, contacts),
  }));
}

function nameFromParts(fields: ObjectFields): { name?: string } {
  const parts = NAME_PARTS.flatMap((relation) => fields.all.find((field) => field.relation === relation)?.value ?? []);
  return parts.length > 0 ? { name: parts.join(' ') } : {};
}

/** STIX has one text for how to reach somebody; each way is named, as in MISP's documentation. */
function contactInformation(fields: ObjectFields, contacts: readonly string[]): { contact_information?: string } {
  const ways = contacts.flatMap((relation) => fields.takeAll(relation).map((value) => `${relation}: ${value}`));
  return ways.length > 0 ? { contact_information: ways.join(' / ') } : {};
}
