import { type OpenAPIHono, type RouteConfig, z } from '@hono/zod-openapi';
import { version } from '../version.ts';
import { type ProblemCode, problemStatus } from './problem.ts';
import type { SignedIn } from './sign-in-required.ts';

type Operation = Pick<RouteConfig, 'method' | 'path' | 'request' | 'security'> & { readonly 'x-policy'?: string };

const Refusal = z
  .looseObject({
    error: z.looseObject({
      code: z.enum(Object.keys(problemStatus) as [ProblemCode]).describe('stable: what programs go by'),
      message: z.string().describe('for people'),
      issues: z
        .array(z.looseObject({ property: z.string(), message: z.string() }))
        .optional()
        .describe('what is wrong with a request, property by property'),
    }),
  })
  .openapi('Refusal');

const refusals = {
  400: 'The body is no JSON, or the request cannot be read',
  401: 'Nobody is signed in, or the credentials count no more',
  403: 'Who is signed in may not do this, or a page of another site asked for it',
  404: 'There is nothing here that the viewer may see: hidden and missing answer alike',
  409: 'Something else is in the way, as it is now',
  413: 'The body is too large',
  422: 'The request is not valid; `issues` says where',
} as const;

/** Describes the API as OpenAPI 3.1, from the very schemas that its requests are checked with. */
export function apiDocument(app: OpenAPIHono<SignedIn>) {
  const registry = app.openAPIRegistry;
  registry.registerComponent('securitySchemes', 'session', {
    type: 'apiKey',
    in: 'cookie',
    name: 'entente.session_token',
    description: 'Set by POST /api/sign-in; for pages of this node.',
  });
  registry.registerComponent('securitySchemes', 'basic', { type: 'http', scheme: 'basic' });
  registry.registerComponent('securitySchemes', 'token', { type: 'http', scheme: 'bearer' });
  for (const definition of registry.definitions) {
    if (definition.type !== 'route') continue;
    const { route } = definition;
    route.operationId = operationId(route);
    route.responses = { ...refusalsOf(route), ...route.responses };
  }
  return app.getOpenAPI31Document({
    openapi: '3.1.0',
    info: {
      title: 'Entente',
      version,
      description:
        'Everything is answered over what the viewer may see: what is not released to him is like what does not exist.',
      license: { name: 'Apache-2.0' },
    },
  });
}

/** `GET /api/objects/{id}/graph` is `getObjectsByIdGraph`: what generated clients call it. */
function operationId({ method, path }: Operation): string {
  const words = path.replace(/^\/api/, '').replace(/\{(\w+)\}/g, 'by-$1');
  return method + words.replace(/[^A-Za-z0-9]+(\w)/g, (_, first: string) => first.toUpperCase());
}

/** What any operation of its kind may be refused with; faults, limits and a node in quarantine are the `default`. */
function refusalsOf({ method, path, request, security, 'x-policy': policy = '' }: Operation): RouteConfig['responses'] {
  const signedIn = (security ?? []).length > 0;
  const writes = method !== 'get';
  const applies = {
    400: request?.body !== undefined,
    401: signedIn || path.endsWith('/sign-in'),
    403: writes || !policy.startsWith('any'),
    404: path.includes('{') || request !== undefined,
    409: true,
    413: writes,
    422: request !== undefined,
  };
  const content = { 'application/json': { schema: Refusal } };
  const all = Object.entries(refusals).map(([status, description]) => ({ status, description, content }));
  return {
    ...Object.fromEntries(
      all
        .filter(({ status }) => applies[Number(status) as keyof typeof refusals])
        .map(({ status, ...refusal }) => [status, refusal]),
    ),
    default: { description: 'Any other refusal, or a fault', content },
  };
}
