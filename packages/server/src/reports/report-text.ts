import { paragraphBreak } from '@entente/documents';
import { paragraphsExtensionId, reportSourceExtensionId } from '@entente/release';
import { firstFullDate } from '@entente/statements';
import { type JsonObject, type JsonValue, type StixObject, type TlpLevel, tlpMarkings } from '@entente/stix';
import type { z } from '@hono/zod-openapi';
import { markingsAt, markingsOfLead } from './markings-at.ts';
import type { ReportFacts } from './messages.ts';

type Facts = z.infer<typeof ReportFacts>;

/** The text of a report, as a rendition of it has it. */
export function paragraphsOf(report: StixObject): string[] {
  const paragraphs = record(record(report.extensions)[paragraphsExtensionId]).paragraphs;
  if (!Array.isArray(paragraphs)) return [];
  return (paragraphs as readonly JsonValue[]).flatMap((each) => textOf(record(each).text) ?? []);
}

/** The levels of TLP 2.0, from the widest. */
export const fromWidest: readonly TlpLevel[] = ['clear', 'green', 'amber', 'amber+strict', 'red'];

/** Of each of its paragraphs the narrowest TLP level that marks it; null for one that goes as the whole. */
export function levelsOf(report: StixObject): (TlpLevel | null)[] {
  const paragraphs = record(record(report.extensions)[paragraphsExtensionId]).paragraphs;
  if (!Array.isArray(paragraphs)) return [];
  return (paragraphs as readonly JsonValue[]).flatMap((each, place) => {
    if (textOf(record(each).text) === undefined) return [];
    return [narrowestOf(markingsAt(report, [place]).parts)];
  });
}

/** The description of a report, which stands above its text, with the narrowest level that marks it alone. */
export function leadOf(report: StixObject): { text: string; level: TlpLevel | null } | undefined {
  const text = textOf(report.description);
  return text === undefined ? undefined : { text, level: narrowestOf(markingsOfLead(report).parts) };
}

function narrowestOf(markings: readonly string[]): TlpLevel | null {
  const levels = markings.flatMap((ref) => tlpMarkings.get(ref)?.level ?? []);
  return fromWidest.findLast((level) => levels.includes(level)) ?? null;
}

/** The paragraphs as one text: what offsets count in. */
export function textOfParagraphs(paragraphs: readonly string[]): string {
  return paragraphs.join(paragraphBreak);
}

/** What a report's source extension, and its own properties, say of where it comes from. */
export function factsOf(report: StixObject): Facts {
  const source = record(record(report.extensions)[reportSourceExtensionId]);
  const texts = ['publisher', 'agency', 'section', 'byline', 'place', 'dated', 'updated', 'reliability'] as const;
  const found: Record<string, unknown> = {};
  for (const key of texts) found[key] = textOf(source[key]);
  found.headline = textOf(report.name);
  found.published = textOf(report.published);
  found.language = textOf(report.lang);
  if (Array.isArray(source.captions)) {
    found.captions = (source.captions as readonly JsonValue[]).map((each) => {
      const { text, credit } = record(each);
      return { text: textOf(text) ?? '', ...(textOf(credit) === undefined ? {} : { credit }) };
    });
  }
  if (Array.isArray(source.credits)) {
    found.credits = source.credits.filter((each) => typeof each === 'string');
  }
  const references = Array.isArray(report.external_references)
    ? (report.external_references as readonly JsonValue[])
    : [];
  found.url = references.map((each) => textOf(record(each).url)).find((url) => url !== undefined);
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined)) as Facts;
}

/**
 * The day from which “next week” counts in a report: that of its date line, else the first full date in it, else when
 * it was published, which of a text that does not say so is when it was brought in.
 */
export function dayOf(report: StixObject, text: string): string | undefined {
  const { dated, published } = factsOf(report);
  const isOurs = Object.hasOwn(record(report.extensions), reportSourceExtensionId);
  return dated ?? (isOurs ? firstFullDate(text) : undefined) ?? published?.slice(0, 10);
}

function record(value: JsonValue | undefined): JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : {};
}

function textOf(value: JsonValue | undefined): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
