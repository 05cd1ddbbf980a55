import { z } from '@hono/zod-openapi';

const word = z.string().max(2_000_000).describe('signed by the member in whose name it speaks');

export const Orders = z
  .object({
    orders: z.array(word).max(5000),
    next: z.string().max(200).optional().describe('what to ask after; absent on the last page'),
    roster: z.string().max(100).optional().describe('changes with the roster that the answering node holds'),
  })
  .openapi('RecallOrders');

export const Receipts = z.object({ receipts: z.array(word).min(1).max(200) }).openapi('PurgeReceipts');
