import { answers } from '@entente/commitments';
import { z } from '@hono/zod-openapi';
import { DayMessage } from '../commitments/as-of-query.ts';
import { AsOfMessage, Release } from '../commitments/messages.ts';
import { ObjectSummary } from '../objects/messages.ts';

const short = z.string().trim().min(1).max(300);
const text = z.string().trim().min(1).max(20_000);
const objectId = z.string().max(200);
const named = z.object({ id: z.string(), name: z.string() });
const tied = z.object({ id: z.string(), type: z.string(), name: z.string() });

export const ConditionMessage = z
  .object({
    id: z.string(),
    name: z.string(),
    description: z.string().optional(),
    kind: z.enum(['condition', 'demand']),
    said: z.string(),
    demandedBy: z.array(named),
    parties: z.array(
      z.object({
        party: named,
        answer: z.enum([...answers, 'not-answered']),
        contested: z.boolean(),
        said: z.string().optional(),
        source: z.string().optional(),
        description: z.string().optional(),
        statement: ObjectSummary.optional(),
      }),
    ),
    stage: z.enum(['accepted', 'refused', 'open']),
    requires: z.array(tied).describe('what must come true'),
    inReturn: z.array(tied).describe('what hangs on it'),
    statement: ObjectSummary.optional(),
    object: ObjectSummary,
  })
  .openapi('Condition');

export const Conditions = z.object({ asOf: AsOfMessage, conditions: z.array(ConditionMessage) }).openapi('Conditions');

const refs = z.array(objectId).max(50).default([]);
const parties = z.array(short).max(100).default([]);

export const NewCondition = Release.extend({
  condition: z.object({
    name: short,
    description: text.optional(),
    kind: z.enum(['condition', 'demand']).default('condition'),
    demandedBy: parties.describe('members by name, or identity ids'),
    askedOf: parties,
    requires: refs,
    inReturn: refs,
    said: DayMessage,
    statement: objectId.optional(),
  }),
}).openapi('NewCondition');

export const NewConditionAnswer = Release.extend({
  by: short.describe('the party that answers: a member by name, or an identity id'),
  answer: z.enum(answers),
  said: DayMessage,
  source: short.optional(),
  statement: objectId.optional(),
  description: text.optional(),
}).openapi('NewConditionAnswer');
