// `npm run check`: types, lint and tests, in that order, stopping at the first that fails.
import { spawnSync } from 'node:child_process';
import { installDependencies, root } from './setup.mjs';

installDependencies();
for (const script of ['check:types', 'check:lint', 'test']) {
  const { status } = spawnSync('npm', ['run', '--silent', script], { cwd: root, stdio: 'inherit' });
  if (status !== 0) {
    console.error(`npm run ${script} failed`);
    process.exit(status ?? 1);
  }
}
