import type { JsonObject } from '@entente/stix';

/** The property-extension by which a marking-definition says who may have what it marks, and how it is to be handled. */
export const releaseExtensionId = 'extension-definition--96463e50-4175-4d9c-9492-98fba3bb9a9e';

/** The property-extension by which a rendition says that something is withheld from its reader. */
export const withheldExtensionId = 'extension-definition--a34c9bf5-5c36-4e51-99df-2e96bfc2a214';

/** The property-extension by which a report has its text in paragraphs, each of which can be marked. */
export const paragraphsExtensionId = 'extension-definition--90a2b18f-8494-44b4-983c-3d9055492a95';

const identities = { type: 'array', items: { type: 'string', pattern: '^identity--' }, uniqueItems: true };
const timestamp = { type: 'string', format: 'date-time', pattern: 'Z$' };

const releaseSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'Release lists and handling codes of a marking-definition',
  type: 'object',
  properties: {
    extension_type: { const: 'property-extension' },
    releasable_to: { ...identities, description: 'Members, units, persons or groups of them that may have it.' },
    not_releasable_to: { ...identities, description: 'Members, units, persons or groups that must not have it.' },
    handling: {
      type: 'object',
      properties: {
        no_onward_release: { type: 'boolean', description: "Not without the originator's word (ORCON, Europol H2)." },
        not_for_court: { type: 'boolean', description: 'Not as evidence in judicial proceedings (Europol H1).' },
        not_before: { ...timestamp, description: 'Embargo.' },
        review_after: { ...timestamp, description: 'When the originator is to look at the release again.' },
        purge_after: { ...timestamp, description: 'Expiry: holders purge their copies.' },
      },
      additionalProperties: false,
    },
  },
  required: ['extension_type'],
  additionalProperties: false,
};

const withheldSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'Notice that parts of the object are withheld from its reader',
  type: 'object',
  properties: { extension_type: { const: 'property-extension' }, withheld: { const: true } },
  required: ['extension_type', 'withheld'],
  additionalProperties: false,
};

/** Nothing is required but the type: whoever may see no paragraph gets the extension without any. */
const paragraphsSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'The text of a report as a list of paragraphs, each of which can be marked',
  type: 'object',
  properties: {
    extension_type: { const: 'property-extension' },
    paragraphs: {
      type: 'array',
      minItems: 1,
      items: {
        type: 'object',
        properties: { text: { type: 'string', minLength: 1 } },
        required: ['text'],
        additionalProperties: false,
      },
    },
  },
  required: ['extension_type'],
  additionalProperties: false,
};

/** Who defines the extensions. */
const project: JsonObject = {
  type: 'identity',
  spec_version: '2.1',
  id: 'identity--e3376a5b-e82e-4243-9b35-3ca6fcd51cdf',
  created: '2026-01-01T00:00:00.000Z',
  modified: '2026-01-01T00:00:00.000Z',
  name: 'Entente',
  identity_class: 'system',
};

/** What a reader of Entente's markings and renditions needs beside them: the definitions and their author. */
export const extensionDefinitions: readonly JsonObject[] = [
  project,
  definition(releaseExtensionId, 'Release lists and handling', releaseSchema),
  definition(withheldExtensionId, 'Withheld notice', withheldSchema),
  definition(paragraphsExtensionId, 'Paragraphs of a report', paragraphsSchema),
];

function definition(id: string, name: string, schema: object): JsonObject {
  return {
    type: 'extension-definition',
    spec_version: '2.1',
    id,
    created_by_ref: 'identity--e3376a5b-e82e-4243-9b35-3ca6fcd51cdf',
    created: '2026-01-01T00:00:00.000Z',
    modified: '2026-01-01T00:00:00.000Z',
    name,
    schema: JSON.stringify(schema),
    version: '1.0.0',
    extension_types: ['property-extension'],
  };
}
