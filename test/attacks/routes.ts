import assert from 'node:assert/strict';
import { defaultLimits } from '@entente/server';
import { pino } from 'pino';
import { createApp } from '../../packages/server/src/http/app.ts';
import type { Coalition } from './coalition.ts';
import { askingRoutes } from './decisions/asking-routes.ts';
import { coalitionRoutes } from './decisions/coalition-routes.ts';
import { type Decision, type Decisions, hideable, type Kind, type Pick } from './decisions/decision.ts';
import { doingRoutes } from './decisions/doing-routes.ts';
import { exchangeRoutes } from './decisions/exchange-routes.ts';
import { knowingRoutes } from './decisions/knowing-routes.ts';
import { nodeRoutes } from './decisions/node-routes.ts';
import { sayingRoutes } from './decisions/saying-routes.ts';
import { taxiiRoutes } from './decisions/taxii-routes.ts';
import type { Sent } from './send.ts';

/** What was decided about every route. */
export const decisions: Decisions = {
  ...taxiiRoutes,
  ...exchangeRoutes,
  ...coalitionRoutes,
  ...askingRoutes,
  ...doingRoutes,
  ...sayingRoutes,
  ...knowingRoutes,
  ...nodeRoutes,
};

/** Middleware, and the answer to what is nothing: entries of the router that are no routes of their own. */
const patterns = new Set(['ALL /*', 'ALL /taxii2', 'ALL /taxii2/*', 'ALL /api/*']);

/** Every route of the application as `METHOD path`, taken from its router, so that none is forgotten. */
export function routesOf({ core, data }: Coalition, webRoot?: string): string[] {
  const config = { data, host: '', port: 0, logLevel: 'silent', limits: defaultLimits } as const;
  const app = createApp(core, { ...config, ...(webRoot === undefined ? {} : { webRoot }) }, pino({ level: 'silent' }));
  const found = new Set(app.routes.map(({ method, path }) => `${method} ${path}`));
  return [...found].filter((route) => !patterns.has(route)).sort();
}

export function decisionOn(route: string): Decision {
  const decision = decisions[route];
  assert.ok(decision, `${route} has no decision: say in test/attacks/decisions who may use it and what it names`);
  return decision;
}

/** A request to the route that names what `pick` says. */
export function requestTo(route: string, pick: Pick): Sent & { readonly method: string } {
  const { names = {}, query, body, contentType = 'application/json' } = decisionOn(route);
  const [method = '', pattern = ''] = route.split(' ');
  const path = pattern.replace('/*', '/').replace(/:(\w+)/g, (_, name: string) => {
    const kind = names[name];
    assert.ok(kind, `${route}: say in test/attacks/decisions what “${name}” names`);
    return encodeURIComponent(pick[kind]);
  });
  const encoded = Object.fromEntries(Object.entries(pick).map(([kind, id]) => [kind, encodeURIComponent(id)])) as Pick;
  const content = method === 'GET' || method === 'DELETE' ? undefined : JSON.stringify(body?.(pick) ?? {});
  return {
    method,
    path: query === undefined ? path : `${path}?${query(encoded)}`,
    headers: content === undefined ? {} : { 'content-type': contentType, 'sec-fetch-site': 'same-origin' },
    ...(content === undefined ? {} : { body: content }),
  };
}

/** All that a route may name, the hideable ones. */
export function hideableIn(route: string): Kind[] {
  const { names = {}, alsoNames = [] } = decisionOn(route);
  return [...new Set([...Object.values(names), ...alsoNames])].filter((kind) => hideable.includes(kind));
}
