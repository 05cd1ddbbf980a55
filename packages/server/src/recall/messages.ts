import { z } from '@hono/zod-openapi';
import { MemberRef } from '../objects/messages.ts';

const moment = z.string().describe('ISO 8601');

export const ReachedMessage = z
  .object({
    how: z
      .enum(['client', 'export', 'pushed', 'opened'])
      .describe(
        'a TAXII client fetched it; somebody took a file out; it was pushed to a TAXII server; somebody opened it',
      ),
    name: z.string(),
    member: MemberRef,
    time: moment.describe('when first'),
    certain: z.boolean().describe('false: the file may have held it, and it cannot be told'),
  })
  .openapi('Reached');

/** Where a recalled copy is, and what became of it there. */
const HoldingNode = z
  .object({
    name: z.string(),
    state: z.enum(['confirmed', 'pending', 'unreachable']),
    confirmed: moment.optional(),
    here: z.boolean().describe('this node'),
  })
  .openapi('HoldingNode');

const reach = {
  object: z.string().describe('id'),
  whole: z.boolean().describe('all versions, also those never seen here'),
  versions: z.array(z.string()).describe('as they were called, newest first'),
  reached: z.array(ReachedMessage).describe('who had got it; exported files and plain clients are beyond recall'),
  backups: z.number().int().describe('backups that this node made while it stood here'),
};

export const RecallLook = z.object(reach).openapi('RecallLook');

export const RecallMessage = z
  .object({
    id: z.string(),
    ...reach,
    because: z
      .enum(['recalled', 'narrowed', 'withdrawn'])
      .describe('narrowed: `from` may not have it any more; withdrawn: has left'),
    from: MemberRef.optional().describe('taken back from this member alone'),
    reason: z.string(),
    ordered: moment,
    orderedBy: z.string().optional().describe('the person'),
    nodes: z.array(HoldingNode),
    covers: z.string().describe('what a confirmation covers'),
  })
  .openapi('Recall');

export const PurgeReceipts = z
  .object({
    receipts: z.array(
      z.object({
        recall: z.string(),
        object: z.string().describe('id'),
        node: z.string().describe('its name'),
        confirmed: moment,
        word: z.string().describe('its signed word; `entente verify` checks it offline'),
      }),
    ),
  })
  .openapi('PurgeReceipts');

/** What a person is told who had opened what was recalled: whose it was and why it went, and nothing of others. */
export const RecallNotices = z
  .object({
    recalled: z.array(z.object({ by: MemberRef, ordered: moment, reason: z.string(), whole: z.boolean() })),
  })
  .openapi('RecallNotices');

export const RecallPage = z
  .object({
    recalls: z.array(RecallMessage),
    next: z.string().optional().describe('cursor of the following page; absent on the last'),
  })
  .openapi('RecallPage');

export const NewRecalls = z
  .object({
    ids: z.array(z.string().max(200)).min(1).max(10_000).describe('of objects; all versions of each'),
    reason: z.string().trim().min(1).max(500).describe('as of one recall: must quote none of them'),
  })
  .openapi('NewRecalls');

export const RecalledMany = z
  .object({
    recalls: z.array(z.object({ id: z.string(), object: z.string() })),
    refused: z
      .array(z.object({ object: z.string(), code: z.string(), message: z.string() }))
      .describe('what was not recalled; what does not exist and what is not one’s own are one'),
  })
  .openapi('RecalledMany');

export const NewRecall = z
  .object({
    object: z.string().max(200).describe('id'),
    version: z.string().max(64).optional().describe('modified, as the object writes it; absent: all versions'),
    reason: z.string().trim().min(1).max(500).describe('kept, and sent to all who had it: must not quote the object'),
  })
  .openapi('NewRecall', {
    example: { object: 'report--84e4d88f-44ea-4bcd-bbf3-b2c1c320bcb3', reason: 'The source would be known' },
  });
