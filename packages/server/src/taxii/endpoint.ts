import type { Context } from 'hono';
import type { Viewer } from '../accounts/viewer.ts';
import { Problem } from '../http/problem.ts';
import type { SignIn } from '../http/sign-in-required.ts';
import { acceptsTaxii, taxiiMediaType } from './media-types.ts';

/** What answers a request of a viewer. */
export type Handler = (context: Context, viewer: Viewer) => Response | Promise<Response>;

/** Makes a handler into a route: only for who is signed in and accepts TAXII. */
export type Endpoint = (handle: Handler) => (context: Context) => Response | Promise<Response>;

/**
 * No middleware: with it every answer would wait for several promises; so one that waits for nothing is written at
 * once.
 */
export function createEndpoint(signIn: SignIn): Endpoint {
  return (handle) => {
    const admit = (context: Context, viewer: Viewer): Response | Promise<Response> => {
      if (!acceptsTaxii(context.req.header('accept'))) {
        throw new Problem('not-acceptable', `This server answers ${taxiiMediaType}; ask for that in Accept`);
      }
      return handle(context, viewer);
    };
    return (context) => {
      const viewer = signIn(context);
      return viewer instanceof Promise ? viewer.then((known) => admit(context, known)) : admit(context, viewer);
    };
  };
}
