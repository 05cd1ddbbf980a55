/**
 * The address of a link out of the application, or undefined where a value of an object must not become one:
 * anything but absolute http and https, and addresses with credentials, which serve to disguise the host.
 */
export function safeHref(value: unknown): string | undefined {
  if (typeof value !== 'string' || !/^https?:\/\//i.test(value)) return undefined;
  let url: URL;
  try {
    url = new URL(value);
  } catch {
    return undefined;
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return undefined;
  if (url.username !== '' || url.password !== '') return undefined;
  return url.href;
}

/** A path inside the application to return to after signing in; never another origin. */
export function safeReturnPath(value: unknown): string {
  if (typeof value !== 'string' || !/^\/(?![/\\])/.test(value)) return '/';
  return value.startsWith('/sign-in') ? '/' : value;
}
