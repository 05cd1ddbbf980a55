import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';
import { gzipSync } from 'node:zlib';
import { Hono } from 'hono';
import { asksForGzip } from './asks-for-gzip.ts';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.webmanifest': 'application/manifest+json',
};

type WebFile = {
  readonly bytes: Buffer;
  readonly packed: Buffer;
  readonly type: string;
  readonly tag: string;
  readonly isHashed: boolean;
};

/**
 * The built web application, read once at the start: only what was in the folder then is served, whatever a path says.
 * Every other path outside the API is the application's own, and gets its page.
 */
export function createWebFiles(root: string): Hono {
  const files = new Map<string, WebFile>();
  for (const path of readdirSync(root, { recursive: true, encoding: 'utf8' })) {
    const full = join(root, path);
    const type = types[extname(path)];
    if (type === undefined || !statSync(full).isFile()) continue;
    const bytes = readFileSync(full);
    const url = `/${relative(root, full).split(sep).join('/')}`;
    const tag = `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`;
    files.set(url, { bytes, packed: gzipSync(bytes), type, tag, isHashed: url.startsWith('/assets/') });
  }
  const page = files.get('/index.html');

  return new Hono().get('*', (context) => {
    const file = files.get(context.req.path) ?? (extname(context.req.path) === '' ? page : undefined);
    if (file === undefined) return context.notFound();
    const headers = {
      'Content-Type': file.type,
      ETag: file.tag,
      'Cache-Control': file.isHashed ? 'public, max-age=31536000, immutable' : 'no-cache',
    };
    if (context.req.header('if-none-match') === file.tag) return context.body(null, 304, headers);
    const isPacked = asksForGzip(context.req.header('accept-encoding')) && file.packed.length < file.bytes.length;
    return context.body(new Uint8Array(isPacked ? file.packed : file.bytes), 200, {
      ...headers,
      Vary: 'Accept-Encoding',
      ...(isPacked ? { 'Content-Encoding': 'gzip' } : {}),
    });
  });
}
