import { z } from '@hono/zod-openapi';
import { MemberRef, ObjectSummary } from '../objects/messages.ts';

const text = z.string().trim().min(1).max(5000);

export const ReleaseRequestMessage = z
  .object({
    id: z.string(),
    object: z.string().describe('id of the object that is asked for'),
    summary: ObjectSummary.optional().describe('of the object, as the viewer has it; absent where he has it no more'),
    originator: MemberRef.describe('who decides'),
    from: MemberRef.describe('the member or unit that asks'),
    askedBy: z.string().optional().describe('the person, where one is behind it'),
    to: z.array(MemberRef).describe('who should have it'),
    reason: z.string().describe('empty once the object is purged'),
    asked: z.string(),
    state: z.enum(['open', 'granted', 'refused']),
    answered: z.string().optional(),
    answeredBy: z.string().optional().describe('the person; for the originator’s own people'),
    answer: z.string().optional().describe('why it was refused'),
    reached: z.array(MemberRef).optional().describe('those of them who may have it by what was granted'),
    may: z.object({
      grant: z.boolean().describe('by a new version of the object that names this request in `grants`'),
      refuse: z.boolean(),
    }),
  })
  .openapi('ReleaseRequest');

export const NewReleaseRequest = z
  .object({
    object: z.string().max(200).describe('id of an object that one may see'),
    to: z
      .array(z.string().min(1).max(300))
      .min(1)
      .max(100)
      .describe('members or groups by name, units as "Member/Unit", or by identity id'),
    reason: text.describe('why; its originator reads this'),
  })
  .openapi('NewReleaseRequest');

export const Refusing = z.object({ reason: text }).openapi('RefusedRelease');
