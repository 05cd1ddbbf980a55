import type { OpenAPIHono } from '@hono/zod-openapi';
import { version } from '../version.ts';
import type { SignedIn } from './sign-in-required.ts';

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
