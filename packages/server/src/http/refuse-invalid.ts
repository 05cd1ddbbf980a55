import type { z } from '@hono/zod-openapi';
import { Problem } from './problem.ts';

/** What a router does with a request that its schema does not take: one Problem that names each property. */
export function refuseInvalid(result: { success: true } | { success: false; error: z.ZodError }): void {
  if (result.success) return;
  const issues = result.error.issues.map(({ path, message }) => ({ property: path.join('.'), message }));
  const [first] = issues;
  throw new Problem(
    'invalid',
    first === undefined ? 'The request is not valid.' : `${first.property}: ${first.message}`,
    { issues },
  );
}
