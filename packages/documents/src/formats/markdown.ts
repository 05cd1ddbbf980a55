import { tidy } from '../decode-text.ts';
import type { DocumentFacts, TextFacts } from '../document.ts';
import type { Block, DocumentDraft } from '../draft.ts';

/** Markdown without its marks: headings keep their role, pictures become captions, code and tables stay as text. */
export function readMarkdown(text: string): DocumentDraft {
  const { facts, rest } = frontMatter(text);
  const blocks: Block[] = [];
  for (const run of rest.split(/\n[ \t]*\n+/)) blocks.push(...blocksOf(run));
  return { blocks: blocks.filter((block) => block.text !== ''), facts };
}

function blocksOf(run: string): Block[] {
  const heading = /^(#{1,6})[ \t]+([^\n]+?)[ \t]*#*(?:\n([\s\S]*))?$/.exec(run.trimStart());
  if (heading) {
    const [, marks = '', title = '', after = ''] = heading;
    const own: Block = { text: plain(title), role: marks.length === 1 ? 'headline' : 'heading' };
    return after.trim() === '' ? [own] : [own, ...blocksOf(after)];
  }
  const underlined = /^([^\n]+)\n(=+|-{3,})[ \t]*(?:\n([\s\S]*))?$/.exec(run.trim());
  if (underlined) {
    const [, title = '', line = '', after = ''] = underlined;
    const own: Block = { text: plain(title), role: line.startsWith('=') ? 'headline' : 'heading' };
    return after.trim() === '' ? [own] : [own, ...blocksOf(after)];
  }
  const picture = /^!\[([^\]]*)\]\([^)]*\)\s*([\s\S]*)$/.exec(run.trim());
  if (picture) {
    const [, alternative = '', after = ''] = picture;
    return [{ text: plain(after || alternative), role: 'caption' }];
  }
  if (/^\s*(?:[-*+]|\d+[.)])[ \t]/.test(run)) {
    return run
      .split(/\n(?=\s*(?:[-*+]|\d+[.)])[ \t])/)
      .map((item) => ({ text: plain(item.replace(/^\s*(?:[-*+]|\d+[.)])[ \t]+/, '')) }));
  }
  if (/^\s*(?:[-*_][ \t]*){3,}$/.test(run)) return [];
  return [{ text: plain(run.replace(/^[ \t]*>[ \t]?/gm, '').replace(/^```.*$/gm, '')) }];
}

function plain(text: string): string {
  return tidy(
    text
      .replace(/!\[([^\]]*)\]\([^)]*\)/g, '$1')
      .replace(/\[([^\]]+)\]\([^)]*\)/g, '$1')
      .replace(/<(https?:[^>\s]+)>/g, '$1')
      .replace(/(\*\*|__)(?=\S)(.+?)\1/gs, '$2')
      .replace(/(?<![\w*])\*(?=\S)([^*\n]+?)\*(?![\w*])/g, '$1')
      .replace(/(?<!\w)_(?=\S)([^_\n]+?)_(?!\w)/g, '$1')
      .replace(/`([^`]+)`/g, '$1')
      .replace(/\\([\\`*_{}[\]()#+.!-])/g, '$1'),
  );
}

const factKeys: Readonly<Record<string, 'headline' | 'byline' | 'published' | 'publisher' | 'language' | 'url'>> = {
  title: 'headline',
  author: 'byline',
  date: 'published',
  publisher: 'publisher',
  source: 'publisher',
  lang: 'language',
  language: 'language',
  url: 'url',
};

/** The block of `key: value` lines between `---`, which many tools put before a text. */
function frontMatter(text: string): { facts: DocumentFacts; rest: string } {
  const matter = /^---\n([\s\S]{0,8000}?)\n---\n/.exec(text);
  if (matter === null) return { facts: {}, rest: text };
  const facts: TextFacts = {};
  for (const line of (matter[1] ?? '').split('\n')) {
    const [, key = '', value = ''] = /^(\w+):\s*["']?(.*?)["']?\s*$/.exec(line) ?? [];
    const fact = factKeys[key.toLowerCase()];
    if (fact !== undefined && value !== '') facts[fact] = value;
  }
  return { facts, rest: text.slice(matter[0].length) };
}
