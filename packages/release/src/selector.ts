import type { Path } from './json-tree.ts';

/** The selector that names a path (STIX section 7.2.3), as `parseSelector` of packages/stix reads it. */
export function formatSelector(path: Path): string {
  return path.map((step) => (typeof step === 'number' ? `[${step}]` : step)).join('.');
}
