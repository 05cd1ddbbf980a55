import { createRoute, z } from '@hono/zod-openapi';
import type { Config } from '../config.ts';
import type { Core } from '../core.ts';
import { version } from '../version.ts';
import { apiRouter, json } from './signed-in-route.ts';

/** What anybody may know of a node. */
export const NodeInfo = z
  .object({
    coalition: z.string(),
    version: z.string(),
    demo: z.boolean(),
    quarantined: z.literal(true).optional().describe('restored from a backup: only the operator’s pages are served'),
    demoAccounts: z
      .array(z.object({ email: z.string(), name: z.string(), member: z.string(), about: z.string() }))
      .optional(),
    demoPassword: z.string().optional(),
  })
  .openapi('Node');

/** What the sign-in page says. To be mounted at `/api`. */
export function createNodeRoutes(core: Core, demo: Config['demo']) {
  return apiRouter().openapi(
    createRoute({
      method: 'get',
      path: '/node',
      tags: ['Node'],
      summary: 'Which coalition this is a node of',
      security: [],
      'x-policy': 'anyone',
      responses: { 200: json(NodeInfo, 'The node') },
    }),
    (context) =>
      context.json(
        {
          coalition: core.coalition.name,
          version,
          demo: demo !== undefined,
          ...(core.quarantine.since() === undefined ? {} : { quarantined: true as const }),
          ...(demo === undefined ? {} : { demoAccounts: [...demo.accounts], demoPassword: demo.password }),
        },
        200,
      ),
  );
}
