// Makes dist/, the package as it is published: JavaScript, types and a package.json of its own.
import { execFileSync } from 'node:child_process';
// biome-ignore lint/style/noRestrictedImports: builds the package, and is no part of it
import { copyFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

rmSync(here('dist'), { recursive: true, force: true });
const compiler = here('../../node_modules/typescript/bin/tsc');
execFileSync(process.execPath, [compiler, '-p', here('tsconfig.build.json')], { stdio: 'inherit' });

const { name, version, description, keywords, license, type, dependencies } = JSON.parse(
  readFileSync(here('package.json'), 'utf8'),
);
const published = {
  name,
  version,
  description,
  keywords,
  license,
  type,
  engines: { node: '>=20' },
  sideEffects: false,
  exports: {
    '.': { types: './index.d.ts', default: './index.js' },
    './vocabularies': { types: './vocabularies/index.d.ts', default: './vocabularies/index.js' },
  },
  dependencies,
};
writeFileSync(here('dist/package.json'), `${JSON.stringify(published, null, 2)}\n`);
copyFileSync(here('README.md'), here('dist/README.md'));
copyFileSync(here('../../LICENSE'), here('dist/LICENSE'));
