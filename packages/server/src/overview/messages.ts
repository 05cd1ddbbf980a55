import { z } from '@hono/zod-openapi';
import { Facet, ObjectSummary } from '../objects/messages.ts';

export const Overview = z
  .object({
    since: z.string().describe('when the viewer last said "seen"; the start of the coalition if never'),
    total: z.number().int(),
    fresh: z.number().int().describe('added since then, up to 10,000'),
    byMember: z.array(Facet),
    byType: z.array(Facet),
    overTime: z.array(z.object({ day: z.string().describe('YYYY-MM-DD'), count: z.number().int() })),
    newest: z.array(ObjectSummary),
    places: z.array(z.object({ object: ObjectSummary, latitude: z.number(), longitude: z.number() })),
  })
  .openapi('Overview');
