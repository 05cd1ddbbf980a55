import { opinions } from '@entente/positions';
import { z } from '@hono/zod-openapi';
import { GivenTerms, HandlingMessage, MemberRef, ObjectSummary, TlpLevel } from '../objects/messages.ts';
import { CarriedBy } from './carriers.ts';

const text = z.string().trim().min(1).max(1000);
const day = z.iso.date();

export const Reliability = z.enum(['A', 'B', 'C', 'D', 'E', 'F']).openapi('Reliability');

/** What a text says about itself. */
export const ReportFacts = z
  .object({
    headline: text.optional(),
    publisher: text.optional(),
    agency: text.optional().describe('whose copy it says it is'),
    section: text.optional(),
    byline: text.optional(),
    place: text.optional().describe('of the date line'),
    published: z.union([day, z.iso.datetime()]).optional(),
    updated: z.union([day, z.iso.datetime()]).optional(),
    dated: day.optional().describe('the day from which “next week” counts'),
    language: z.string().max(35).optional().describe('BCP 47'),
    url: z
      .url({ protocol: /^https?$/ })
      .max(2000)
      .optional(),
    captions: z
      .array(z.object({ text: z.string().max(5000), credit: text.optional() }))
      .max(200)
      .optional(),
    credits: z.array(text).max(50).optional(),
    reliability: Reliability.optional().describe('of the source, on the Admiralty scale'),
  })
  .openapi('ReportFacts');

const base64 = z
  .string()
  .max(15_000_000)
  .regex(/^[A-Za-z0-9+/]*={0,2}$/, 'base64');

/** A text, or a file; one of them. */
export const ReportSource = z
  .object({
    text: z.string().max(500_000).optional(),
    file: z
      .object({ name: z.string().max(300).optional(), mediaType: z.string().max(200).optional(), base64 })
      .optional(),
  })
  .refine(({ text: given, file }) => (given === undefined) !== (file === undefined), 'a text or a file')
  .openapi('ReportSource');

export const ReadReport = z
  .object({
    format: z.enum(['text', 'markdown', 'html', 'pdf', 'docx', 'mail', 'feed']),
    documents: z.array(z.object({ facts: ReportFacts, paragraphs: z.array(z.string()), notes: z.array(z.string()) })),
  })
  .openapi('ReadReport');

export const NewReport = z
  .object({
    collection: z.string().max(300).describe('collection id or alias'),
    terms: GivenTerms,
    handling: HandlingMessage.optional(),
    source: ReportSource,
    facts: ReportFacts.partial()
      .optional()
      .describe('what the person knows better than the text says; of a file with one text only'),
    paragraphs: z.array(z.string().trim().min(1).max(100_000)).min(1).max(5000).optional().describe('likewise'),
    releaseOriginal: z
      .boolean()
      .default(false)
      .describe('whether the original goes to the same readers; otherwise it stays with the member that brings it in'),
  })
  .openapi('NewReport');

export const AddedReports = z
  .object({
    reports: z.array(
      z.object({
        id: z.string().optional().describe('absent: it waits for a second person'),
        approval: z.string().optional(),
        title: z.string(),
        notes: z.array(z.string()),
      }),
    ),
  })
  .openapi('AddedReports');

export const ReportSummary = z
  .object({
    summary: ObjectSummary,
    facts: ReportFacts,
    proposals: z
      .object({ open: z.number().int(), decided: z.number().int() })
      .optional()
      .describe('of who asks; absent: not opened yet'),
    sameAs: z.number().int().describe('how many other reports the viewer has with the same wording'),
  })
  .openapi('ReportSummary');

export const ReportPage = z
  .object({ reports: z.array(ReportSummary), next: z.string().optional() })
  .openapi('ReportPage');

const SpanMessage = z.object({ start: z.int().min(0), end: z.int().min(1) }).openapi('Span');
const spans = z.array(SpanMessage).max(50);

const StatementKindName = z.string().trim().min(1).max(60);

const QuantityMessage = z
  .object({
    value: z.number(),
    measure: z.enum(['count', 'share', 'money']),
    bound: z.enum(['exact', 'about', 'over', 'at least', 'under', 'at most']),
    of: z.string().max(300).optional(),
    text: z.string().max(300).optional(),
  })
  .openapi('Quantity');

