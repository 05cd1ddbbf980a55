import type { Context } from 'hono';
import type { Logger } from 'pino';
import { reportError } from '../http/error-response.ts';
import { resource } from './answer.ts';

/** What a refusal or a fault looks like on the wire: an error resource (section 3.6.1). */
export function errorResource(context: Context, error: unknown, log: Logger): Response | Promise<Response> {
  const { problem, id, status, headers } = reportError(context, error, log, challenges);
  const { message, code, details } = problem;
  const resourceOfError = {
    title: message,
    error_id: id,
    error_code: code,
    http_status: String(status),
    ...(Object.keys(details).length === 0 ? {} : { details }),
  };
  return resource(context, resourceOfError, { status, headers });
}

/** Whoever comes here uses no page of ours, so a browser may ask for the password itself. */
const challenges = 'Basic realm="Entente", charset="UTF-8", Bearer realm="Entente"';
