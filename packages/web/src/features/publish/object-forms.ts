import {
  attackResourceLevel,
  groupingContext,
  indicatorType,
  opinion,
  patternType,
  reportType,
  threatActorSophistication,
  threatActorType,
} from '@entente/stix/vocabularies';
import type { FormField, ObjectForm } from './form-types.ts';

const description: FormField = { property: 'description', label: 'Description', kind: 'text' };

/** What every form ends with. */
const common: FormField[] = [
  {
    property: 'confidence',
    label: 'Confidence',
    kind: 'number',
    hint: '0 to 100; 80 and more means confirmed by others',
  },
  { property: 'labels', label: 'Labels', kind: 'words', hint: 'Your own words to find it by' },
];

const seen: FormField[] = [
  { property: 'first_seen', label: 'First seen', kind: 'moment' },
  { property: 'last_seen', label: 'Last seen', kind: 'moment' },
];

/** The forms for what analysts write by hand, in the order in which they are offered. */
export const objectForms: readonly ObjectForm[] = [
  {
    type: 'report',
    purpose: 'A text with a title, and the objects it is about',
    fields: [
      { property: 'name', label: 'Title', kind: 'line', required: true },
      {
        property: 'description',
        label: 'Text',
        kind: 'text',
        hint: 'For all who get the report; what only some may read goes into the paragraphs below',
      },
      { property: 'published', label: 'Published', kind: 'moment', required: true },
      {
        property: 'report_types',
        label: 'Kind',
        kind: 'words',
        values: reportType.vocabulary.terms,
      },
      {
        property: 'object_refs',
        label: 'It is about',
        kind: 'objects',
        hint: 'When nothing is named, it is about your own member',
      },
      ...common,
    ],
  },
  {
    type: 'incident',
    purpose: 'Something that happened',
    fields: [{ property: 'name', label: 'Title', kind: 'line', required: true }, description, ...common],
  },
  {
    type: 'indicator',
    purpose: 'A pattern to look for',
    fields: [
      { property: 'name', label: 'Title', kind: 'line' },
      {
        property: 'pattern',
        label: 'Pattern',
        kind: 'pattern',
        required: true,
        hint: "In STIX patterning, for example [domain-name:value = 'example.org']",
      },
      {
        property: 'pattern_type',
        label: 'Language of the pattern',
        kind: 'choice',
        required: true,
        values: patternType.vocabulary.terms,
      },
      {
        property: 'indicator_types',
        label: 'Indicates',
        kind: 'words',
        values: indicatorType.vocabulary.terms,
      },
      { property: 'valid_from', label: 'Valid from', kind: 'moment', required: true },
      { property: 'valid_until', label: 'Valid until', kind: 'moment' },
      description,
      ...common,
    ],
  },
  {
    type: 'threat-actor',
    purpose: 'Who is behind it',
    fields: [
      { property: 'name', label: 'Name', kind: 'line', required: true },
      { property: 'aliases', label: 'Also known as', kind: 'words' },
      {
        property: 'threat_actor_types',
        label: 'Kind',
        kind: 'words',
        values: threatActorType.vocabulary.terms,
      },
      description,
      ...seen,
      {
        property: 'sophistication',
        label: 'Sophistication',
        kind: 'choice',
        values: threatActorSophistication.vocabulary.terms,
      },
      {
        property: 'resource_level',
        label: 'Resources',
        kind: 'choice',
        values: attackResourceLevel.vocabulary.terms,
      },
      { property: 'goals', label: 'Goals', kind: 'words' },
      ...common,
    ],
  },
  {
    type: 'note',
    purpose: 'A remark on other objects',
    fields: [
      { property: 'abstract', label: 'Summary', kind: 'line' },
      { property: 'content', label: 'Text', kind: 'text', required: true },
      { property: 'object_refs', label: 'It is about', kind: 'objects', required: true },
      { property: 'authors', label: 'Authors', kind: 'words' },
      ...common,
    ],
  },
  {
    type: 'sighting',
    purpose: 'Something known was seen',
    fields: [
      {
        property: 'sighting_of_ref',
        label: 'What was seen',
        kind: 'object',
        required: true,
        types: [
          'indicator',
          'threat-actor',
          'intrusion-set',
          'campaign',
          'malware',
          'tool',
          'infrastructure',
          'attack-pattern',
          'vulnerability',
          'incident',
          'location',
        ],
      },
      { property: 'where_sighted_refs', label: 'Where', kind: 'objects', types: ['identity', 'location'] },
      ...seen,
      { property: 'count', label: 'How often', kind: 'number' },
      description,
      ...common,
    ],
  },
  {
    type: 'opinion',
    purpose: 'Whether you agree with what others say',
    fields: [
      { property: 'object_refs', label: 'Opinion on', kind: 'objects', required: true },
      {
        property: 'opinion',
        label: 'Opinion',
        kind: 'choice',
        required: true,
        values: opinion.vocabulary.terms,
      },
      { property: 'explanation', label: 'Why', kind: 'text' },
      ...common,
    ],
  },
  {
    type: 'location',
    purpose: 'A place',
    fields: [
      { property: 'name', label: 'Name', kind: 'line' },
      description,
      { property: 'latitude', label: 'Latitude', kind: 'number', hint: 'Degrees, north positive' },
      { property: 'longitude', label: 'Longitude', kind: 'number', hint: 'Degrees, east positive' },
      { property: 'country', label: 'Country', kind: 'line', hint: 'Two letters, for example SY' },
      { property: 'administrative_area', label: 'Area', kind: 'line' },
      { property: 'city', label: 'City', kind: 'line' },
      ...common,
    ],
  },
  {
    type: 'grouping',
    purpose: 'Objects that belong together',
    fields: [
      { property: 'name', label: 'Title', kind: 'line' },
      {
        property: 'context',
        label: 'Why they belong together',
        kind: 'choice',
        required: true,
        values: groupingContext.vocabulary.terms,
      },
      description,
      { property: 'object_refs', label: 'Objects', kind: 'objects', required: true },
      ...common,
    ],
  },
];

export function objectFormOf(type: string | undefined): ObjectForm | undefined {
  return objectForms.find((form) => form.type === type);
}
