import { z } from '@hono/zod-openapi';

export const OperatorReport = z
  .object({
    version: z.string(),
    node: z.string().describe('Node.js version'),
    started: z.string(),
    health: z.array(z.object({ check: z.string(), ok: z.boolean(), message: z.string() })),
    size: z.object({
      database: z.number().describe('bytes'),
      log: z.number().describe('bytes of the write-ahead log'),
      free: z.number().describe('bytes free on the disk'),
      objects: z.number().int().describe('versions stored, all owners'),
      residentMemory: z.number().describe('bytes'),
    }),
    jobs: z.array(
      z.object({
        id: z.string(),
        kind: z.string(),
        state: z.enum(['running', 'done', 'failed']),
        done: z.number().int(),
        total: z.number().int().optional(),
        started: z.string(),
        ended: z.string().optional(),
        message: z.string().optional(),
      }),
    ),
    quarantine: z
      .object({ since: z.string() })
      .optional()
      .describe('restored from a backup: nothing is served until this ends'),
    backups: z.array(z.object({ name: z.string(), created: z.string(), size: z.number() })),
  })
  .openapi('OperatorReport');

export const EndQuarantine = z
  .object({ reason: z.string().trim().min(1).max(500).describe('kept with the node') })
  .openapi('EndQuarantine');
