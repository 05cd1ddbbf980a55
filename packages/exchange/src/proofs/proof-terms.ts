import { z } from 'zod';

const identities = z.array(z.string().regex(/^identity--/)).max(10_000);
const timestamp = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/);

/** The narrowest TLP 2.0 level that holds. */
const ProofTlp = z.enum(['clear', 'green', 'amber', 'amber+strict', 'red']);

/**
 * What a recipient needs of the terms to handle an object as its owner wants, with the wire names of the release
 * extension. The lists are there only where the author chose to show them.
 */
export const ProofTerms = z.strictObject({
  tlp: ProofTlp.optional(),
  handling: z
    .strictObject({
      no_onward_release: z.literal(true).optional(),
      not_for_court: z.literal(true).optional(),
      nodes_only: z.literal(true).optional(),
      not_before: timestamp.optional(),
      review_after: timestamp.optional(),
      purge_after: timestamp.optional(),
    })
    .optional(),
  limited: z.literal(true).optional().describe('Fewer may have it than the level says: only its owner delivers it.'),
  releasable_to: identities.optional(),
  not_releasable_to: identities.optional(),
});
export type ProofTerms = z.infer<typeof ProofTerms>;
