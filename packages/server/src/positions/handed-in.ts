import { z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import type { HandedIn } from '../approvals/approval-service.ts';

export const HandedInMessage = z
  .object({
    id: z.string().optional().describe('of what was published'),
    approval: z.string().optional().describe('of what waits for a second person'),
    because: z.string().optional(),
  })
  .openapi('HandedIn');

/** What became of something handed in, as an answer. */
export function handedIn(context: Context, given: HandedIn) {
  if (given.state === 'published') return context.json({ id: given.id }, 201);
  return context.json({ approval: given.approval, because: given.because }, 202);
}
