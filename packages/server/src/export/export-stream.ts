import { randomUUID } from 'node:crypto';
import { INDICATOR_CSV_HEADER, indicatorCsv } from '@entente/convert';
import { proofExtensionDefinition } from '@entente/exchange';
import type { JsonObject } from '@entente/stix';
import { actsFor, type Viewer } from '../accounts/viewer.ts';
import type { Audit } from '../audit/audit.ts';
import type { SentBefore } from '../audit/exports.ts';
import type { CatalogueFilter, CatalogueQuery } from '../objects/catalogue-query.ts';
import { lastVersion, type ObjectReader } from '../objects/object-reader.ts';
import type { PageRow } from '../objects/page-query.ts';
import type { ProofStore } from '../signing/proof-store.ts';
import { dutiesOf } from '../terms/duties.ts';
import type { NodesOnly } from '../terms/nodes-only.ts';
import type { TermsStore } from '../terms/terms-store.ts';
import { handlingNotes } from './handling-notes.ts';
import { handlingUnder } from './handling-under.ts';

export type ExportFormat = 'stix' | 'csv';

/** Objects read at once: a page, so memory does not grow with what there is. */
const pageSize = 1000;

/** What each format is called over HTTP and on disk. */
export const exportFiles = {
  stix: { mediaType: 'application/stix+json;version=2.1', extension: 'json' },
  csv: { mediaType: 'text/csv; charset=utf-8', extension: 'csv' },
} as const satisfies Record<ExportFormat, { mediaType: string; extension: string }>;

type Parts = {
  readonly catalogue: Pick<CatalogueQuery, 'page'>;
  readonly reader: Pick<ObjectReader, 'page' | 'bodies'>;
  readonly audit: Pick<Audit, 'exported' | 'exportBrokeOff'>;
  readonly proofs: Pick<ProofStore, 'proofsFor'>;
  readonly terms: TermsStore;
  readonly nodesOnly: Pick<NodesOnly, 'mayLeave'>;
  readonly now: () => string;
};

/**
 * All that a viewer may see of a part of the catalogue, each object once in the newest form that the viewer may have: a
 * STIX bundle of the exact bytes, or its indicators as CSV. Every row says how it must be treated; a bundle says it where
 * that is asked for, in notes on what others own. With proofs it holds those of what was signed, whose terms say it too.
 */
export async function* exportStream(
  { catalogue, reader, audit, proofs, terms, nodesOnly, now }: Parts,
  viewer: Viewer,
  filter: CatalogueFilter,
  format: ExportFormat,
  { withHandling = false, withProofs = false }: { readonly withHandling?: boolean; readonly withProofs?: boolean } = {},
): AsyncGenerator<Uint8Array> {
  const meant = format === 'csv' ? { ...filter, types: ['indicator'] } : filter;
  const collection = soleCollection(meant);
  const pages =
    collection === undefined
      ? newestFirst(catalogue, viewer, meant)
      : oldestFirst(reader, viewer, collection, meant.types);
  const made = await audit.exported(viewer, meant, format);
  if (format === 'csv') yield Buffer.from(INDICATOR_CSV_HEADER);
  /** What one owns one can look up; what others own comes with their markings, which are theirs alone. */
  const isOthers = ({ terms: under }: PageRow): boolean => !actsFor(viewer, terms.read(under).owner);
  const notesOn = (rows: readonly PageRow[], bodies: readonly Uint8Array[]): Uint8Array[] => {
    const others = rows.flatMap((row, place) =>
      isOthers(row) && dutiesOf(handlingUnder(terms, row.terms)).length > 0
        ? [{ id: String(parse(bodies[place]).id), terms: row.terms }]
        : [],
    );
    return handlingNotes(terms, others, now()).map((note) => Buffer.from(JSON.stringify(note)));
  };
  const proofsOf = (rows: readonly PageRow[]): Uint8Array[] =>
    [...proofs.proofsFor(rows.map(({ body }) => body)).values()].map((proof) => Buffer.from(JSON.stringify(proof)));
  let isFirst = true;
  let sent: SentBefore | undefined;
  let isEnded = false;
  try {
    for (const seen of pages) {
      // What comes meanwhile is not part of the file, so that the log knows what was.
      const rows = seen.filter(({ terms: under, added }) => added <= made.until && nodesOnly.mayLeave(viewer, under));
      if (rows.length === 0) continue;
      const bodies = reader.bodies(rows);
      sent = withRows(sent, rows);
      if (format === 'csv') yield csvLines(terms, rows, bodies);
      else {
        const beside = [
          ...(withHandling ? notesOn(rows, bodies) : []),
          ...(withProofs ? proofsOf(rows) : []),
          ...(withProofs && isFirst ? [Buffer.from(JSON.stringify(proofExtensionDefinition))] : []),
        ];
        yield bundlePart([...bodies, ...beside], isFirst);
      }
      isFirst = false;
    }
    // A bundle without objects has no such property (STIX 2.1, section 8).
    if (format === 'stix') yield Buffer.from(isFirst ? `${bundleHead()}}\n` : '\n]}\n');
    isEnded = true;
  } finally {
    if (!isEnded) await audit.exportBrokeOff(viewer, made, sent);
  }
}

