import { bounds, columns, dimensions, eventKinds, linkKinds, stages } from '@entente/commitments';
import { z } from '@hono/zod-openapi';
import { LeadState } from '../leads/messages.ts';
import { GivenTerms, HandlingMessage, MemberRef, ObjectSummary } from '../objects/messages.ts';
import { AsOfQuery, ConversionQuery, DayMessage } from './as-of-query.ts';

const short = z.string().trim().min(1).max(300);
const text = z.string().trim().min(1).max(20_000);
const objectId = z.string().max(200);

/** What a number can be; `words` say it as people do. */
export const FigureMessage = z
  .object({
    low: z.number(),
    best: z.number(),
    high: z.number().nullable().describe('null: nothing bounds it'),
    unit: z.string().optional(),
    currency: z.string().optional(),
    words: z.string(),
  })
  .openapi('Figure');

const FiguresMessage = z.object(
  Object.fromEntries(columns.map((column) => [column, FigureMessage.optional()])) as Record<
    (typeof columns)[number],
    z.ZodOptional<typeof FigureMessage>
  >,
);

const PartyRef = z.object({ id: z.string(), name: z.string() });

export const CommitmentSummary = z
  .object({
    id: z.string(),
    name: z.string(),
    kind: z.string(),
    by: MemberRef,
    counterparts: z.array(MemberRef),
    place: z.string().optional(),
    region: z.string().optional(),
    line: z.string().optional().describe('line of effort'),
    from: z.string().optional(),
    until: z.string().optional(),
    stage: z.enum(stages),
    since: z.string().optional(),
    due: z.string().optional(),
    overdue: z.boolean(),
    disputed: z.boolean(),
    contested: z.boolean().describe('sources give different figures'),
    figures: FiguresMessage,
  })
  .openapi('Commitment');

export const LedgerFacet = z.object({ value: z.string(), label: z.string(), count: z.number().int() });
export const AsOfMessage = z.object({ valid: z.string(), known: z.string().optional() }).openapi('AsOf');

export const CommitmentPage = z
  .object({
    asOf: AsOfMessage,
    commitments: z.array(CommitmentSummary),
    total: z.number().int(),
    facets: z.object({
      member: z.array(LedgerFacet),
      kind: z.array(LedgerFacet),
      place: z.array(LedgerFacet),
      line: z.array(LedgerFacet),
      stage: z.array(LedgerFacet),
    }),
  })
  .openapi('CommitmentPage');

const list = z.string().max(5000).optional();
export const LedgerFilterQuery = AsOfQuery.extend({
  q: z.string().max(300).optional().describe('words of the name or description'),
  member: list.describe('names or identity ids, comma-separated'),
  kind: list.describe('kinds, comma-separated'),
  place: list.describe('places, comma-separated'),
  region: list.describe('regions, comma-separated'),
  line: list.describe('lines of effort, comma-separated'),
  stage: list.describe('stages, comma-separated'),
  overdue: z.stringbool().optional().describe('only what is overdue'),
});
export const CommitmentQuery = LedgerFilterQuery.extend({
  offset: z.coerce.number().int().min(0).default(0).describe('how many come before the page'),
  limit: z.coerce.number().int().min(1).max(500).default(100).describe('of a page'),
});

export const TotalsQuery = LedgerFilterQuery.extend(ConversionQuery.shape).extend({
  by: z.enum(dimensions).default('all').describe('a line for each of these'),
  column: z.enum(columns).optional().describe('this column only'),
  of: z.string().max(300).optional().describe('the line of this value only'),
  offset: z.coerce.number().int().min(0).default(0).describe('of the rows of each line'),
  rows: z.coerce
    .number()
    .int()
    .min(0)
    .max(5000)
    .optional()
    .describe('so many rows of each line, the largest first; absent: 50, and fewer where there are many lines'),
});

const RateMessage = z.object({ from: z.string(), to: z.string(), rate: z.number(), on: z.string() });

