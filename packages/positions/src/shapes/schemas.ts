import { answers } from './position.ts';
import { opinions } from './scale.ts';

const draft = 'https://json-schema.org/draft/2020-12/schema';
const text = { type: 'string', minLength: 1 };
const day = {
  type: 'string',
  pattern: '^\\d{4}-\\d{2}-\\d{2}(T.+Z)?$',
  description: 'A day (2019-02-06), or a timestamp of that day.',
};
const ref = (...types: readonly string[]) => ({ type: 'string', pattern: `^(${types.join('|')})--` });
const spans = (description: string) => ({
  type: 'array',
  description,
  items: {
    type: 'object',
    properties: { start: { type: 'integer', minimum: 0 }, end: { type: 'integer', minimum: 1 } },
    required: ['start', 'end'],
    additionalProperties: false,
  },
});

/** Says a type only by its extension: the rest of the object follows STIX (section 3.2). */
const newType = { type: 'object', properties: { extension_type: { const: 'new-sdo' } }, required: ['extension_type'] };

export const statementSchema = {
  $schema: draft,
  title: 'Statement: who said what, and where the text says so',
  type: 'object',
  properties: {
    type: { const: 'statement' },
    report_ref: { ...ref('report'), description: 'Where it was found. Spans are offsets into its text.' },
    source_spans: spans('Who says it: UTF-16 offsets, half-open.'),
    cue_spans: spans('The words that say that it is said.'),
    content_spans: spans('What is said.'),
    quote: { ...text, description: 'The content as the text has it.' },
    source_recalled: {
      type: 'boolean',
      description: 'Its source was taken back, or purged on its day: the quote went with it. What else it says stays.',
    },
    kind: {
      ...text,
      description: 'What the speaker does with it: said, thinks, wants, warned, ordered, promised, rejected …',
    },
    negated: { type: 'boolean', description: 'The speaker is said not to do so.' },
    hedged: { type: 'boolean' },
    said: { ...day, description: 'When it was said: a day, or the first on which it may have been.' },
    speaker_ref: { ...ref('identity'), description: 'Person, unit, member or group.' },
    speaker_name: text,
    office: { ...text, description: 'The office that the speaker holds.' },
    spoken_for_ref: { ...ref('identity'), description: 'The principal spoken for.' },
    claim_ref: { ...ref('claim'), description: 'What it is about.' },
    stance: { enum: opinions, description: 'What it says about the claim.' },
    quantities: {
      type: 'array',
      items: {
        type: 'object',
        properties: {
          value: { type: 'number', description: 'Shares are counted from 0 to 1.' },
          measure: { enum: ['count', 'share', 'money'] },
          bound: { enum: ['exact', 'about', 'over', 'at least', 'under', 'at most'] },
          of: { ...text, description: 'What is counted, or the currency.' },
          text: { ...text, description: 'As the text has it.' },
        },
        required: ['value'],
        additionalProperties: false,
      },
    },
    extensions: { type: 'object', additionalProperties: newType },
  },
  required: ['type', 'kind', 'said'],
};

export const claimSchema = {
  $schema: draft,
  title: 'Claim: a neutral proposition that one can agree or disagree with',
  type: 'object',
  properties: {
    type: { const: 'claim' },
    name: { ...text, description: 'The proposition, as one sentence.' },
    description: text,
    aliases: { type: 'array', items: text, description: 'Other ways in which it is put.' },
    place_refs: { type: 'array', items: ref('location'), description: 'What places it is about.' },
    scope_from: { ...day, description: 'The first day that it is about.' },
    scope_until: { ...day, description: 'The last day that it is about.' },
    asked_by_ref: { ...ref('identity'), description: 'Who asked.' },
    asked_on: { ...day, description: 'When it was asked.' },
    asked_of_refs: {
      type: 'array',
      items: ref('identity'),
      description: 'Who was asked: all members unless it says so.',
    },
    extensions: { type: 'object', additionalProperties: newType },
  },
  required: ['type', 'name'],
};

export const positionSchema = {
  $schema: draft,
  title: 'Position: whose an opinion on a claim is, since when, and on what it rests',
  type: 'object',
  properties: {
    extension_type: { const: 'property-extension' },
    holder_ref: { ...ref('identity'), description: 'The member, unit, group or person that holds it.' },
    holder_name: text,
    office: { ...text, description: 'The office of a person.' },
    speaks_for_ref: {
      ...ref('identity'),
      description:
        'The principal for whom a person speaks. A position whose holder is the principal is its official one.',
    },
    answer: {
      enum: answers,
      description:
        'opinion unless it says otherwise. conditional: the opinion holds if the condition is met. declined: asked, and would not say; the opinion is then neutral and means nothing.',
    },
    condition: text,
    since: day,
    until: { ...day, description: 'The last day on which it held, where nothing took its place.' },
    basis_refs: { type: 'array', items: ref('statement', 'report', 'note'), description: 'On what it rests.' },
  },
  required: ['extension_type'],
};
