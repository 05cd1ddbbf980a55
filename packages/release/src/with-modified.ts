import { nodeAt, readTree } from './json-tree.ts';
import { applyEdits } from './text-edit.ts';

/** A rendition's text under another `modified`, which a principal that held a different one has to get (rule 6). */
export function withModified(text: string, modified: string): string {
  const node = nodeAt(readTree(text), ['modified']);
  if (node === undefined) throw new Error('An object without versions has no modified');
  return applyEdits(text, [{ start: node.start, end: node.end, text: JSON.stringify(modified) }]);
}