const TotalRowMessage = z
  .object({
    commitment: z.string(),
    name: z.string(),
    by: z.string().describe('name of the member'),
    value: FigureMessage,
    events: z.array(z.string()).describe('the last events that it follows from'),
    before: z.object({ value: FigureMessage, rate: RateMessage }).optional().describe('before it was converted'),
    notCounted: z
      .object({ because: z.enum(['same-as', 'replaced', 'part-of']), by: z.string(), name: z.string() })
      .optional(),
  })
  .openapi('TotalRow');

export const TotalLineMessage = z
  .object({
    column: z.enum(columns),
    value: z.string(),
    label: z.string(),
    sum: FigureMessage,
    count: z.number().int().describe('of all rows behind it'),
    counted: z.number().int().describe('of the rows that the sum is of'),
    rows: z.array(TotalRowMessage),
  })
  .openapi('TotalLine');

export const Totals = z
  .object({ asOf: AsOfMessage, by: z.enum(dimensions), lines: z.array(TotalLineMessage) })
  .openapi('Totals');

const SourceMessage = z.object({ key: z.string(), name: z.string() });

export const CommitmentEventMessage = z
  .object({
    id: z.string(),
    kind: z.enum(eventKinds),
    quantity: z.string().optional().describe('in words, as the source gives it'),
    reading: z.enum(['level', 'change']).optional(),
    said: z.string(),
    effective: z.string().optional(),
    effectiveUntil: z.string().optional(),
    source: SourceMessage,
    recordedBy: PartyRef,
    description: z.string().optional(),
    confidence: z.number().optional(),
    statement: ObjectSummary.optional(),
    documents: z.array(ObjectSummary).describe('those that the viewer may see'),
    links: z.array(z.object({ name: z.string(), url: z.string().optional() })).describe('external references'),
    setAside: z
      .object({
        because: z.enum(['not-yet', 'not-known', 'corrected', 'denied', 'another-source']),
        by: z.string().optional(),
      })
      .optional()
      .describe('why it plays no part as of that day'),
  })
  .openapi('CommitmentEvent');

export const CommitmentView = z
  .object({
    asOf: AsOfMessage,
    commitment: CommitmentSummary,
    description: z.string().optional(),
    object: ObjectSummary,
    events: z.array(CommitmentEventMessage).describe('in the order of the days that they are about'),
    chosen: z.string().optional().describe('the source that the viewer chose'),
    accounts: z.array(z.object({ source: SourceMessage, stage: z.enum(stages), figures: FiguresMessage })),
    links: z.array(z.object({ kind: z.enum(linkKinds), direction: z.enum(['to', 'from']), commitment: PartyRef })),
    dependsOn: z.array(PartyRef),
    dependents: z.array(PartyRef),
    conditions: z.array(PartyRef),
    expectations: z.array(PartyRef),
  })
  .openapi('CommitmentView');

/** A number as a source gives it. */
export const GivenQuantity = z
  .object({
    bound: z.enum(bounds).default('exact'),
    value: z.number().min(0).optional(),
    low: z.number().min(0).optional(),
    high: z.number().min(0).optional(),
    unit: short.optional(),
    currency: z
      .string()
      .regex(/^[A-Z]{3}$/)
      .optional(),
    pricedOn: DayMessage.optional(),
    share: z.boolean().optional().describe('value is a share from 0 to 1'),
    of: objectId.optional().describe('the commitment that it is a share of; absent: of itself'),
    figure: z.enum(columns).optional().describe('which figure of that; absent: what is there, or promised'),
    on: DayMessage.optional().describe('as of which day it is meant; absent: as of the day asked about'),
  })
  .openapi('GivenQuantity');

export const GivenEvent = z
  .object({
    kind: z.enum(eventKinds),
    quantity: GivenQuantity.optional(),
    reading: z.enum(['level', 'change']).optional(),
    said: DayMessage,
    effective: DayMessage.optional(),
    effectiveUntil: DayMessage.optional(),
    source: short.optional().describe('who says so: a member by name or id, or another name; absent: oneself'),
    statement: objectId.optional(),
    documents: z.array(objectId).max(50).default([]),
    reference: z
      .object({
        name: short,
        url: z
          .url({ protocol: /^https?$/ })
          .max(2000)
          .optional(),
      })
      .optional()
      .describe('a document that is not in the node'),
    corrects: z.array(objectId).max(50).default([]),
    denies: z.array(objectId).max(50).default([]),
    confidence: z.number().int().min(0).max(100).optional(),
    description: text.optional(),
  })
  .openapi('GivenEvent');

