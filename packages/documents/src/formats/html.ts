import { Readability } from '@mozilla/readability';
import { parseHTML } from 'linkedom';
import { tidy } from '../decode-text.ts';
import type { DocumentFacts } from '../document.ts';
import type { Block, DocumentDraft } from '../draft.ts';
import { type HtmlNode, htmlBlocks } from './html-blocks.ts';
import { pageFacts } from './page-facts.ts';

const mostElements = 50_000;

/** The article of a web page, without what stands around it. Nothing is loaded, no script runs. */
export function readHtml(html: string): DocumentDraft {
  const { document } = parseHTML(html);
  const facts = pageFacts(document);
  const whole = blocksOf(html);
  const article = new Readability(document, { maxElemsToParse: mostElements, charThreshold: 250 }).parse();
  const blocks = article?.content ? blocksOf(article.content) : [];
  // Short pages, and those that are nothing but an article, are better taken as they are.
  const isGood = lengthOf(blocks) >= 250 || lengthOf(blocks) > lengthOf(whole) / 2;
  const more: DocumentFacts = {
    ...textFact('headline', facts.headline ?? article?.title),
    ...textFact('byline', facts.byline ?? article?.byline),
    ...textFact('publisher', facts.publisher ?? article?.siteName),
    ...textFact('published', facts.published ?? article?.publishedTime),
    ...textFact('language', facts.language ?? article?.lang),
  };
  return { blocks: isGood ? blocks : whole, facts: { ...facts, ...more } };
}

/** A piece of HTML as feeds, mails and converters give it: all of it. */
export function blocksOf(html: string): Block[] {
  const { document } = parseHTML(/<html[\s>]/i.test(html) ? html : `<html><body>${html}</body></html>`);
  return htmlBlocks((document.body ?? document) as unknown as HtmlNode);
}

function lengthOf(blocks: readonly Block[]): number {
  return blocks.reduce((sum, { text }) => sum + text.length, 0);
}

function textFact<K extends keyof DocumentFacts>(key: K, value: string | null | undefined): { [key in K]?: string } {
  const text = tidy(value ?? '').slice(0, 1000);
  return text === '' ? {} : ({ [key]: text } as { [key in K]?: string });
}
