import { parseFeed } from 'feedsmith';
import type { TextFacts } from '../document.ts';
import type { DocumentDraft } from '../draft.ts';
import { type DocumentLimits, DocumentRefused } from '../limits.ts';
import { blocksOf } from './html.ts';

/** An item as the formats have it, under the names that any of them uses. */
type Item = {
  readonly title?: unknown;
  readonly content?: unknown;
  readonly content_html?: unknown;
  readonly content_text?: unknown;
  readonly description?: unknown;
  readonly summary?: unknown;
  readonly link?: unknown;
  readonly links?: readonly { readonly href?: unknown; readonly rel?: unknown }[];
  readonly url?: unknown;
  readonly guid?: unknown;
  readonly id?: unknown;
  readonly authors?: readonly unknown[];
  readonly dc?: { readonly creator?: unknown; readonly creators?: readonly unknown[]; readonly date?: unknown };
  readonly pubDate?: unknown;
  readonly published?: unknown;
  readonly date_published?: unknown;
  readonly updated?: unknown;
  readonly date_modified?: unknown;
  readonly language?: unknown;
};

/** An item of a feed, and the name that the feed has for it. */
export type FeedItem = DocumentDraft & { readonly key?: string };

/** The items of an RSS, Atom, RDF or JSON feed, in its order; only what the feed itself holds of them. */
export function readFeed(text: string, limits: DocumentLimits): FeedItem[] {
  // Entities that a feed declares could grow without end; no feed needs its own.
  if (/<!ENTITY/i.test(text)) throw new DocumentRefused('unreadable', 'The feed declares entities, which is refused.');
  let parsed: { feed: unknown };
  try {
    parsed = parseFeed(text, { maxItems: limits.items });
  } catch {
    throw new DocumentRefused('unreadable', 'This is no feed that can be read.');
  }
  const feed = parsed.feed as {
    title?: unknown;
    language?: unknown;
    items?: readonly Item[];
    entries?: readonly Item[];
  };
  return (feed.items ?? feed.entries ?? []).slice(0, limits.items).map((item) => readItem(item, feed));
}

function readItem(item: Item, feed: { title?: unknown; language?: unknown }): FeedItem {
  const facts: TextFacts = {};
  const set = (key: keyof TextFacts, ...values: readonly unknown[]): void => {
    const found = values.map(textOf).find((value) => value !== undefined);
    if (found !== undefined) facts[key] = found;
  };
  set('headline', item.title);
  set('publisher', feed.title);
  set('language', item.language, feed.language);
  set('published', item.pubDate, item.published, item.date_published, item.dc?.date);
  set('updated', item.updated, item.date_modified);
  const authors = [...(item.authors ?? []), ...(item.dc?.creators ?? []), item.dc?.creator].flatMap(
    (each) => textOf(each) ?? [],
  );
  if (authors.length > 0) facts.byline = new Intl.ListFormat('en').format([...new Set(authors)]);
  const link = item.links?.find(({ rel }) => rel === undefined || rel === 'alternate')?.href;
  const url = [item.link, link, item.url].map(textOf).find((each) => each !== undefined && /^https?:\/\//.test(each));
  if (url !== undefined) facts.url = url;
  const html = [item.content, item.content_html, item.description, item.summary]
    .map(textOf)
    .find((each) => each !== undefined);
  const plain = textOf(item.content_text);
  const key = [item.guid, item.id, url].map(textOf).find((each) => each !== undefined);
  return {
    blocks:
      html === undefined
        ? (plain ?? '').split(/\n+/).flatMap((text) => (text.trim() ? [{ text: text.trim() }] : []))
        : blocksOf(html),
    facts,
    ...(key === undefined ? {} : { key }),
  };
}

/** The text of a value: itself, or what the formats wrap texts in. */
function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value.trim() === '' ? undefined : value.trim();
  if (typeof value !== 'object' || value === null) return undefined;
  const { value: inner, name, encoded } = value as { value?: unknown; name?: unknown; encoded?: unknown };
  return [inner, encoded, name]
    .map((each) => (typeof each === 'string' ? each.trim() : ''))
    .find((each) => each !== '');
}