/** Where something is published to, and for whom. */
export const Release = z.object({
  collection: z.string().max(300).describe('collection id or alias'),
  onBehalfOf: z.string().max(300).optional(),
  terms: GivenTerms,
  handling: HandlingMessage.optional(),
});

export const GivenCommitment = z
  .object({
    name: short,
    kind: short,
    by: short.describe('member by name or identity id'),
    counterparts: z.array(short).max(100).default([]),
    place: short.optional(),
    region: short.optional(),
    line: short.optional(),
    from: DayMessage.optional(),
    until: DayMessage.optional(),
    description: text.optional(),
    dependsOn: z.array(objectId).max(100).default([]),
    partOf: z.array(objectId).max(100).default([]),
    replaces: z.array(objectId).max(100).default([]),
    sameAs: z.array(objectId).max(100).default([]),
  })
  .openapi('GivenCommitment');

export const NewCommitment = Release.extend({ commitment: GivenCommitment, event: GivenEvent.optional() }).openapi(
  'NewCommitment',
);
export const NewCommitmentEvent = Release.extend({ event: GivenEvent }).openapi('NewCommitmentEvent');

/** Published, or waiting for a second person. */
export const Recorded = z
  .object({ id: z.string().optional(), event: z.string().optional(), waiting: z.string().optional() })
  .openapi('Recorded');

export const WhatIfQuery = AsOfQuery.extend(ConversionQuery.shape).extend({
  member: list.describe('names or identity ids, comma-separated'),
  place: list.describe('places, comma-separated'),
  region: list.describe('regions, comma-separated'),
  line: list.describe('lines of effort, comma-separated'),
  kind: list.describe('kinds, comma-separated'),
});

const LossMessage = z.object({
  column: z.enum(['delivered', 'outstanding']),
  value: z.string(),
  label: z.string(),
  before: FigureMessage,
  goes: FigureMessage,
  remains: FigureMessage,
  share: z.number().describe('of the best figures, from 0 to 1'),
  shareWords: z.string().describe('the same in per cent'),
  count: z.number().int().describe('of all rows that go'),
  rows: z.array(PartyRef).describe('the first of them'),
});

export const WhatIf = z
  .object({
    asOf: AsOfMessage,
    going: z.array(CommitmentSummary).describe('the first of them, by name'),
    counts: z
      .object({
        going: z.number().int(),
        covers: z.number().int(),
        dependents: z.number().int(),
        dates: z.number().int(),
        leads: z.number().int(),
      })
      .describe('of all, where only the first are listed'),
    losses: z.object({
      all: z.array(LossMessage),
      kind: z.array(LossMessage),
      place: z.array(LossMessage),
      member: z.array(LossMessage),
    }),
    covers: z.array(
      z.object({
        commitment: PartyRef,
        by: z.string(),
        column: z.enum(columns),
        value: FigureMessage,
        samePlace: z.boolean(),
      }),
    ),
    dependents: z.array(
      z.object({ commitment: PartyRef, on: PartyRef, share: z.boolean().describe('it is a share of it') }),
    ),
    conditions: z.array(PartyRef).describe('that hang on what goes'),
    expectations: z.array(PartyRef),
    leads: z
      .array(
        z.object({
          id: z.string(),
          title: z.string().describe('of the object, as the viewer has it'),
          from: z.string(),
          unit: z.string(),
          state: LeadState,
          because: z
            .enum(['sender', 'unit', 'commitment', 'place'])
            .describe('who sent it goes, whose unit has it goes, or its object refers to what goes, or to its area'),
          on: PartyRef.optional().describe('the commitment or location that its object refers to'),
        }),
      )
      .describe('open ones in which the viewer has a part, newest first'),
    dates: z.array(z.object({ day: z.string(), commitment: PartyRef, what: z.enum(['leaving', 'due', 'until']) })),
  })
  .openapi('WhatIf');
