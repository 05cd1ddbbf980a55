import { z } from '@hono/zod-openapi';
import { MemberRef, ObjectSummary, TlpLevel } from '../objects/messages.ts';
import { contributionTerms } from './leaving-terms.ts';
import { takenBackFrom } from './take-back.ts';

const moment = z.string().describe('ISO 8601');

export const ExposedObject = z
  .object({
    summary: ObjectSummary,
    versions: z.array(z.string()).describe('that it could see'),
    released: moment.describe('since when it could see it'),
    opened: moment.optional(),
    delivered: moment.optional().describe('a page with it went out'),
    exported: moment.optional().describe('a file that held it, or may have'),
    byNode: z.boolean().describe('delivered to a node of it, which can be told to purge'),
    takenBack: z.string().optional().describe('id of the recall from this member'),
  })
  .openapi('ExposedObject');

export const Exposure = z
  .object({
    member: MemberRef.extend({ left: z.string().optional() }),
    objects: z.array(ExposedObject),
    next: z.string().optional().describe('cursor of the following page; absent on the last'),
    counts: z
      .array(z.object({ tlp: TlpLevel.nullable(), count: z.number().int() }))
      .describe('what it could see, by level'),
  })
  .openapi('Exposure');

export const NewTakeBack = z
  .object({
    atLeast: z.enum(takenBackFrom).describe('from this level on; what has no level is taken back too'),
    reason: z.string().trim().min(1).max(500).describe('goes to the nodes of that member'),
  })
  .openapi('NewTakeBack');

export const TakenBack = z.object({ objects: z.number().int() }).openapi('TakenBack');

export const LeavingMessage = z
  .object({
    contributions: z
      .enum(contributionTerms)
      .describe('stays: as released; frozen: and nobody’s newer version of it is taken; goes: all of it is recalled'),
  })
  .openapi('LeavingTerms');
