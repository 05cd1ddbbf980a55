import { answers } from '../conditions/condition.ts';
import { outcomes } from '../expectations/expectation.ts';
import { commitmentKinds, eventKinds } from '../ledger/commitment.ts';
import { columns } from '../ledger/state.ts';
import { bounds } from '../quantity/quantity.ts';
import { likelihoods } from '../windows/parse-window.ts';
import { extensionIds, type TypeName } from './extension-ids.ts';

const text = { type: 'string', minLength: 1 };
const day = {
  type: 'string',
  pattern: '^\\d{4}-\\d{2}-\\d{2}(T.+Z)?$',
  description: 'A day (2019-02-06), or a timestamp of that day.',
};
const ref = (type: string, description: string) => ({ type: 'string', pattern: `^${type}--`, description });
const refs = (type: string, description: string) => ({
  type: 'array',
  items: { type: 'string', pattern: type === '' ? '--' : `^${type}--` },
  uniqueItems: true,
  description,
});
const number = { type: 'number', minimum: 0 };
const source = {
  source_ref: ref('identity', 'Who says so; absent, with source_name: whoever created the object.'),
  source_name: text,
};
const statement = { statement_ref: ref('statement', 'The statement that it rests on.') };
const window = {
  window_from: { ...day, description: 'The first day of the window.' },
  window_to: { ...day, description: 'Its last day; absent: it is open.' },
};

const quantity = {
  type: 'object',
  description: 'A number of one unit, of money, or a share of another commitment from 0 to 1.',
  properties: {
    bound: { enum: bounds, description: 'exact unless it says otherwise. range: low to high.' },
    value: number,
    low: number,
    high: number,
    unit: { ...text, description: 'What is counted: troops, aircraft, …' },
    currency: { type: 'string', pattern: '^[A-Z]{3}$', description: 'ISO 4217.' },
    priced_on: { ...day, description: 'The day at whose prices the money is told.' },
    measure: { const: 'share' },
    of_ref: ref('commitment', 'What it is a share of; of the same commitment: of what is there then.'),
    of_figure: {
      enum: columns,
      description: 'Which figure of it; absent: what is there, for payments what is promised.',
    },
    of_on: { ...day, description: 'Of what it was as of that day; absent: of what it is as of the day asked about.' },
  },
  additionalProperties: false,
};

/** The published schema of each type; `docs/schemas` has them as files. */
export const schemas: Readonly<Record<TypeName, object>> = {
  commitment: schema('commitment', 'Commitment: who promised what', ['name', 'commitment_kind', 'by_ref'], {
    name: text,
    description: text,
    commitment_kind: { ...text, description: `Open vocabulary: ${commitmentKinds.join(', ')}.` },
    by_ref: ref('identity', 'The member that commits itself.'),
    counterpart_refs: refs('identity', 'To whom it commits itself.'),
    place: { ...text, description: 'Country or area, by name.' },
    region: text,
    line_of_effort: { ...text, description: 'Open vocabulary: military, stabilisation, finance, …' },
    valid_from: day,
    valid_until: { ...day, description: 'The last day that it is for.' },
    depends_on_refs: refs('commitment', 'What it cannot do without.'),
    part_of_refs: refs('commitment', 'What counts it already.'),
    replaces_refs: refs('commitment', 'What it takes the place of.'),
    same_as_refs: refs('commitment', 'The same thing, recorded by another.'),
  }),
  'commitment-event': schema(
    'commitment-event',
    'Event of a commitment: what became of it, as one source has it',
    ['commitment_ref', 'event', 'said'],
    {
      commitment_ref: ref('commitment', 'The commitment.'),
      event: { enum: eventKinds },
      description: text,
      quantity,
      quantity_is: {
        enum: ['level', 'change'],
        description:
          'What there is then, or by how much it changed; absent: change for disbursed and withdrawn, else level.',
      },
      said: day,
      effective: { ...day, description: 'When it takes effect; absent: when it was said.' },
      effective_until: { ...day, description: 'The last day of that, where it is a window.' },
      ...source,
      ...statement,
      document_refs: refs('', 'Reports and other objects that it rests on.'),
      corrects_refs: refs('commitment-event', 'Earlier events of the same source that it takes the place of.'),
      denies_refs: refs('commitment-event', 'What a denial means; absent: all that came before.'),
    },
  ),
  expectation: schema(
    'expectation',
    'Expectation: something announced for a window of days',
    ['name', 'said', 'window_from'],
    {
      name: text,
      description: text,
      ...source,
      said: day,
      phrase: { ...text, description: 'The words of the window: "sometime probably next week".' },
      ...window,
      likelihood: { enum: likelihoods },
      about_refs: refs('', 'Commitments, claims, … that it is about.'),
      ...statement,
    },
  ),
  'expectation-outcome': schema(
    'expectation-outcome',
    'What became of an expectation',
    ['expectation_ref', 'outcome', 'settled_on'],
    {
      expectation_ref: ref('expectation', 'The expectation.'),
      outcome: { enum: outcomes },
      settled_on: { ...day, description: 'The day on which it was settled.' },
      description: text,
      ...window,
      ...source,
      ...statement,
    },
  ),
  condition: schema('condition', 'Condition or demand that ties parties, positions and commitments', ['name', 'said'], {
    name: text,
    description: text,
    condition_kind: { enum: ['condition', 'demand'] },
    demanded_by_refs: refs('identity', 'Who makes it.'),
    asked_of_refs: refs('identity', 'Who must agree to it.'),
    requires_refs: refs('', 'Commitments, claims, positions that must come true.'),
    in_return_refs: refs('', 'What hangs on it.'),
    said: day,
    ...statement,
  }),
  'condition-answer': schema(
    'condition-answer',
    "A party's answer to a condition",
    ['condition_ref', 'by_ref', 'answer', 'said'],
    {
      condition_ref: ref('condition', 'The condition.'),
      by_ref: ref('identity', 'The party.'),
      answer: { enum: answers },
      said: day,
      description: text,
      ...source,
      ...statement,
    },
  ),
};

function schema(type: TypeName, title: string, required: readonly string[], properties: object): object {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title,
    type: 'object',
    properties: {
      type: { const: type },
      ...properties,
      extensions: {
        type: 'object',
        properties: {
          [extensionIds[type]]: {
            type: 'object',
            properties: { extension_type: { const: 'new-sdo' } },
            required: ['extension_type'],
          },
        },
      },
    },
    required: ['type', ...required],
  };
}
