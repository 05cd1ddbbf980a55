import { answers, opinions, signalKinds } from '@entente/positions';
import { z } from '@hono/zod-openapi';
import { MemberRef, Publication } from '../objects/messages.ts';
import { CarriedBy } from '../reports/carriers.ts';

const day = z.iso.date();
const id = z.string().max(200);
const sentence = z.string().trim().min(1).max(1000);
const text = z.string().trim().min(1).max(5000);

export const OpinionName = z.enum(opinions).openapi('Opinion');
const AnswerName = z.enum(answers).openapi('Answer');

export const PrincipalRef = z
  .object({ id: z.string(), name: z.string(), kind: z.enum(['member', 'other']), country: z.string().optional() })
  .openapi('PrincipalRef');

export const PointMessage = z
  .object({
    id: z.string().describe('of the position or statement'),
    from: z.enum(['position', 'statement']),
    holder: PrincipalRef,
    principal: PrincipalRef.describe('for whom it speaks: the holder itself, where it is official'),
    office: z.string().optional(),
    answer: AnswerName,
    opinion: OpinionName,
    condition: z.string().optional(),
    since: day,
    until: day.optional(),
    kind: z.string().optional().describe('of a statement: said, warned, …'),
    quote: z.string().optional(),
    sourceRecalled: z.boolean().optional().describe('its source was recalled, and its quote with it'),
    carriedBy: CarriedBy.optional().describe('of a statement: where copies of its report are one source with it'),
    basis: z.array(z.string()),
  })
  .openapi('Point');

export const Tally = z
  .object({
    held: z.array(z.number().int()).describe('principals by opinion, from strongly-disagree to strongly-agree'),
    conditional: z.number().int().describe('of those, how many under a condition'),
    declined: z.number().int(),
    disagreement: z.number().optional().describe('0: all the same; 1: two halves at the ends; absent below two'),
  })
  .openapi('Tally');

export const ClaimMessage = z
  .object({
    id: z.string(),
    name: z.string(),
    description: z.string().optional(),
    aliases: z.array(z.string()),
    places: z.array(z.string()),
    from: day.optional(),
    until: day.optional(),
    askedBy: MemberRef.optional(),
    askedOn: day.optional(),
    askedOf: z.array(PrincipalRef),
    owner: MemberRef,
    tally: Tally,
    changed: day.optional().describe('when somebody last took a position or another one'),
  })
  .openapi('Claim');

export const CellMessage = z
  .object({
    claim: z.string(),
    principal: z.string(),
    answer: AnswerName,
    opinion: OpinionName,
    condition: z.string().optional(),
    since: day,
    official: z.boolean().describe('false: what somebody said for it, without an official position'),
    divided: z.boolean().describe('voices of it stand on both sides'),
    voices: z.number().int(),
    beside: z
      .array(z.object({ answer: AnswerName, opinion: OpinionName }))
      .describe('what other voices said otherwise on the same day, where none is official'),
    trend: z.union([z.literal(-1), z.literal(0), z.literal(1)]),
    fresh: z.boolean().describe('came into sight since the viewer last looked'),
  })
  .openapi('Cell');

export const Matrix = z
  .object({
    day,
    claims: z.array(ClaimMessage),
    principals: z.array(PrincipalRef).describe('members, then whoever else holds a position'),
    cells: z.array(CellMessage),
    known: day
      .optional()
      .describe('from what was known by the end of that day: what had come to this node for the reader'),
    days: z.array(day).describe('on which somebody took a position: stops of the slider; today is the last'),
  })
  .openapi('PositionMatrix');

export const PartyMessage = z
  .object({
    holder: PrincipalRef,
    principal: PrincipalRef,
    office: z.string().optional(),
    side: z.number().int().optional(),
    degree: z.number().int().optional(),
    condition: z.string().optional(),
    quantity: z
      .object({
        value: z.number(),
        measure: z.string(),
        bound: z.string(),
        of: z.string().optional(),
        text: z.string().optional(),
      })
      .optional(),
    day: day.optional(),
    rests: z.string().optional().describe('the position or statement'),
    quote: z.string().optional(),
    carriedBy: CarriedBy.optional(),
  })
  .openapi('SignalParty');

