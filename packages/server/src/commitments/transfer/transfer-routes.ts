import { commitmentsExtensionDefinitions } from '@entente/commitments';
import { csvLine } from '@entente/convert';
import { z } from '@hono/zod-openapi';
import type { MiddlewareHandler } from 'hono';
import type { Viewer } from '../../accounts/viewer.ts';
import type { Core } from '../../core.ts';
import { Problem } from '../../http/problem.ts';
import { requestBody } from '../../http/request-body.ts';
import type { SignedIn } from '../../http/sign-in-required.ts';
import { apiRouter, file, json, signedInRoute } from '../../http/signed-in-route.ts';
import type { CatalogueFilter } from '../../objects/catalogue-query.ts';
import { TlpLevel } from '../../objects/messages.ts';
import { asFile } from '../../terms/nodes-only.ts';
import type { LedgerView } from '../ledger-service.ts';
import { LedgerFilterQuery } from '../messages.ts';
import { sheetColumns, suggestMapping } from './columns.ts';
import { importSheet } from './import-sheet.ts';
import { ledgerPage } from './ledger-page.ts';
import { ledgerTable } from './ledger-table.ts';
import { readMapping } from './read-row.ts';
import { readSheet, sheetLimits } from './read-sheet.ts';
import { writeXlsx } from './write-xlsx.ts';

const formats = ['csv', 'xlsx', 'stix', 'html'] as const;
const mediaTypes = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  stix: 'application/stix+json;version=2.1',
  html: 'text/html; charset=UTF-8',
} as const satisfies Record<(typeof formats)[number], string>;

export const LedgerImport = z
  .object({
    headings: z.array(z.string()),
    mapping: z.record(z.string(), z.number().int()).describe('our columns to those of the file, counted from 0'),
    columns: z.array(z.string()).describe('all that a file may have'),
    recorded: z.boolean().describe('false: a preview'),
    counts: z.object({
      new: z.number().int(),
      event: z.number().int(),
      unchanged: z.number().int(),
      refused: z.number().int(),
    }),
    rows: z.array(
      z.object({
        row: z.number().int().describe('as a spreadsheet counts, with the headings in row 1'),
        state: z.enum(['new', 'event', 'unchanged', 'refused']),
        name: z.string().optional(),
        reasons: z.array(z.string()),
      }),
    ),
  })
  .openapi('LedgerImport');

