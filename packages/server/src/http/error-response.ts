import { randomUUID } from 'node:crypto';
import type { Context } from 'hono';
import type { Logger } from 'pino';
import { taxiiMediaType } from '../taxii/media-types.ts';
import { Problem, problemStatus } from './problem.ts';

/**
 * What a refusal or a fault looks like on the wire: an error resource of TAXII (section 3.6.1) below its path, the
 * JSON error of the API elsewhere. A fault tells nothing but a number that stands in the log too.
 */
export function errorResponse(context: Context, error: unknown, log: Logger, isTaxii: boolean): Response {
  const id = randomUUID();
  const problem = asProblem(error);
  const status = problemStatus[problem.code];
  if (problem.code === 'internal') log.error({ err: error, errorId: id, path: context.req.path }, 'fault');
  if (status === 401) context.header('WWW-Authenticate', wwwAuthenticate(context, isTaxii));
  const wait = problem.details.retryAfter;
  if (typeof wait === 'number') context.header('Retry-After', String(Math.ceil(wait)));
  if (isTaxii) {
    const resource = { title: problem.message, error_id: id, error_code: problem.code, http_status: String(status) };
    return context.body(JSON.stringify(resource), status, { 'Content-Type': taxiiMediaType });
  }
  return context.json({ error: { code: problem.code, message: problem.message, ...problem.details } }, status);
}

/** A browser's own password dialog is for those who use no page of ours. */
function wwwAuthenticate(context: Context, isTaxii: boolean): string {
  const fromPage = context.req.header('sec-fetch-mode') === 'cors';
  return isTaxii || !fromPage
    ? 'Basic realm="Entente", charset="UTF-8", Bearer realm="Entente"'
    : 'Bearer realm="Entente"';
}

function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  // Hono throws these for bodies that are no JSON and the like.
  if (error instanceof Error && 'status' in error && typeof error.status === 'number' && error.status < 500) {
    return new Problem(
      error.status === 413 ? 'too-large' : 'bad-request',
      error.message || 'The request cannot be read',
    );
  }
  return new Problem('internal', 'Something went wrong here; the operator finds it in the log.');
}
