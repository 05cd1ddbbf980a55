import type { JsonNode } from './json-tree.ts';

/** Puts `text` in the place of the characters from `start` up to `end`. */
export type TextEdit = { start: number; end: number; text: string };

/** Applies edits that do not overlap; every character outside them stays as it is. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const ordered = edits.toSorted((a, b) => a.start - b.start || a.end - b.end);
  let result = '';
  let at = 0;
  for (const edit of ordered) {
    if (edit.start < at) throw new RangeError('Edits overlap');
    result += text.slice(at, edit.start) + edit.text;
    at = edit.end;
  }
  return result + text.slice(at);
}

/** Takes children out of an object or list, each with one comma; what is kept stays as it is. */
export function removeChildren(container: JsonNode, isRemoved: (node: JsonNode) => boolean): TextEdit[] {
  const children = container.children ?? [];
  let keptBefore = false;
  return children.flatMap((child, index) => {
    if (!isRemoved(child.node)) {
      keptBefore = true;
      return [];
    }
    const previous = children[index - 1];
    const next = children[index + 1];
    const start = keptBefore && previous !== undefined ? previous.node.end : child.start;
    const end = !keptBefore && next !== undefined ? next.start : child.node.end;
    return [{ start, end, text: '' }];
  });
}

/** Adds a member at the end of an object that has others. */
export function addMember(object: JsonNode, key: string, valueText: string): TextEdit {
  const last = object.children?.at(-1);
  const at = last?.node.end ?? object.start + 1;
  return { start: at, end: at, text: `${last === undefined ? '' : ','}${JSON.stringify(key)}:${valueText}` };
}