function withRows(sent: SentBefore | undefined, rows: readonly PageRow[]): SentBefore {
  const added = [...rows.map((row) => row.added), ...(sent === undefined ? [] : [sent.from, sent.to])];
  return { from: Math.min(...added), to: Math.max(...added) };
}

/** The catalogue knows each object in one collection only, so what is in a given one is asked of that collection. */
function soleCollection({ collections, types: _, ...others }: CatalogueFilter): number | undefined {
  const isNarrowed = Object.values(others).some((value) => value !== undefined);
  return !isNarrowed && collections?.length === 1 ? collections[0] : undefined;
}

function* newestFirst(
  catalogue: Parts['catalogue'],
  viewer: Viewer,
  filter: CatalogueFilter,
): Generator<readonly PageRow[]> {
  let before = Number.MAX_SAFE_INTEGER;
  for (;;) {
    const rows = catalogue.page(viewer, filter, before, pageSize);
    yield rows;
    if (rows.length <= pageSize) return;
    before = rows.at(-1)?.added ?? 0;
  }
}

function* oldestFirst(
  reader: Parts['reader'],
  viewer: Viewer,
  collection: number,
  types: readonly string[] | undefined,
): Generator<readonly PageRow[]> {
  let after = 0;
  for (;;) {
    const { rows, more } = reader.page(viewer, collection, { after, limit: pageSize, types, versions: lastVersion });
    yield rows;
    if (!more) return;
    after = rows.at(-1)?.added ?? Number.MAX_SAFE_INTEGER;
  }
}

function bundleHead(): string {
  return `{"type":"bundle","id":"bundle--${randomUUID()}"`;
}

function bundlePart(bodies: readonly Uint8Array[], isFirst: boolean): Buffer {
  const parts: Uint8Array[] = [];
  for (const [index, body] of bodies.entries()) {
    parts.push(Buffer.from(isFirst && index === 0 ? `${bundleHead()},"objects":[\n` : ',\n'), body);
  }
  return Buffer.concat(parts);
}

function csvLines(terms: TermsStore, rows: readonly PageRow[], bodies: readonly Uint8Array[]): Buffer {
  const lines = bodies.map((body, place) => {
    const under = rows[place]?.terms;
    if (under === undefined) return '';
    const { tlp } = terms.facts(under);
    const beside = { handling: dutiesOf(handlingUnder(terms, under)), ...(tlp && { tlp: `TLP:${tlp.toUpperCase()}` }) };
    return indicatorCsv(parse(body), beside) ?? '';
  });
  return Buffer.from(lines.join(''));
}

function parse(body: Uint8Array | undefined): JsonObject {
  return JSON.parse(Buffer.from(body ?? []).toString()) as JsonObject;
}
