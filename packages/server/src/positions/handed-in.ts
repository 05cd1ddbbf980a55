import { z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import type { HandedIn } from '../approvals/approval-service.ts';
import { json } from '../http/signed-in-route.ts';

export const HandedInMessage = z
  .object({
    id: z.string().optional().describe('of what was published'),
    approval: z.string().optional().describe('of what waits for a second person'),
    because: z.string().optional(),
  })
  .openapi('HandedIn');

/** The answers that `handedIn` gives, for `responses`. */
export const handedInAnswers = {
  201: json(HandedInMessage, 'Published'),
  202: json(HandedInMessage, 'By its owner’s policy it waits for a second person'),
};

/** What became of something handed in, as an answer. */
export function handedIn(context: Context, given: HandedIn) {
  if (given.state === 'published') return context.json({ id: given.id }, 201);
  return context.json({ approval: given.approval, because: given.because }, 202);
}
