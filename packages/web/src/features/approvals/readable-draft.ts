import { formatDateTime } from '../../lib/format-time.ts';
import { otherExtensions, paragraphsOf } from '../../stix/report-paragraphs.ts';

/** Bookkeeping, and what stands in the terms beside it. */
const unread = new Set([
  'id',
  'type',
  'spec_version',
  'created',
  'modified',
  'created_by_ref',
  'object_marking_refs',
  'granular_markings',
  'extensions',
]);

type Properties = Readonly<Record<string, unknown>>;

/** What is read first, in this order. */
const firstRead = ['name', 'description', 'paragraphs'];

/**
 * What a second person has to read of an object: its text first, paragraphs with the numbers that the terms of parts
 * name them by, then its other properties.
 */
export function readable(object: Properties): Record<string, unknown> {
  const paragraphs = paragraphsOf(object);
  const extensions = otherExtensions(object);
  const read = new Map(Object.entries(object).filter(([property]) => !unread.has(property)));
  if (paragraphs.length > 0) read.set('paragraphs', paragraphs.map(numbered).join('\n\n'));
  if (extensions) read.set('extensions', extensions);
  const first = firstRead.filter((property) => read.has(property));
  return Object.fromEntries([...new Set([...first, ...read.keys()])].map((property) => [property, read.get(property)]));
}

function numbered(paragraph: string, index: number, { length }: { readonly length: number }): string {
  return length === 1 ? paragraph : `${index + 1}. ${paragraph}`;
}

/** A value as text: lists of words line by line, ids of members as their names, moments as people read them. */
export function draftWords(value: unknown, names: ReadonlyMap<string, string>): string {
  if (typeof value === 'string') return names.get(value) ?? (isMoment(value) ? formatDateTime(value) : value);
  if (Array.isArray(value) && value.every((each) => typeof each === 'string')) {
    return value.map((each) => names.get(each) ?? each).join('\n');
  }
  return JSON.stringify(value, null, 2);
}

function isMoment(text: string): boolean {
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/.test(text) && !Number.isNaN(Date.parse(text));
}
