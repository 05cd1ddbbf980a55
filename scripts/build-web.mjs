// Builds the web application into packages/web/dist, unless its sources have not changed since the last build.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { installDependencies, root, run } from './setup.mjs';

installDependencies();
const web = join(root, 'packages', 'web');
const stampFile = join(web, 'dist', '.stamp');

function fingerprint() {
  const hash = createHash('sha256').update(readFileSync(join(root, 'package-lock.json')));
  const visit = (path) => {
    for (const name of readdirSync(path).sort()) {
      if (name === 'dist' || name === 'node_modules') continue;
      const full = join(path, name);
      if (statSync(full).isDirectory()) visit(full);
      else hash.update(full.slice(root.length)).update(readFileSync(full));
    }
  };
  visit(web);
  return hash.digest('hex');
}

const wanted = fingerprint();
if (!existsSync(stampFile) || readFileSync(stampFile, 'utf8') !== wanted) {
  console.error('Building the web application …');
  const status = run([join(root, 'node_modules', 'vite', 'bin', 'vite.js'), 'build', '--logLevel', 'warn'], {
    cwd: web,
  });
  if (status !== 0) process.exit(status);
  writeFileSync(stampFile, wanted);
}
