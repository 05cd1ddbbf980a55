import type { JsonObject, JsonValue, StixObject } from '@entente/stix';
import { statementExtensionId } from './extension-ids.ts';
import { compact, compactly, Fields, isObject } from './fields.ts';
import { type Reading, refuse } from './reading.ts';
import { type Opinion, opinions } from './scale.ts';

/** UTF-16 offsets into the text of the report, half-open. */
export type Span = { readonly start: number; readonly end: number };

/** A number in what was said. */
export type Quantity = {
  /** Half is 0.5: shares are counted from 0 to 1. */
  readonly value: number;
  readonly measure: 'count' | 'share' | 'money';
  readonly bound: 'exact' | 'about' | 'over' | 'at least' | 'under' | 'at most';
  /** What is counted, or the currency. */
  readonly of?: string;
  /** As the text has it. */
  readonly text?: string;
};

/**
 * Who said what, where. A rendition may lack what its reader may not know of: the report, the claim. Whose words they
 * are and what they say is always there.
 */
export type Statement = {
  readonly id: string;
  /** The report it was found in. */
  readonly report?: string;
  readonly sourceSpans: readonly Span[];
  readonly cueSpans: readonly Span[];
  readonly contentSpans: readonly Span[];
  /** The content, as the text has it; absent where its originator has recalled it. */
  readonly quote?: string;
  /** Its source was taken back by its owner, or purged on the day that the owner had set: the quote went with it. */
  readonly sourceRecalled?: boolean;
  /** What the speaker does with the content: said, warned, ordered, … */
  readonly kind: string;
  readonly negated: boolean;
  readonly hedged: boolean;
  /** Day on which it was said (2019-02-06), or the first of the days on which it may have been. */
  readonly said: string;
  /** Identity of the person, unit, member or group. */
  readonly speaker?: string;
  readonly speakerName?: string;
  /** The office held, in words. */
  readonly office?: string;
  /** Identity of the principal spoken for. */
  readonly spokenFor?: string;
  readonly claim?: string;
  /** What it says about the claim. */
  readonly stance?: Opinion;
  readonly quantities: readonly Quantity[];
  /** Identity of the member that wrote it down (`created_by_ref`); read only. */
  readonly author?: string;
  /** When its author recorded it, a timestamp (`created`): the same on every node; read only. */
  readonly recorded?: string;
};

const measures = ['count', 'share', 'money'] as const;
const bounds = ['exact', 'about', 'over', 'at least', 'under', 'at most'] as const;

/** What a STIX object of type `statement` says. */
export function readStatement(object: StixObject): Reading<Statement> {
  if (object.type !== 'statement') return refuse('type must be statement');
  const fields = new Fields(object);
  const said = fields.day('said');
  const kind = fields.text('kind');
  const spans = (name: string): readonly Span[] => fields.list(name, 'spans { start, end }', readSpan);
  const statement = {
    id: object.id,
    sourceSpans: spans('source_spans'),
    cueSpans: spans('cue_spans'),
    contentSpans: spans('content_spans'),
    negated: fields.flag('negated') ?? false,
    hedged: fields.flag('hedged') ?? false,
    quantities: fields.list('quantities', 'quantities', readQuantity),
    ...compactly({
      report: fields.ref('report_ref'),
      quote: fields.text('quote'),
      sourceRecalled: fields.flag('source_recalled') === true ? true : undefined,
      speaker: fields.ref('speaker_ref', ['identity']),
      speakerName: fields.text('speaker_name'),
      office: fields.text('office'),
      spokenFor: fields.ref('spoken_for_ref', ['identity']),
      claim: fields.ref('claim_ref', ['claim']),
      stance: fields.oneOf('stance', opinions),
      author: fields.ref('created_by_ref', ['identity']),
      recorded: fields.text('created'),
    }),
  };
  const { problems } = fields;
  if (kind === undefined && !problems.some((each) => each.startsWith('kind '))) problems.push('kind is missing');
  if (said === undefined && !problems.some((each) => each.startsWith('said '))) problems.push('said is missing');
  if (problems.length > 0 || kind === undefined || said === undefined) return refuse(...problems);
  return { ok: true, value: { ...statement, kind, said } };
}

/** The properties of a statement on the wire; ids, dates, originator and markings are set by who publishes it. */
export function writeStatement(statement: Omit<Statement, 'id' | 'author' | 'recorded'>): JsonObject {
  return compact({
    type: 'statement',
    report_ref: statement.report,
    source_spans: statement.sourceSpans,
    cue_spans: statement.cueSpans,
    content_spans: statement.contentSpans,
    quote: statement.quote,
    source_recalled: statement.sourceRecalled || undefined,
    kind: statement.kind,
    negated: statement.negated || undefined,
    hedged: statement.hedged || undefined,
    said: statement.said,
    speaker_ref: statement.speaker,
    speaker_name: statement.speakerName,
    office: statement.office,
    spoken_for_ref: statement.spokenFor,
    claim_ref: statement.claim,
    stance: statement.stance,
    quantities: statement.quantities,
    extensions: { [statementExtensionId]: { extension_type: 'new-sdo' } },
  });
}

function readSpan(value: JsonValue): Span | undefined {
  if (!isObject(value)) return undefined;
  const { start, end } = value;
  const areOffsets = Number.isInteger(start) && Number.isInteger(end);
  return areOffsets && Number(start) >= 0 && Number(end) > Number(start)
    ? { start: Number(start), end: Number(end) }
    : undefined;
}

function readQuantity(value: JsonValue): Quantity | undefined {
  if (!isObject(value)) return undefined;
  const fields = new Fields(value);
  const number = fields.number('value');
  const quantity = {
    measure: fields.oneOf('measure', measures) ?? 'count',
    bound: fields.oneOf('bound', bounds) ?? 'exact',
    ...compactly({ of: fields.text('of'), text: fields.text('text') }),
  };
  return number === undefined || fields.problems.length > 0 ? undefined : { value: number, ...quantity };
}