export const ProposalMessage = z
  .object({
    id: z.string(),
    state: z.enum(['open', 'accepted', 'rejected']),
    statement: z.string().optional(),
    approval: z
      .enum(['waiting', 'sent-back'])
      .optional()
      .describe('the statement waits for a second person, or was sent back by one'),
    source: spans,
    cue: spans,
    content: spans,
    kind: z.string(),
    form: z.enum(['direct', 'indirect', 'mixed']),
    negated: z.boolean(),
    hedged: z.boolean(),
    hedges: z.array(z.string()),
    said: z.string().optional(),
    speakerName: z.string().optional(),
    speakerKind: z.string().optional(),
    office: z.string().optional(),
    speaker: MemberRef.optional().describe('the identity that goes by that name, where the viewer sees one'),
    spokenFor: MemberRef.optional(),
    quantities: z.array(QuantityMessage),
    dates: z
      .array(z.object({ text: z.string(), from: z.string().optional(), to: z.string().optional() }))
      .describe('what the content says of time, as days counted from the day of the text'),
    confidence: z.number(),
  })
  .openapi('Proposal');

/** A statement as the reader page shows it; offsets count in the viewer's own rendition. */
export const StatementShown = z
  .object({
    id: z.string(),
    source: spans,
    cue: spans,
    content: spans.describe('empty: its words are not in what the viewer has of the text'),
    quote: z.string().optional(),
    kind: z.string(),
    negated: z.boolean(),
    hedged: z.boolean(),
    said: z.string(),
    speakerName: z.string().optional(),
    speaker: MemberRef.optional(),
    office: z.string().optional(),
    spokenFor: MemberRef.optional(),
    claim: z.object({ id: z.string(), name: z.string() }).optional(),
    stance: z.enum(opinions).optional(),
    quantities: z.array(QuantityMessage),
    by: MemberRef.describe('the member that confirmed it'),
    mine: z.boolean(),
  })
  .openapi('StatementShown');

export const CopyLink = z
  .object({
    id: z.string().describe('the relationship that says so'),
    other: z.object({ id: z.string(), name: z.string() }).describe('the report with which it is one source'),
    by: z.object({ id: z.string(), name: z.string() }).describe('the member that says so'),
    mine: z.boolean().describe('the viewer may take it back'),
  })
  .openapi('CopyLink');

export const ReportView = z
  .object({
    summary: ObjectSummary,
    facts: ReportFacts,
    lead: z
      .object({ text: z.string(), level: TlpLevel.nullable() })
      .optional()
      .describe('its description, which stands above the text and is no part of it'),
    paragraphs: z.array(z.string()),
    levels: z
      .array(TlpLevel.nullable())
      .describe('of each paragraph: the narrowest that marks it alone; null: it goes as the whole'),
    withheld: z.boolean().describe('its originator says that something is withheld from the viewer'),
    original: z.string().optional().describe('the artifact, where the viewer may see it'),
    mayConfirm: z.boolean(),
    isOwner: z.boolean().describe('what he confirms goes to the readers of the report; otherwise to his own member'),
    statements: z.array(StatementShown),
    proposals: z.array(ProposalMessage),
    carriedBy: CarriedBy.optional().describe('where people said that copies of it are one source with it'),
    links: z.array(CopyLink),
    alike: z.array(
      z.object({
        summary: ObjectSummary,
        publisher: z.string().optional(),
        shared: z.number().describe('what part of the wording'),
      }),
    ),
  })
  .openapi('ReportView');

export const GivenStatement = z
  .object({
    proposal: z.string().max(60).optional().describe('of which it is made; absent: added by hand'),
    source: spans,
    cue: spans,
    content: spans.min(1),
    kind: StatementKindName,
    negated: z.boolean().default(false),
    hedged: z.boolean().default(false),
    said: day.optional().describe('absent: the day of the report'),
    speaker: z.string().max(200).optional().describe('identity id'),
    speakerName: z.string().trim().min(1).max(300).optional(),
    newPerson: z.boolean().default(false).describe('make an identity of that name, under the same terms'),
    office: z.string().trim().min(1).max(300).optional(),
    spokenFor: z.string().max(200).optional().describe('identity id'),
    claim: z.string().max(200).optional(),
    stance: z.enum(opinions).optional(),
    quantities: z.array(QuantityMessage).max(50).default([]),
    terms: GivenTerms.optional().describe('narrower than those of the report; of its owner only'),
  })
  .openapi('GivenStatement');

export const GivenLikeness = z.object({ of: z.string().max(200) }).openapi('GivenLikeness');

export const FeedMessage = z
  .object({
    id: z.string(),
    address: z.string(),
    collection: z.string(),
    terms: GivenTerms,
    reliability: Reliability.optional(),
    minutes: z.int(),
    created: z.string(),
    pulled: z.string().optional(),
    problem: z.string().optional(),
    paused: z.boolean(),
  })
  .openapi('Feed');

export const FeedChange = z.object({ paused: z.boolean() }).openapi('FeedChange');

export const NewFeed = z
  .object({
    address: z.url({ protocol: /^https?$/ }).max(2000),
    collection: z.string().max(300),
    terms: GivenTerms,
    reliability: Reliability.optional(),
    minutes: z.int().min(5).max(10_080).default(60).describe('how often it is pulled'),
  })
  .openapi('NewFeed');
