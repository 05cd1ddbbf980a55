/** A stretch of words that both texts have, or only the one before or after. */
export interface WordChange {
  kind: 'same' | 'removed' | 'added';
  text: string;
}

/** Beyond this many words on either side the table of the comparison gets too large, and the texts are shown whole. */
const wordLimit = 1500;

function split(text: string): string[] {
  return text.match(/\s+|[^\s]+/g) ?? [];
}

/** The white space that both end with. */
function commonSpace(a: string, b: string): string {
  const space = /\s*$/.exec(a)?.[0] ?? '';
  return b.endsWith(space) ? space : '';
}

/** Changes that only white space parts are one: word by word they would be hard to read. */
function gather(changes: WordChange[]): WordChange[] {
  const gathered: WordChange[] = [];
  let removed = '';
  let added = '';
  const flush = () => {
    const space = removed && added ? commonSpace(removed, added) : '';
    if (space) {
      removed = removed.slice(0, -space.length);
      added = added.slice(0, -space.length);
    }
    if (removed) gathered.push({ kind: 'removed', text: removed });
    if (added) gathered.push({ kind: 'added', text: added });
    if (space) push(gathered, 'same', space);
    removed = '';
    added = '';
  };
  for (const [index, { kind, text }] of changes.entries()) {
    const inside = (removed || added) && index < changes.length - 1 && /^[^\S\n]+$/.test(text);
    if (kind === 'same' && !inside) {
      flush();
      push(gathered, kind, text);
    }
    if (kind === 'removed' || (kind === 'same' && inside)) removed += text;
    if (kind === 'added' || (kind === 'same' && inside)) added += text;
  }
  flush();
  return gathered;
}

function push(changes: WordChange[], kind: WordChange['kind'], text: string): void {
  const last = changes.at(-1);
  if (last?.kind === kind) last.text += text;
  else changes.push({ kind, text });
}

/** The words that went and came between two texts, by their longest common subsequence. */
export function diffWords(before: string, after: string): WordChange[] {
  const a = split(before);
  const b = split(after);
  if (a.length > wordLimit || b.length > wordLimit) {
    return [
      { kind: 'removed', text: before },
      { kind: 'added', text: after },
    ];
  }
  const width = b.length + 1;
  const common = new Uint16Array((a.length + 1) * width);
  const at = (i: number, j: number) => common[i * width + j] ?? 0;
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      common[i * width + j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const changes: WordChange[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    const left = a[i];
    const right = b[j];
    if (left !== undefined && left === right) {
      push(changes, 'same', left);
      i += 1;
      j += 1;
    } else if (left !== undefined && (right === undefined || at(i + 1, j) >= at(i, j + 1))) {
      push(changes, 'removed', left);
      i += 1;
    } else {
      push(changes, 'added', right ?? '');
      j += 1;
    }
  }
  return gather(changes);
}
