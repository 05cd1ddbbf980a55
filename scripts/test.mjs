// `npm test`: sets up what is missing, then runs every test; the last line counts them.
// A namespace import: an older Node, which only gets as far as handing over below, lacks globSync.
import * as fs from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { installDependencies, modernNode, root, run } from './setup.mjs';

installDependencies();
if (process.execPath !== modernNode()) {
  process.exit(run([join(root, 'scripts', 'test.mjs'), ...process.argv.slice(2)]));
}
if (!process.argv.includes('--no-build')) {
  const built = run([join(root, 'scripts', 'build-web.mjs')]);
  if (built !== 0) process.exit(built);
}
/** Where single files take longest: browsers and whole nodes. They begin first, so that no processor is idle at the end. */
const longest = ['packages/web/test/', 'simulation/', 'packages/cli/test/'];
const turnOf = (file) => {
  const turn = longest.findIndex((folder) => file.startsWith(folder));
  return turn === -1 ? longest.length : turn;
};
const named = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const files =
  named.length > 0
    ? named
    : fs
        .globSync(['packages/*/{src,test}/**/*.test.{ts,mjs}', 'test/**/*.test.ts', 'simulation/*.test.ts'], {
          cwd: root,
        })
        .sort((a, b) => turnOf(a) - turnOf(b) || (a < b ? -1 : 1));
const scratch = fs.mkdtempSync(join(tmpdir(), 'entente-test-'));
const counts = join(scratch, 'counts');
// Most of what a file of tests costs is loading the code that it tests: it is compiled once for all of them.
process.env.NODE_COMPILE_CACHE ??= join(root, 'node_modules', '.cache', 'entente');
const status = run([
  '--test',
  // Tests wait more than they compute: one file for each core, none left for the runner.
  `--test-concurrency=${availableParallelism()}`,
  // A test that failed half-way may leave a server open: its file is given up then. Not `--test-force-exit`, which
  // ends files before all that they tell is told.
  '--test-timeout=300000',
  '--test-reporter=spec',
  '--test-reporter-destination=stdout',
  '--test-reporter=./scripts/count-reporter.mjs',
  `--test-reporter-destination=${counts}`,
  ...files,
]);
const line = fs.readFileSync(counts, 'utf8').trim();
fs.rmSync(scratch, { recursive: true });
console.log(line);
process.exit(status);
