import { formatMicroseconds, type JsonValue, type StixObject } from '@entente/stix';
import type { z } from '@hono/zod-openapi';
import type { MemberRefs } from '../accounts/member-refs.ts';
import type { Viewer } from '../accounts/viewer.ts';
import { titleOf } from '../placements/search-text.ts';
import { handlingOfExpression } from '../terms/expression.ts';
import type { TermsStore } from '../terms/terms-store.ts';
import type { ObjectSummary } from './messages.ts';
import type { ObjectReader } from './object-reader.ts';

export type Summary = z.infer<typeof ObjectSummary>;
type Row = { readonly added: number; readonly terms: number; readonly body: number };

/** What lists show of objects, made from the renditions that a reader answered. */
export type Summaries = {
  /** A relationship is told as a sentence to the viewer for whom both its ends have names. */
  of(row: Row, viewer?: Viewer): Summary;
  parse(row: Row): StixObject;
};

const longestExcerpt = 280;

export function createSummaries(reader: ObjectReader, terms: TermsStore, members: MemberRefs): Summaries {
  function nameOf(viewer: Viewer, id: JsonValue | undefined): string | undefined {
    const current = typeof id === 'string' ? reader.current(viewer, id) : undefined;
    return current === undefined ? undefined : titleOf(summaries.parse(current));
  }

  function sentence(viewer: Viewer, object: StixObject): string | undefined {
    if (object.type !== 'relationship') return undefined;
    const [source, target] = [nameOf(viewer, object.source_ref), nameOf(viewer, object.target_ref)];
    if (source === undefined || target === undefined) return undefined;
    return `${source} ${String(object.relationship_type).replaceAll('-', ' ')} ${target}`;
  }

  const summaries: Summaries = {
    parse(row) {
      const [bytes] = reader.bodies([row]);
      return JSON.parse(Buffer.from(bytes ?? []).toString()) as StixObject;
    },
    of(row, viewer) {
      const object = summaries.parse(row);
      const { owner, tlp } = terms.facts(row.terms);
      const handling = handlingOfExpression(terms.read(row.terms).expression);
      const ownerRef = members.of(owner);
      const title = titleOf(object);
      const bodies = [object.description, object.abstract, object.content, object.explanation];
      const excerpt = firstText(...bodies.filter((text) => text !== title));
      return {
        id: object.id,
        type: object.type,
        title: (viewer && sentence(viewer, object)) ?? title,
        ...(excerpt === undefined ? {} : { excerpt: shorten(excerpt) }),
        owner: ownerRef,
        source: typeof object.created_by_ref === 'string' && object.created_by_ref !== ownerRef.id,
        ...optionalText('created', object.created),
        ...optionalText('modified', object.modified),
        added: formatMicroseconds(row.added),
        tlp: tlp ?? null,
        ...(Object.keys(handling).length === 0 ? {} : { handling }),
        labels: texts(object.labels),
        revoked: object.revoked === true,
        ...(Number.isInteger(object.confidence) ? { confidence: Number(object.confidence) } : {}),
      };
    },
  };
  return summaries;
}

function firstText(...values: readonly (JsonValue | undefined)[]): string | undefined {
  return values.find((value): value is string => typeof value === 'string' && value.trim() !== '');
}

function shorten(text: string): string {
  if (text.length <= longestExcerpt) return text;
  const cut = text.slice(0, longestExcerpt - 1);
  // At the end of a word, unless it is one long word.
  const words = cut.replace(/\s+\S*$/, '');
  return `${words.length > longestExcerpt / 2 ? words : cut}…`;
}

function optionalText<K extends string>(key: K, value: JsonValue | undefined): { [key in K]?: string } {
  return typeof value === 'string' ? ({ [key]: value } as { [key in K]?: string }) : {};
}

function texts(value: JsonValue | undefined): string[] {
  return Array.isArray(value) ? value.filter((each): each is string => typeof each === 'string') : [];
}
