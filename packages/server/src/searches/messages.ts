import { z } from '@hono/zod-openapi';

/** A saved search of one person, with how much of it is new. */
export const SavedSearch = z
  .object({
    id: z.string(),
    name: z.string(),
    query: z.record(z.string(), z.string()).describe('the parameters of GET /api/objects'),
    fresh: z.number().int().describe('new since it was last opened, up to 100'),
  })
  .openapi('SavedSearch');

export const NewSavedSearch = SavedSearch.pick({ name: true, query: true }).openapi('NewSavedSearch');
