import type { HttpBindings } from '@hono/node-server';
import type { Context, MiddlewareHandler } from 'hono';
import type { Viewer } from '../accounts/viewer.ts';
import type { Authenticate } from './authenticate.ts';
import { type RequestOrigin, refuseForeignWrite } from './csrf.ts';
import { Problem } from './problem.ts';

/** What a route behind `requireViewer` can rely on. */
export type SignedIn = {
  Variables: {
    viewer: Viewer;
    /** Writes down what went wrong after an answer had begun. */
    tellFault: (error: unknown) => void;
  };
};

export type RequireViewerOptions = {
  /** Where the node is reached, where that is not what the Host header says (behind a proxy). */
  readonly publicUrl?: string | undefined;
  /** Network address of the client; the connection's where not given. */
  readonly remoteAddress?: ((context: Context) => string) | undefined;
};

/** Who makes a request; at once where its credential was verified lately. Throws `not-signed-in` and `not-allowed`. */
export type SignIn = (context: Context) => Viewer | Promise<Viewer>;

/** Finds the viewer, and refuses writes that another site makes a browser send. */
export function createSignIn(authenticate: Authenticate, options: RequireViewerOptions = {}): SignIn {
  const remoteAddress = options.remoteAddress ?? connectionAddress;
  const admit = (context: Context, viewer: Viewer | undefined): Viewer => {
    const gaveSome = context.req.header('authorization') !== undefined;
    const isGone = viewer?.hasLeft === true && !openToLeavers.has(context.req.path);
    if (viewer === undefined || isGone)
      throw new Problem('not-signed-in', gaveSome ? refusedCredentials : 'Sign in first.');
    if (viewer.mustChangePassword === true && !openToNewcomers.has(context.req.path)) {
      throw new Problem('password-to-change', passwordToChange);
    }
    refuseForeignWrite(originOf(context), viewer, options.publicUrl);
    return viewer;
  };
  return (context) => {
    const authorization = context.req.header('authorization');
    const cookie = context.req.header('cookie');
    const found = authenticate({ authorization, cookie }, remoteAddress(context));
    return found instanceof Promise ? found.then((viewer) => admit(context, viewer)) : admit(context, found);
  };
}

/** One sentence for all that may be wrong: which of it is nobody's business. */
const refusedCredentials =
  'These credentials are not valid: the token is unknown, expired or revoked, or the password is wrong.';

const passwordToChange =
  'This password is to be changed. Choose one of your own first: sign in with a browser, or POST it to /api/me/password.';

/** What who has not chosen a password of his own may use. */
const openToNewcomers: ReadonlySet<string> = new Set(['/api/me', '/api/me/password', '/api/sign-out']);

/** What the node of a member that has left may still use: it is to purge, and to say so. */
const openToLeavers: ReadonlySet<string> = new Set(['/api/exchange/orders', '/api/exchange/receipts']);

/** What of the API another node may use; besides, it reads over TAXII. */
const openToPeers: ReadonlySet<string> = new Set([
  '/api/events',
  '/api/exchange/took-in',
  '/api/exchange/release-requests',
  ...openToLeavers,
]);

/** Lets only who is signed in through, and sets `viewer`. */
export function requireViewer(
  authenticate: Authenticate,
  options: RequireViewerOptions = {},
): MiddlewareHandler<SignedIn> {
  const signIn = createSignIn(authenticate, options);
  return async (context, next) => {
    const viewer = await signIn(context);
    if (viewer.peer !== undefined && !openToPeers.has(context.req.path)) {
      throw new Problem('not-allowed', 'Another node reads over TAXII, and uses little else.');
    }
    context.set('viewer', viewer);
    await next();
  };
}

/** What of a request tells from where it was made. */
export function originOf({ req }: Context): RequestOrigin {
  return {
    method: req.method,
    origin: req.header('origin'),
    fetchSite: req.header('sec-fetch-site'),
    host: req.header('host'),
  };
}

/** The other end of the connection; empty where there is none (requests made in the process). */
export function connectionAddress(context: Context): string {
  return (context.env as Partial<HttpBindings> | undefined)?.incoming?.socket.remoteAddress ?? '';
}
