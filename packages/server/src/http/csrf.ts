import type { Viewer } from '../accounts/viewer.ts';
import { Problem } from './problem.ts';

/** What of a request tells from where it was made. */
export type RequestOrigin = {
  readonly method: string;
  readonly origin?: string | undefined;
  readonly fetchSite?: string | undefined;
  readonly host?: string | undefined;
};

/** Whether a browser says that another site made this request; undefined where nobody says. */
export function isForeign({ origin, fetchSite, host }: RequestOrigin, publicUrl?: string): boolean | undefined {
  if (origin !== undefined) {
    const from = URL.parse(origin);
    if (from === null) return true;
    if (publicUrl !== undefined && from.origin === new URL(publicUrl).origin) return false;
    return from.host !== host;
  }
  return fetchSite === undefined ? undefined : fetchSite !== 'same-origin' && fetchSite !== 'none';
}

/**
 * Refuses a write that another site makes a browser send (CSRF), as `not-allowed`. Browsers add cookies and Basic
 * passwords by themselves, tokens never. With a session somebody must vouch for the origin; every browser does.
 */
export function refuseForeignWrite(request: RequestOrigin, viewer: Viewer, publicUrl?: string): void {
  if (['GET', 'HEAD', 'OPTIONS'].includes(request.method)) return;
  if (viewer.credential === 'token' || viewer.credential === 'local') return;
  const foreign = isForeign(request, publicUrl) ?? viewer.credential === 'session';
  if (foreign) throw new Problem('not-allowed', 'This was asked from another site.', { reason: 'foreign-origin' });
}
