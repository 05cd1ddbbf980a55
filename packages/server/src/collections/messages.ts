import { z } from '@hono/zod-openapi';
import { shortName } from '../members/short-name.ts';
import { MemberRef, TlpLevel } from '../objects/messages.ts';

const access = z.union([z.literal('all'), z.array(z.string())]);

export const CollectionMessage = z
  .object({
    id: z.string(),
    title: z.string(),
    description: z.string().optional(),
    alias: z.string().optional(),
    owner: MemberRef,
    unmarked: TlpLevel.nullable().describe('what no marking means here; null: private to the originator'),
    mayRead: z.boolean(),
    mayWrite: z.boolean(),
    readers: z
      .union([z.literal('all'), z.array(MemberRef)])
      .optional()
      .describe('its owner and coalition admins see this'),
    writers: z.union([z.literal('all'), z.array(MemberRef)]).optional(),
    objects: z.number().int().optional().describe('how many the viewer may see'),
  })
  .openapi('Collection');

export const NewCollection = z
  .object({
    title: shortName,
    description: z.string().max(5000).optional(),
    alias: z
      .string()
      .regex(/^[a-z0-9][a-z0-9._-]{0,63}$/i, 'must be 1 to 64 letters, digits, dots, hyphens and underscores')
      .optional(),
    readers: access.default('all').describe('"all", or names or identity ids of members and units'),
    writers: access.optional().describe('default: the owner alone'),
    unmarked: TlpLevel.nullish(),
    owner: z.string().optional().describe('name of the owning member; default: the one acting'),
  })
  .openapi('NewCollection');
