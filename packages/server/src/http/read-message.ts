import type { z } from '@hono/zod-openapi';
import { invalidRequest } from './refuse-invalid.ts';

/** A message as its schema reads it, wherever it came in; throws `invalid` in the words of a router. */
export function readMessage<S extends z.ZodType>(schema: S, message: unknown): z.output<S> {
  const read = schema.safeParse(message);
  if (!read.success) throw invalidRequest(read.error);
  return read.data;
}
