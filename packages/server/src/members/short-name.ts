import { z } from '@hono/zod-openapi';

/** What members, groups, collections, people and tokens are called. */
export const shortName = z.string().trim().min(1, 'must not be empty').max(200, 'must have 200 characters at the most');
