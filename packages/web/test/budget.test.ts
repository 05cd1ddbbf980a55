import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { notBuilt } from './sample-node.ts';

const dist = fileURLToPath(new URL('../dist', import.meta.url));
/** Bytes, gzipped, of all scripts that are loaded before the first page shows. */
const budget = 150_000;

/** A script and everything it imports at once; what it imports later is not followed. */
function withImports(file: string, seen = new Set<string>()): Set<string> {
  if (seen.has(file)) return seen;
  seen.add(file);
  const source = readFileSync(join(dist, file), 'utf8');
  for (const [, name = ''] of source.matchAll(/(?:from|import)\s*["']\.\/([\w.-]+\.js)["']/g)) {
    withImports(`assets/${name}`, seen);
  }
  return seen;
}

test('the first page is light, and nothing in it is inline', { skip: notBuilt }, () => {
  const page = readFileSync(join(dist, 'index.html'), 'utf8');
  const entry = /<script type="module"[^>]* src="\/(assets\/[^"]+)"/.exec(page)?.[1];
  assert.ok(entry);
  const files = [...withImports(entry)];
  assert.ok(files.length > 1, 'imports are followed');
  const size = files.reduce((sum, file) => sum + gzipSync(readFileSync(join(dist, file))).length, 0);
  assert.ok(size < budget, `${size} bytes of script before the first page, in ${files.length} files`);
  assert.doesNotMatch(page, /<style|style=|<script(?![^>]* src=)/);
});
