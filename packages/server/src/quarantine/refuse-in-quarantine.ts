import type { MiddlewareHandler } from 'hono';
import { Problem } from '../http/problem.ts';
import type { Quarantine } from './quarantine.ts';

/** What a restored node still answers: who one is, and the pages of its operator. */
export const openInQuarantine = [
  '/api/node',
  '/api/sign-in',
  '/api/sign-out',
  '/api/me',
  '/api/operator',
  '/api/operator/*',
  '/api/peers',
  '/api/peers/*',
  '/api/roster',
  '/api/roster/*',
  '/api/openapi.json',
  '/api/docs',
  '/api/docs.css',
];

/** Throws `quarantined`. */
export function mustServe(quarantine: Pick<Quarantine, 'since'>): void {
  if (quarantine.since() === undefined) return;
  throw new Problem(
    'quarantined',
    'This node was restored from a backup. It serves and takes nothing until it knows what was recalled since, or its operator ends the wait.',
  );
}

export function refuseInQuarantine(quarantine: Pick<Quarantine, 'since'>): MiddlewareHandler {
  return async (_, next) => {
    mustServe(quarantine);
    await next();
  };
}
