import { z } from '@hono/zod-openapi';
import { DeliveryProofs } from './delivery-proofs.ts';

/** The property of a TAXII envelope in which a node tells another what the objects themselves do not say. */
export const deliveryProperty = 'x_entente_delivery';

/** What goes with an object to the member for whom it is delivered: nothing about anybody else. */
export const DeliveryNote = z.strictObject({
  /** Identity of the originator, or of the source. */
  owner: z.string().regex(/^identity--[0-9a-f-]{36}$/),
  /** For every member of the coalition, or for the one that reads here. */
  reach: z.enum(['coalition', 'member']),
  /**
   * Fewer than all may have it for nothing but where it was published: what is older is for as many as before (design,
   * Release, rule 2: the owner's terms reach back, and not the readers of a collection).
   */
  byReaders: z.literal(true).optional(),
  tlp: z.enum(['clear', 'green', 'amber', 'amber+strict', 'red']).optional(),
  handling: z
    .strictObject({
      noOnwardRelease: z.literal(true).optional(),
      notForCourt: z.literal(true).optional(),
      nodesOnly: z.literal(true).optional(),
      notBefore: z.iso.datetime().optional(),
      reviewAfter: z.iso.datetime().optional(),
      purgeAfter: z.iso.datetime().optional(),
    })
    .optional(),
});
export type DeliveryNote = z.infer<typeof DeliveryNote>;

/** The notes of a page: each different one once, and which one each object has. */
export const DeliveryNotes = z.object({
  notes: z.array(DeliveryNote).max(5000),
  of: z.array(z.int().min(0)).max(5000),
  proofs: DeliveryProofs.optional(),
});
