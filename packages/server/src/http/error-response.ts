import { randomUUID } from 'node:crypto';
import type { Context } from 'hono';
import type { Logger } from 'pino';
import { Problem, problemStatus } from './problem.ts';

/** What a client is told of an error, and how the log names it. */
export type ReportedError = {
  readonly problem: Problem;
  readonly id: string;
  readonly status: (typeof problemStatus)[keyof typeof problemStatus];
  readonly headers: Readonly<Record<string, string>>;
};

/** The JSON error of the API for a refusal or a fault. */
export function errorResponse(context: Context, error: unknown, log: Logger): Response {
  // A browser's own password dialog is for those who use no page of ours.
  const fromPage = context.req.header('sec-fetch-mode') === 'cors';
  const challenges = fromPage
    ? 'Bearer realm="Entente"'
    : 'Basic realm="Entente", charset="UTF-8", Bearer realm="Entente"';
  const { problem, status, headers } = reportError(context, error, log, challenges);
  const body = { error: { code: problem.code, message: problem.message, ...problem.details } };
  return context.json(body, status, headers);
}

/** Logs a fault, and says what may be told of it: no more than a number that stands in the log too. */
export function reportError(context: Context, error: unknown, log: Logger, challenges: string): ReportedError {
  const id = randomUUID();
  const problem = asProblem(error);
  const status = problemStatus[problem.code];
  if (problem.code === 'internal') log.error({ err: error, errorId: id, path: context.req.path }, 'fault');
  const { retryAfter, allow } = problem.details;
  const headers = {
    ...(status === 401 ? { 'WWW-Authenticate': challenges } : {}),
    ...(typeof retryAfter === 'number' ? { 'Retry-After': String(Math.ceil(retryAfter)) } : {}),
    ...(typeof allow === 'string' ? { Allow: allow } : {}),
  };
  return { problem, id, status, headers };
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
