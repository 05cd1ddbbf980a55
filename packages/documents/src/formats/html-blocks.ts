import { tidy } from '../decode-text.ts';
import type { Block } from '../draft.ts';

/** What is used of a node of a document, whoever made it. */
export type HtmlNode = {
  readonly nodeType: number;
  readonly nodeName: string;
  readonly textContent: string | null;
  readonly childNodes: ArrayLike<HtmlNode>;
};

const own = new Set(
  'ADDRESS ARTICLE ASIDE BLOCKQUOTE DD DIV DL DT FIGCAPTION FIGURE FOOTER H1 H2 H3 H4 H5 H6 HEADER HR LI MAIN NAV OL P PRE SECTION TABLE TD TH TR UL BODY HTML CAPTION'.split(
    ' ',
  ),
);
const unread = new Set(
  'SCRIPT STYLE NOSCRIPT TEMPLATE IFRAME OBJECT SVG MATH FORM BUTTON SELECT INPUT TEXTAREA HEAD VIDEO AUDIO CANVAS'.split(
    ' ',
  ),
);
const roles: Readonly<Record<string, Block['role']>> = {
  H1: 'headline',
  H2: 'heading',
  H3: 'heading',
  H4: 'heading',
  H5: 'heading',
  H6: 'heading',
  FIGCAPTION: 'caption',
};
const deepest = 400;

/** The text under a node in blocks, as a browser would set them apart. Two line breaks end a block, one does not. */
export function htmlBlocks(root: HtmlNode): Block[] {
  const blocks: Block[] = [];
  let text = '';
  let role: Block['role'];

  function end(): void {
    for (const piece of text.split(/\n\s*\n/)) {
      const tidied = tidy(piece);
      if (tidied !== '') blocks.push({ text: tidied, ...(role === undefined ? {} : { role }) });
    }
    text = '';
  }

  function walk(node: HtmlNode, depth: number): void {
    if (node.nodeType === 3) {
      text += (node.textContent ?? '').replace(/\s+/g, ' ');
      return;
    }
    const name = node.nodeName.toUpperCase();
    if (unread.has(name) || depth > deepest) return;
    if (name === 'BR') {
      text = `${text.replace(/ +$/, '')}\n`;
      return;
    }
    const outer = role;
    if (own.has(name)) {
      end();
      role = roles[name] ?? (outer === 'caption' ? outer : undefined);
    }
    for (const child of Array.from(node.childNodes)) walk(child, depth + 1);
    if (own.has(name)) {
      end();
      role = outer;
    }
  }

  walk(root, 0);
  end();
  return blocks;
}
