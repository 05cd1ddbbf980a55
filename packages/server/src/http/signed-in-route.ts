import { createRoute, OpenAPIHono, type RouteConfig, z } from '@hono/zod-openapi';
import { refuseInvalid } from './refuse-invalid.ts';
import type { SignedIn } from './sign-in-required.ts';

/** Every way of signing in, as the OpenAPI document names them. */
const security = [{ session: [] }, { basic: [] }, { token: [] }];

type Route<P extends string> = Omit<RouteConfig, 'path'> & { path: P };

/** A route for who is signed in. `policy` says in words who may; a route without one is not made. */
export function signedInRoute<P extends string, R extends Route<P>>(route: R & { readonly policy: string }) {
  const { policy, ...rest } = route;
  // The type of the route stays what was given: the added properties are documentation only.
  return createRoute<P, R>({ ...rest, security, 'x-policy': policy } as unknown as R);
}

/** A router of the API: what a schema refuses becomes one Problem that names each property. */
export function apiRouter(): OpenAPIHono<SignedIn> {
  return new OpenAPIHono<SignedIn>({ defaultHook: refuseInvalid });
}

/** A JSON answer, for `responses`. */
export function json<T>(schema: T, description: string) {
  return { description, content: { 'application/json': { schema } } };
}

/** An answer that is a file of one of these types, for `responses`. */
export function file(description: string, ...types: readonly string[]) {
  const content = { schema: z.string().openapi({ format: 'binary' }) };
  return { description, content: Object.fromEntries(types.map((type) => [type, content])) };
}

/** The parameter of a path that names one thing by its id, in at most so many characters. */
export function byId(what: string, longest = 200) {
  return z.object({ id: z.string().max(longest).describe(`id of the ${what}`) });
}

/** A JSON body, for `request`. */
export function jsonBody<T>(schema: T) {
  return { required: true as const, content: { 'application/json': { schema } } };
}