/** Taking the ledger out and bringing tables in. To be mounted at `/api`, before what names a commitment by id. */
export function createTransferRoutes(core: Core, middleware: MiddlewareHandler<SignedIn>) {
  const { ledger, names } = core;
  const { service, views } = ledger;
  const tags = ['Commitments'];

  return apiRouter()
    .openapi(
      signedInRoute({
        method: 'get',
        path: '/commitments/export',
        tags,
        summary: 'The ledger as CSV or XLSX (a row an event), as STIX, or as a page to print',
        policy: 'any account or token: over what its member may see',
        middleware,
        request: {
          query: LedgerFilterQuery.extend({ format: z.enum(formats).default('csv').describe('of the file') }),
        },
        responses: { 200: file('The file', ...Object.values(mediaTypes)) },
      }),
      async (context) => {
        const viewer = context.get('viewer');
        const { format, ...query } = context.req.valid('query');
        core.noteRead(viewer.principal);
        const view = service.view(asFile(viewer), query);
        await core.audit.exported(viewer, exportedBy(query), `ledger as ${format}`);
        if (format === 'html') return context.html(page(viewer, view));
        const name = `attachment; filename="commitments-${view.asOf.valid}.${format === 'stix' ? 'json' : format}"`;
        context.header('Content-Disposition', name);
        const headers = { 'Content-Type': mediaTypes[format] };
        if (format === 'stix') return context.body(bundle(view), 200, headers);
        const table = ledgerTable(names, viewer, view);
        if (format === 'xlsx') return context.body(writeXlsx(table), 200, headers);
        const lines = table.map((cells) => csvLine(cells.map(String))).join('');
        return context.body(lines, 200, headers);
      },
    )
    .openapi(
      signedInRoute({
        method: 'post',
        path: '/commitments/import',
        tags,
        summary: 'Bring in a table (CSV or XLSX): a preview, row by row, or for good',
        description: 'Rows of one name, member and place are one commitment. STIX comes in as any other objects do.',
        policy: 'analysts of members that may write to the collection',
        middleware,
        request: {
          query: z.object({
            mapping: z.string().max(4000).optional().describe('JSON: our columns to numbers; absent: by the headings'),
            record: z.stringbool().default(false).describe('false: a preview'),
            collection: z.string().max(300).optional().describe('id or alias; to record'),
            tlp: TlpLevel.optional().describe('level of what is recorded'),
            releasableTo: z.string().max(10_000).optional().describe('comma-separated'),
          }),
          body: {
            required: true,
            content: { 'application/octet-stream': { schema: z.string().openapi({ format: 'binary' }) } },
          },
        },
        responses: { 200: json(LedgerImport, 'What becomes of each row') },
      }),
      async (context) => {
        const viewer = context.get('viewer');
        if (!viewer.mayWrite || !viewer.roles.has('analyst')) {
          throw new Problem('not-allowed', 'Analysts bring in commitments, with an account or token that may write.');
        }
        const { mapping: given, record, collection, tlp, releasableTo } = context.req.valid('query');
        const chunks: Uint8Array[] = [];
        for await (const chunk of core.access.whileGood(viewer, requestBody(context, sheetLimits.bytes)))
          chunks.push(chunk);
        const sheet = readSheet(Buffer.concat(chunks));
        const headings = [...(sheet[0] ?? [])];
        if (headings.length === 0) throw new Problem('invalid', 'The file has no row of headings.');
        const mapping = given === undefined ? suggestMapping(headings) : readMapping(given);
        if (mapping === undefined) throw new Problem('invalid', 'The mapping names columns by numbers from 0 to 63.');
        if (record && (collection === undefined || tlp === undefined)) {
          throw new Problem('invalid', 'To record it, say into which collection and under which TLP level.');
        }
        const release =
          record && collection !== undefined && tlp !== undefined
            ? { collection, terms: { tlp, releasableTo: list(releasableTo), notReleasableTo: [] } }
            : undefined;
        const parts = { names, reader: ledger.reader, record: ledger.record };
        const rows = await importSheet(parts, viewer, sheet, mapping, release);
        const count = (state: (typeof rows)[number]['state']): number =>
          rows.filter((each) => each.state === state).length;
        return context.json(
          {
            headings,
            mapping: Object.fromEntries(Object.entries(mapping)),
            columns: [...sheetColumns],
            recorded: record,
            counts: {
              new: count('new'),
              event: count('event'),
              unchanged: count('unchanged'),
              refused: count('refused'),
            },
            rows: rows.map(({ reasons, ...each }) => ({ ...each, reasons: [...reasons] })),
          },
          200,
        );
      },
    );

  /** The exact bytes of the commitments and their events, with the definitions of their types. */
  function bundle({ ledger: of, commitments }: LedgerView): Uint8Array<ArrayBuffer> {
    const wanted = new Set(commitments.map(({ id }) => id));
    const events = of.events.filter(({ commitment }) => wanted.has(commitment)).map(({ id }) => id);
    const rows = [...wanted, ...events].flatMap((id) => of.places.get(id) ?? []);
    const definitions = commitmentsExtensionDefinitions.map((each) => JSON.stringify(each)).join(',');
    const before = `{"type":"bundle","id":"bundle--${crypto.randomUUID()}","objects":[${definitions}`;
    if (rows.length === 0) return new TextEncoder().encode(`${before}]}`);
    return core.reader.joined(rows, `${before},`, ']}');
  }

  function page(viewer: Viewer, view: LedgerView): string {
    const all = views.page(viewer, view, 0, view.commitments.length).commitments;
    const levels = ['clear', 'green', 'amber', 'amber+strict', 'red'];
    const rows = all.map((commitment) => {
      const place = view.ledger.places.get(commitment.id);
      const tlp = place === undefined ? undefined : core.terms.facts(place.terms).tlp;
      return { commitment, tlp: tlp ?? 'none' };
    });
    const shown = new Set(all.map(({ id }) => id));
    const events = view.ledger.events.filter(({ commitment }) => shown.has(commitment));
    // What is told without a level stays with whom it was told to, like RED.
    const narrowest = [...shown, ...events.map(({ id }) => id)].reduce((most, id) => {
      const place = view.ledger.places.get(id);
      const tlp = place === undefined ? null : core.terms.facts(place.terms).tlp;
      return Math.max(most, levels.indexOf(tlp ?? 'red'));
    }, 0);
    const lines = service.totals(view, { by: 'all', limit: 0 }).map((line) => views.line(viewer, view, 'all', line));
    const { valid, known } = view.asOf;
    const asOf = known === undefined ? valid : `${valid}, from what was recorded until ${known.slice(0, 10)}`;
    const terms = `TLP:${(levels[narrowest] ?? 'red').toUpperCase()} (the narrowest of what this holds)`;
    return ledgerPage({ coalition: core.coalition.name, viewer: viewer.memberName, asOf, terms }, rows, lines);
  }
}

/** What the log says was in the file: all of the ledger that its reader has, or, where it is narrowed, some of it. */
function exportedBy(query: object): CatalogueFilter {
  const isNarrowed = Object.values(query).some((each) => each !== undefined);
  return { types: ['commitment', 'commitment-event'], ...(isNarrowed ? { text: JSON.stringify(query) } : {}) };
}

function list(text: string | undefined): string[] {
  return (text ?? '')
    .split(',')
    .map((each) => each.trim())
    .filter((each) => each !== '');
}
