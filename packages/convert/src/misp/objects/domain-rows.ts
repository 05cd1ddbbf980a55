import type { JsonObject } from '@entente/stix';
import type { Draft } from '../../json/json-access.ts';
import { type DomainContext, type DomainProperties, type DomainRow, plainRow } from './domain-row.ts';
import { takeProperties } from './field-kinds.ts';
import { IDENTITY_ROWS } from './identity-rows.ts';
import type { ObjectFields } from './object-fields.ts';
import { RULE_ROWS } from './rule-rows.ts';

/** The MISP objects that become domain objects (misp_objects_to_stix21). */
export const DOMAIN_ROWS: ReadonlyMap<string, DomainRow> = new Map<string, DomainRow>([
  ['annotation', annotation],
  [
    'attack-pattern',
    plainRow(
      'attack-pattern',
      ['name'],
      [
        ['name', 'name'],
        ['summary', 'description'],
      ],
      capecReferences,
    ),
  ],
  [
    'course-of-action',
    plainRow(
      'course-of-action',
      ['name'],
      [
        ['name', 'name'],
        ['description', 'description'],
      ],
    ),
  ],
  ['geolocation', geolocation],
  [
    'intrusion-set',
    plainRow(
      'intrusion-set',
      ['name'],
      [
        ['name', 'name'],
        ['description', 'description'],
        ['aliases', 'aliases', 'list'],
        ['goals', 'goals', 'list'],
        ['primary-motivation', 'primary_motivation'],
        ['secondary-motivation', 'secondary_motivations', 'list'],
        ['resource_level', 'resource_level'],
        ['first_seen', 'first_seen', 'time'],
        ['last_seen', 'last_seen', 'time'],
      ],
    ),
  ],
  ['script', script],
  ['vulnerability', vulnerability],
  ...IDENTITY_ROWS,
  ...RULE_ROWS,
]);

function annotation(fields: ObjectFields, { references, comment }: DomainContext): DomainProperties | undefined {
  const content = fields.take('text') ?? comment;
  if (content === undefined || references.length === 0) return undefined;
  return { type: 'note', properties: { content, object_refs: [...references], ...fields.rest() } };
}

function capecReferences(fields: ObjectFields): JsonObject {
  const ids = fields
    .takeAll('id')
    .map((id) => ({ source_name: 'capec', external_id: id.startsWith('CAPEC-') ? id : `CAPEC-${id}` }));
  const pages = fields.takeAll('references').map((url) => ({ source_name: 'mitre-attack', url }));
  const references = [...ids, ...pages];
  return references.length > 0 ? { external_references: references } : {};
}

function vulnerability(fields: ObjectFields, context: DomainContext): DomainProperties | undefined {
  const [id, ...furtherIds] = fields.takeAll('id');
  if (id === undefined) return undefined;
  const external = [
    ...[id, ...furtherIds].map((one) => ({ source_name: 'cve', external_id: one })),
    ...fields.takeAll('references').map((url) => ({ source_name: 'url', url })),
  ];
  const texts = takeProperties(fields, [
    ['summary', 'description'],
    ['description', 'description'],
  ]);
  const description = texts.description ?? context.comment;
  return {
    type: 'vulnerability',
    properties: {
      name: id,
      ...(description === undefined ? {} : { description }),
      external_references: external,
      ...fields.rest(),
    },
  };
}

function script(fields: ObjectFields, context: DomainContext): DomainProperties | undefined {
  const isMalicious = fields.all.some(({ relation, value }) => relation === 'state' && value === 'Malicious');
  const row = isMalicious
    ? plainRow(
        'malware',
        ['name'],
        [
          ['filename', 'name'],
          ['comment', 'description'],
          ['language', 'implementation_languages', 'list'],
        ],
        () => ({ is_family: false }),
      )
    : plainRow(
        'tool',
        ['name'],
        [
          ['filename', 'name'],
          ['comment', 'description'],
        ],
      );
  return row(fields, context);
}

function geolocation(fields: ObjectFields, context: DomainContext): DomainProperties | undefined {
  const taken = takeProperties(fields, [
    ['address', 'street_address'],
    ['city', 'city'],
    ['countrycode', 'country'],
    ['region', 'region'],
    ['text', 'description'],
    ['zipcode', 'postal_code'],
  ]);
  const place: Draft = { ...taken, ...coordinates(fields) };
  // A location has to say where (section 4.10): a region, a country or coordinates.
  const says = ['region', 'country', 'latitude'].some((property) => place[property] !== undefined);
  if (!says) return undefined;
  const description = place.description ?? context.comment;
  return {
    type: 'location',
    properties: { ...place, ...(description === undefined ? {} : { description }), ...fields.rest() },
  };
}

function coordinates(fields: ObjectFields): JsonObject {
  const [latitude, longitude] = [fields.take('latitude'), fields.take('longitude')].map((text) =>
    Number(text ?? Number.NaN),
  );
  if (latitude === undefined || longitude === undefined) return {};
  return Number.isFinite(latitude) && Number.isFinite(longitude) ? { latitude, longitude } : {};
}
