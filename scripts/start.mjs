// `npm start`: from a fresh clone to a running node with the sample coalition.
import { join } from 'node:path';
import { installDependencies, root, run } from './setup.mjs';

installDependencies();
const built = run([join(root, 'scripts', 'build-web.mjs')]);
if (built !== 0) process.exit(built);
process.exit(run([join(root, 'packages', 'cli', 'bin', 'entente.mjs'), 'demo', ...process.argv.slice(2)]));
