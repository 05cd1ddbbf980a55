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

/** What a second person has to read of an object: its own properties, its paragraphs as text. */
export function readable(object: Properties): Record<string, unknown> {
  const paragraphs = paragraphsOf(object);
  const extensions = otherExtensions(object);
  return {
    ...Object.fromEntries(Object.entries(object).filter(([property]) => !unread.has(property))),
    ...(paragraphs.length > 0 ? { paragraphs: paragraphs.join('\n\n') } : {}),
    ...(extensions ? { extensions } : {}),
  };
}

/** A value as text: lists of words line by line, ids of members as their names. */
export function draftWords(value: unknown, names: ReadonlyMap<string, string>): string {
  if (typeof value === 'string') return names.get(value) ?? value;
  if (Array.isArray(value) && value.every((each) => typeof each === 'string')) {
    return value.map((each) => names.get(each) ?? each).join('\n');
  }
  return JSON.stringify(value, null, 2);
}
