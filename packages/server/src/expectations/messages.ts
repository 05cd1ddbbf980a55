import { expectationStages, likelihoods, outcomes } from '@entente/commitments';
import { z } from '@hono/zod-openapi';
import { AsOfQuery, DayMessage } from '../commitments/as-of-query.ts';
import { AsOfMessage, Release } from '../commitments/messages.ts';
import { ObjectSummary } from '../objects/messages.ts';

const short = z.string().trim().min(1).max(300);
const text = z.string().trim().min(1).max(20_000);
const objectId = z.string().max(200);
const named = z.object({ id: z.string(), name: z.string() });

/** Inclusive days; without `to` nothing says until when. */
const WindowMessage = z.object({ from: DayMessage, to: DayMessage.optional() }).openapi('Window');

export const ParsedWindowMessage = z
  .object({ window: WindowMessage.optional(), likelihood: z.enum(likelihoods).optional() })
  .openapi('ParsedWindow');

const OutcomeMessage = z.object({
  id: z.string(),
  outcome: z.enum(outcomes),
  on: z.string(),
  window: WindowMessage.optional(),
  source: z.string(),
  statement: ObjectSummary.optional(),
  description: z.string().optional(),
  recordedBy: named,
});

export const ExpectationMessage = z
  .object({
    id: z.string(),
    name: z.string(),
    description: z.string().optional(),
    source: z.string().describe('who announced it'),
    said: z.string(),
    phrase: z.string().optional(),
    window: WindowMessage.describe('the window that counts: where it slipped to, the new one'),
    firstWindow: WindowMessage,
    likelihood: z.enum(likelihoods),
    stage: z.enum(expectationStages),
    overdue: z.boolean().describe('its window is over, and nobody said what became of it'),
    about: z.array(named),
    statement: ObjectSummary.optional(),
    outcomes: z.array(OutcomeMessage).describe('every word on what became of it, in the order of days'),
    object: ObjectSummary,
  })
  .openapi('Expectation');

export const ExpectationQuery = AsOfQuery.extend({
  stage: z.string().max(200).optional().describe('comma-separated'),
  overdue: z.stringbool().optional().describe('only what is overdue'),
});

export const Expectations = z
  .object({ asOf: AsOfMessage, expectations: z.array(ExpectationMessage) })
  .openapi('Expectations');

export const NewExpectation = Release.extend({
  expectation: z.object({
    name: short,
    description: text.optional(),
    source: short.optional().describe('who announced it: a member by name or id, or another name'),
    said: DayMessage,
    phrase: z.string().trim().min(1).max(200).optional().describe('words of time; absent: the window is given'),
    window: WindowMessage.optional(),
    likelihood: z.enum(likelihoods).optional(),
    about: z.array(objectId).max(50).default([]),
    statement: objectId.optional(),
  }),
}).openapi('NewExpectation');

export const NewOutcome = Release.extend({
  outcome: z.enum(outcomes),
  on: DayMessage,
  window: WindowMessage.optional().describe('where it slipped to'),
  phrase: z.string().trim().min(1).max(200).optional().describe('the same in words'),
  source: short.optional(),
  statement: objectId.optional(),
  description: text.optional(),
}).openapi('NewOutcome');
