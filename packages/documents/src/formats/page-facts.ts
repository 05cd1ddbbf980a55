import { tidy } from '../decode-text.ts';
import type { DocumentFacts } from '../document.ts';

/** What is used of a page. */
type Page = {
  querySelector(selector: string): { getAttribute(name: string): string | null; textContent: string | null } | null;
  querySelectorAll(selector: string): Iterable<{ textContent: string | null }>;
  readonly documentElement: { getAttribute(name: string): string | null };
};
type Json = { readonly [key: string]: unknown };

const metas = {
  headline: ['meta[property="og:title"]', 'meta[name="twitter:title"]', 'meta[name="dc.title"]'],
  publisher: ['meta[property="og:site_name"]', 'meta[name="application-name"]', 'meta[name="dc.publisher"]'],
  byline: ['meta[name="author"]', 'meta[name="byl"]', 'meta[name="dc.creator"]'],
  section: ['meta[property="article:section"]'],
  published: ['meta[property="article:published_time"]', 'meta[name="date"]', 'meta[name="dc.date"]'],
  updated: ['meta[property="article:modified_time"]', 'meta[name="last-modified"]'],
} as const;

/** What a page declares about itself: in JSON-LD (schema.org), then in its meta elements. */
export function pageFacts(page: Page): DocumentFacts {
  const facts: Partial<Record<string, string>> = {};
  const set = (key: string, value: unknown): void => {
    if (facts[key] === undefined && typeof value === 'string' && tidy(value) !== '')
      facts[key] = tidy(value).slice(0, 1000);
  };
  for (const { textContent } of page.querySelectorAll('script[type="application/ld+json"]')) {
    const article = articleIn(parse(textContent ?? ''));
    if (article === undefined) continue;
    set('headline', article.headline);
    set('published', article.datePublished);
    set('updated', article.dateModified);
    set('publisher', namesOf(article.publisher));
    set('byline', namesOf(article.author));
    set('section', article.articleSection);
  }
  for (const [key, selectors] of Object.entries(metas)) {
    for (const selector of selectors) set(key, page.querySelector(selector)?.getAttribute('content'));
  }
  set('published', page.querySelector('time[datetime]')?.getAttribute('datetime'));
  set('language', page.documentElement?.getAttribute('lang'));
  const url = page.querySelector('link[rel="canonical"]')?.getAttribute('href');
  if (url && /^https?:\/\//.test(url)) set('url', url);
  return facts as DocumentFacts;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The article in a piece of JSON-LD: itself, one of a list, or one of its graph. */
function articleIn(value: unknown, depth = 0): Json | undefined {
  if (depth > 4 || typeof value !== 'object' || value === null) return undefined;
  if (Array.isArray(value)) {
    for (const each of value.slice(0, 50)) {
      const found = articleIn(each, depth + 1);
      if (found !== undefined) return found;
    }
    return undefined;
  }
  const json = value as Json;
  const types = [json['@type']].flat();
  if (types.some((type) => typeof type === 'string' && /Article|BlogPosting|Report$/.test(type))) return json;
  return articleIn(json['@graph'], depth + 1);
}

/** "A and B" of persons or organisations, each as text or as an object with a name. */
function namesOf(value: unknown): string | undefined {
  const names = [value].flat().flatMap((each) => {
    const name = typeof each === 'object' && each !== null ? (each as Json).name : each;
    return typeof name === 'string' && !/^https?:/.test(name) ? [tidy(name)] : [];
  });
  return names.length === 0 ? undefined : new Intl.ListFormat('en').format(names.slice(0, 20));
}
