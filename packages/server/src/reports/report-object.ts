import { createHash } from 'node:crypto';
import { paragraphsExtensionId, reportSourceExtensionId } from '@entente/release';
import type { JsonObject, JsonValue } from '@entente/stix';
import type { z } from '@hono/zod-openapi';
import type { ReportFacts } from './messages.ts';

type Facts = z.output<typeof ReportFacts>;

/** The properties of the report object; ids, dates, originator and markings are set by who publishes it. */
export function reportObject(
  { headline, published, language, url, reliability, ...source }: Facts,
  paragraphs: readonly string[],
  { originalRef, now }: { readonly originalRef: string; readonly now: string },
): JsonObject {
  const dated = source.dated ?? published?.slice(0, 10);
  const name = headline ?? firstWords(paragraphs[0] ?? '');
  return {
    type: 'report',
    name,
    published: moment(published) ?? moment(dated) ?? now,
    object_refs: [originalRef],
    ...(language === undefined ? {} : { lang: language }),
    ...(url === undefined ? {} : { external_references: [{ source_name: source.publisher ?? hostOf(url), url }] }),
    extensions: {
      [paragraphsExtensionId]: {
        extension_type: 'property-extension',
        paragraphs: paragraphs.map((text) => ({ text })),
      },
      [reportSourceExtensionId]: {
        extension_type: 'property-extension',
        ...(source as { readonly [key: string]: JsonValue }),
        ...(dated === undefined ? {} : { dated }),
        ...(reliability === undefined ? {} : { reliability }),
      },
    },
  };
}

/** The original, byte for byte, as an observable: the same file is the same artifact, whoever brings it in. */
export function artifactObject(bytes: Uint8Array, mediaType: string): JsonObject {
  return {
    type: 'artifact',
    mime_type: mediaType,
    payload_bin: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('base64'),
    hashes: { 'SHA-256': createHash('sha256').update(bytes).digest('hex') },
  };
}

/** A day, or a moment with a zone, as a timestamp of STIX. */
function moment(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const time = Date.parse(text.length === 10 ? `${text}T00:00:00.000Z` : text);
  return Number.isNaN(time) ? undefined : new Date(time).toISOString();
}

function firstWords(text: string): string {
  return text.length <= 80 ? text : `${text.slice(0, 80).replace(/\s+\S*$/, '')} …`;
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).hostname : url;
}
