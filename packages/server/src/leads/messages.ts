import { z } from '@hono/zod-openapi';
import { HandlingMessage, MemberRef, ObjectSummary } from '../objects/messages.ts';

const text = z.string().trim().min(1).max(5000);
const someone = z.string().min(1).max(300);

export const LeadState = z.enum(['new', 'acknowledged', 'answered', 'closed']).openapi('LeadState');

export const LeadEntry = z
  .object({
    from: MemberRef.describe('the member, or the unit'),
    author: z.string().optional().describe('the person, where one is behind it'),
    kind: z.enum(['message', 'acknowledged', 'answer', 'closed']),
    text: z.string().optional(),
    sighting: z.string().optional().describe('id of the sighting, where the viewer may see it'),
    time: z.string(),
  })
  .openapi('LeadEntry');

/** What a lead says while its reader may see the object; afterwards only that there was one. */
export const LeadMessage = z
  .object({
    id: z.string(),
    unit: MemberRef,
    from: MemberRef,
    sent: z.string(),
    state: LeadState,
    withdrawn: z.boolean().describe('true: the object is not released to the viewer any more; nothing else is told'),
    deadline: z.string().optional(),
    overdue: z.boolean().describe('past its deadline, and not answered'),
    summary: ObjectSummary.optional().describe('of the object, as the viewer has it'),
    handling: HandlingMessage.optional().describe('the duties that come with the object'),
    note: z.string().optional(),
    answersTo: z
      .array(MemberRef)
      .optional()
      .describe('who gets answers besides the originator; for the sender and the unit'),
    thread: z.array(LeadEntry).optional(),
    may: z.object({ acknowledge: z.boolean(), write: z.boolean(), answer: z.boolean(), close: z.boolean() }),
  })
  .openapi('Lead');

export const NewLead = z
  .object({
    object: z.string().max(200).describe('id of a report, note, grouping, incident or indicator'),
    units: z.array(someone).min(1).max(100).describe('as "Member/Unit", or by identity id'),
    deadline: z.iso.datetime().optional(),
    note: text.optional().describe('for the unit; say nothing in it that the unit may not know'),
    answersTo: z
      .array(someone)
      .max(100)
      .default([])
      .describe(
        'members and units that get answers besides the originator, who alone may say so; they need to see the object',
      ),
  })
  .openapi('NewLead');

export const NewLeadMessage = z.object({ text }).openapi('NewLeadMessage');

export const LeadAnswer = z
  .object({
    text: text.optional().describe('what was seen'),
    of: z
      .string()
      .max(200)
      .optional()
      .describe('what was sighted, if not the object of the lead but one that it names'),
    count: z.int().min(0).max(999_999_999).optional(),
    firstSeen: z.iso.datetime().optional(),
    lastSeen: z.iso.datetime().optional(),
  })
  .openapi('LeadAnswer');
