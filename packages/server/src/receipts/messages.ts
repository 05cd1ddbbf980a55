import { TakenIn, TakenInProof } from '@entente/exchange';
import { z } from '@hono/zod-openapi';

/** A holder's signed word that it took renditions in, and the list that it is signed over. */
export const TookInReceipt = z
  .object({
    word: z.string().max(5000).describe('signed by the member that got them'),
    renditions: z.array(TakenIn).min(1).max(1000),
  })
  .openapi('TookInReceipt');
export type TookInReceipt = z.infer<typeof TookInReceipt>;

export const TookInReceipts = z.object({ receipts: z.array(TookInReceipt).min(1).max(50) }).openapi('TookInReceipts');

/** Words of holders about one object, each with the proofs that it is about it: checked offline. */
export const TookInProofs = z
  .object({
    receipts: z.array(
      z.object({
        word: z.string().describe('signed by the member that got it'),
        took_in: z
          .array(TakenInProof)
          .describe('what of the object is in the list that the word is over: its versions and renditions'),
      }),
    ),
    more: z.boolean().describe('whether there are more; ask for one version'),
  })
  .openapi('TookInProofs');
export type TookInProofs = z.infer<typeof TookInProofs>;
