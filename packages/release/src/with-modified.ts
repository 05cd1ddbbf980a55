import { nodeAt, readTree } from './json-tree.ts';
import { applyEdits } from './text-edit.ts';

/**
 * A rendition's text under another `modified`, which a principal that held a different one has to get (rule 6).
 * Undefined for an object without versions, which has none.
 */
export function withModified(text: string, modified: string): string | undefined {
  const node = nodeAt(readTree(text), ['modified']);
  if (node === undefined) return undefined;
  return applyEdits(text, [{ start: node.start, end: node.end, text: JSON.stringify(modified) }]);
}