export const SignalMessage = z
  .object({
    key: z.string(),
    state: z.string().describe('another one: the same signal rests on something else'),
    kind: z.enum(signalKinds),
    claim: z.object({ id: z.string(), name: z.string() }).optional().describe('every signal but a lapse is on one'),
    expectation: z.object({ id: z.string(), name: z.string() }).optional().describe('what lapsed'),
    day,
    sentence: z.string(),
    parties: z.array(PartyMessage).describe('a few of each side'),
    more: z.number().int().optional().describe('how many parties besides'),
    subject: z.string().optional(),
    fresh: z.boolean(),
    dismissed: z.object({ reason: z.string(), author: z.string().optional(), time: z.string() }).optional(),
  })
  .openapi('Signal');

export const LineMessage = z
  .object({ holder: PrincipalRef, principal: PrincipalRef, official: z.boolean(), points: z.array(PointMessage) })
  .openapi('PositionLine');

export const ClaimView = z
  .object({
    day,
    claim: ClaimMessage,
    lines: z.array(LineMessage),
    cells: z.array(CellMessage),
    statements: z
      .array(
        z.object({
          id: z.string(),
          said: day,
          kind: z.string(),
          speaker: z.string(),
          quote: z.string().optional(),
          sourceRecalled: z.boolean().optional(),
          report: z.string().optional(),
          carriedBy: CarriedBy.optional(),
        }),
      )
      .describe('newest first, those without a stance too'),
    more: z.boolean().describe('true: there are older statements than these'),
    signals: z.array(SignalMessage),
    mayEdit: z.boolean(),
  })
  .openapi('ClaimView');

export const MemberPositions = z
  .object({
    principal: PrincipalRef,
    day,
    cells: z.array(CellMessage.extend({ claimName: z.string(), voicesNow: z.array(PointMessage) })),
    speakers: z.array(
      z.object({ holder: PrincipalRef, office: z.string().optional(), claims: z.number().int(), last: day }),
    ),
    signals: z.array(SignalMessage),
    statements: ClaimView.shape.statements,
  })
  .openapi('MemberPositions');

export const PositionChanges = z
  .object({
    since: z.string().optional().describe('when the viewer last said that he had looked; absent: never'),
    points: z.array(PointMessage.extend({ claim: z.object({ id: z.string(), name: z.string() }) })),
    claims: z.array(z.object({ id: z.string(), name: z.string() })).describe('new ones'),
    signals: z.array(SignalMessage).describe('those that rest on something new'),
  })
  .openapi('PositionChanges');

const published = Publication.omit({ object: true, parts: true });

export const NewClaim = published
  .extend({
    name: sentence.describe('the proposition, as one neutral sentence'),
    description: text.optional(),
    aliases: z.array(sentence).max(50).default([]),
    places: z.array(id).max(50).default([]).describe('ids of locations'),
    from: day.optional(),
    until: day.optional(),
    asked: z.boolean().default(false).describe('the publishing member asks it'),
    askedOf: z.array(id).max(200).default([]).describe('names or ids of members; none: all'),
  })
  .openapi('NewClaim');

export const NewPosition = published
  .extend({
    claim: id,
    holder: z.string().max(300).describe('member by name, or the identity id of anybody'),
    holderName: z.string().trim().min(1).max(300).optional().describe('of a person'),
    office: z.string().trim().min(1).max(300).optional(),
    speaksFor: z.string().max(300).optional().describe('member by name or id, for whom a person speaks'),
    answer: AnswerName.default('opinion'),
    opinion: OpinionName.default('neutral'),
    condition: sentence.optional(),
    since: day,
    until: day.optional(),
    basis: z.array(id).max(100).default([]).describe('ids of statements, reports or notes that the viewer sees'),
    explanation: text.optional(),
  })
  .openapi('NewPosition');

export const StatementLink = z
  .object({ claim: id, stance: OpinionName.optional().describe('what it says about the claim') })
  .openapi('StatementLink');

export const Dismissing = z
  .object({ key: z.string().max(1000), state: z.string().max(100), reason: z.string().trim().min(1).max(1000) })
  .openapi('Dismissing');
