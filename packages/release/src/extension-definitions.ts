import { type JsonObject, projectExtension, projectIdentity } from '@entente/stix';

/** The property-extension by which a marking-definition says who may have what it marks, and how it is to be handled. */
export const releaseExtensionId = 'extension-definition--96463e50-4175-4d9c-9492-98fba3bb9a9e';

/** The property-extension by which a rendition says that something is withheld from its reader. */
export const withheldExtensionId = 'extension-definition--a34c9bf5-5c36-4e51-99df-2e96bfc2a214';

/** The property-extension by which a report has its text in paragraphs, each of which can be marked. */
export const paragraphsExtensionId = 'extension-definition--90a2b18f-8494-44b4-983c-3d9055492a95';

/** The property-extension by which a report says where its text comes from, and what that says about itself. */
export const reportSourceExtensionId = 'extension-definition--0f5c7e2a-5d0e-4c1b-9a43-6f1f6f0a2d58';

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
        nodes_only: {
          type: 'boolean',
          description: 'For Entente nodes only: not for plain TAXII clients or files, which cannot be recalled.',
        },
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

const words = { type: 'string', minLength: 1 };
const day = { type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}$' };

const reportSourceSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'Where the text of a report comes from, and what it says about itself',
  type: 'object',
  properties: {
    extension_type: { const: 'property-extension' },
    publisher: { ...words, description: 'The newspaper, broadcaster, agency or sender.' },
    agency: { ...words, description: 'The news agency whose copy it says it is.' },
    section: words,
    byline: { ...words, description: 'Who wrote it.' },
    place: { ...words, description: 'Of the date line.' },
    dated: { ...day, description: 'The day from which its relative dates count.' },
    updated: { ...words, description: 'When it was last changed: a day or a timestamp.' },
    captions: {
      type: 'array',
      items: {
        type: 'object',
        properties: { text: { type: 'string' }, credit: words },
        required: ['text'],
        additionalProperties: false,
      },
    },
    credits: { type: 'array', items: words, description: 'Who else worked on it.' },
    reliability: { enum: ['A', 'B', 'C', 'D', 'E', 'F'], description: 'Of the source, on the Admiralty scale.' },
  },
  required: ['extension_type'],
  additionalProperties: false,
};

/** What a reader of Entente's markings and renditions needs beside them: the definitions and their author. */
export const extensionDefinitions: readonly JsonObject[] = [
  projectIdentity,
  propertyExtension(releaseExtensionId, 'Release lists and handling', releaseSchema),
  propertyExtension(withheldExtensionId, 'Withheld notice', withheldSchema),
  propertyExtension(paragraphsExtensionId, 'Paragraphs of a report', paragraphsSchema),
  propertyExtension(reportSourceExtensionId, 'Source of a report', reportSourceSchema),
];

function propertyExtension(id: string, name: string, schema: object): JsonObject {
  return projectExtension({ id, name, schema, kind: 'property-extension' });
}
