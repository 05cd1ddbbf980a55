import { RenditionName } from '@entente/exchange';
import { z } from '@hono/zod-openapi';

/** A holder's signed word that it took renditions in, and the list that it is signed over. */
export const TookInReceipt = z
  .object({
    word: z.string().max(5000).describe('signed by the member that got them'),
    renditions: z.array(RenditionName).min(1).max(1000),
  })
  .openapi('TookInReceipt');
export type TookInReceipt = z.infer<typeof TookInReceipt>;

export const TookInReceipts = z.object({ receipts: z.array(TookInReceipt).min(1).max(50) }).openapi('TookInReceipts');
