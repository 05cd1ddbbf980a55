import type { z } from '@hono/zod-openapi';
import { Problem } from './problem.ts';

/** What a router does with a request that its schema does not take: one Problem that names each property. */
export function refuseInvalid(result: { success: true } | { success: false; error: z.ZodError }): void {
  if (!result.success) throw invalidRequest(result.error);
}

/** What a schema says is wrong, as one `invalid` that names each property. */
export function invalidRequest({ issues: found }: z.ZodError): Problem {
  const issues = found.map(({ path, message }) => ({ property: path.join('.'), message }));
  const [first] = issues;
  const where = first === undefined || first.property === '' ? '' : `${first.property}: `;
  return new Problem('invalid', first === undefined ? 'The request is not valid.' : `${where}${first.message}`, {
    issues,
  });
}
