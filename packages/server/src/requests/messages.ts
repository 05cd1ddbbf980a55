import { z } from '@hono/zod-openapi';
import { HandlingMessage, MemberRef, TlpLevel } from '../objects/messages.ts';

const text = z.string().trim().min(1).max(10_000);

const RequestAnswer = z
  .object({
    id: z.string().describe('id of the note that answers'),
    from: MemberRef,
    text: z.string(),
    time: z.string(),
  })
  .openapi('RequestAnswer');

export const RequestMessage = z
  .object({
    id: z.string().describe('id of the note that asks'),
    from: MemberRef,
    question: z.string(),
    tlp: TlpLevel.nullable(),
    handling: HandlingMessage,
    asked: z.string(),
    deadline: z.string().optional(),
    overdue: z.boolean().describe('past its deadline, and for the asker: somebody has not answered'),
    closed: z.boolean(),
    to: z
      .array(MemberRef.extend({ answered: z.boolean() }))
      .optional()
      .describe('who was asked; for the asker alone'),
    answers: z.array(RequestAnswer).describe('for the asker all, for who was asked its own'),
    may: z.object({ answer: z.boolean(), close: z.boolean() }),
  })
  .openapi('InformationRequest');

export const NewRequest = z
  .object({
    question: text,
    to: z.array(z.string().min(1).max(300)).min(1).max(200).describe('members, or units as "Member/Unit"'),
    terms: z
      .object({ tlp: TlpLevel.exclude(['red']), handling: HandlingMessage.optional() })
      .default({ tlp: 'amber' })
      .describe('how those asked must treat the question'),
    deadline: z.iso.datetime().optional(),
    collection: z.string().optional().describe('id or alias; absent: one that all of them read'),
  })
  .openapi('NewInformationRequest');

export const NewRequestAnswer = z
  .object({
    text,
    terms: z.object({ tlp: TlpLevel.exclude(['red']), handling: HandlingMessage.optional() }).default({ tlp: 'amber' }),
  })
  .openapi('NewRequestAnswer');
