import { z } from '@hono/zod-openapi';
import { MemberRef, Publication, TlpLevel } from '../objects/messages.ts';

const days = z.int().min(1).max(36_500).optional();

/** Dates that an object gets which names none itself: whole days after it is published. */
export const DateDefault = z
  .object({
    tlp: TlpLevel.or(z.literal('none')).describe('the level that it carries'),
    reviewAfterDays: days.describe('its owner should look at it again'),
    expireAfterDays: days.describe('it is deleted for everybody'),
  })
  .openapi('DateDefault');

export const PublishingPolicy = z
  .object({
    widerThan: TlpLevel.optional().describe('a second person is needed for what is wider than this level'),
    moreMembersThan: z.int().min(0).optional().describe('… for what more other members than this may have'),
    partners: z.array(MemberRef).describe('… and for what one of these may have'),
    dates: z.array(DateDefault).describe('for what is published from then on'),
  })
  .openapi('PublishingPolicy');

export const NewPublishingPolicy = z
  .object({
    widerThan: TlpLevel.optional(),
    moreMembersThan: z.int().min(0).max(100_000).optional(),
    partners: z.array(z.string().min(1).max(300)).max(1000).default([]).describe('members by name or identity id'),
    dates: z
      .array(DateDefault)
      .max(6)
      .refine((list) => new Set(list.map(({ tlp }) => tlp)).size === list.length, 'each level once')
      .default([]),
  })
  .openapi('NewPublishingPolicy');

export const ApprovalMessage = z
  .object({
    id: z.string(),
    object: z.string().describe('the id that the object has, or is going to have'),
    title: z.string(),
    because: z.string().describe('why a second person is needed'),
    member: MemberRef.describe('in whose name it is to be published'),
    askedBy: z.object({ member: MemberRef, name: z.string().optional() }),
    asked: z.string(),
    state: z.enum(['waiting', 'approved', 'sent-back']),
    decided: z.string().optional(),
    decidedBy: z.string().optional(),
    reason: z.string().optional().describe('why it was sent back'),
    publication: Publication.optional().describe(
      'what was handed in: POST it to /api/preview to see who would get what',
    ),
    draft: z.record(z.string(), z.unknown()).optional().describe('exactly what is published once approved'),
    before: z.record(z.string(), z.unknown()).optional().describe('the version that it follows'),
    may: z.object({ approve: z.boolean(), sendBack: z.boolean() }),
  })
  .openapi('Approval');

/** Answer where publishing waits for a second person. */
export const Waiting = z.object({ approval: z.string(), because: z.string() }).openapi('WaitingForApproval');

export const SendBack = z.object({ reason: z.string().trim().min(1).max(5000) }).openapi('SendBack');
