import { columns } from '@entente/commitments';
import type { z } from '@hono/zod-openapi';
import type { CommitmentSummary, TotalLineMessage } from '../messages.ts';

/** For the screen and for paper; headings repeat on each sheet of it, and so do the terms, above and below. */
export const ledgerPageStyle = `
:root { font: 14px/1.45 Georgia, serif; color: #111; background: #fff; }
body { margin: 0 auto; max-width: 70rem; padding: 1.5rem; }
h1 { font-size: 1.6rem; margin: 0; }
.terms { font-weight: bold; letter-spacing: .04em; }
table { width: 100%; border-collapse: collapse; margin: 1rem 0 2rem; }
thead { display: table-header-group; }
th, td { text-align: left; vertical-align: top; padding: .3rem .5rem; border-bottom: 1px solid #999; }
tr { break-inside: avoid; }
.sheet, .sheet > tbody > tr > td { margin: 0; padding: 0; border: 0; }
.sheet > tbody > tr { break-inside: auto; }
.number { font-variant-numeric: tabular-nums; }
@media print { body { padding: 0; max-width: none; } @page { size: A4 landscape; margin: 14mm; } }
`;

type Row = { readonly commitment: z.infer<typeof CommitmentSummary>; readonly tlp: string };

/** The ledger as a page to print. Every value is escaped: it was written by strangers. */
export function ledgerPage(
  { coalition, viewer, asOf, terms }: { coalition: string; viewer: string; asOf: string; terms: string },
  rows: readonly Row[],
  lines: readonly z.infer<typeof TotalLineMessage>[],
): string {
  const totals = lines.map(({ column, sum, counted }) => tr([column, sum.words, String(counted)]));
  const ledger = rows.map(({ commitment, tlp }) => {
    const { name, by, kind, place = '', stage, overdue, figures } = commitment;
    const told = columns.flatMap((column) => (figures[column] ? [`${column} ${figures[column].words}`] : []));
    return tr([name, by.name, kind, place, `${stage}${overdue ? ', overdue' : ''}`, told.join('; '), tlp]);
  });
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Commitments as of ${text(asOf)}</title>
<link rel="stylesheet" href="/api/ledger.css"></head><body>
<table class="sheet" role="presentation"><thead><tr><td class="terms">${text(terms)}</td></tr></thead>
<tfoot><tr><td class="terms">${text(terms)}</td></tr></tfoot><tbody><tr><td>
<h1>Commitments as of ${text(asOf)}</h1>
<p>${text(coalition)}, as ${text(viewer)} has it. Promises and deliveries are told apart; nothing is counted twice.</p>
${table(['Total', 'Figure', 'Rows'], totals)}
${table(['Commitment', 'Member', 'Kind', 'Place', 'State', 'Figures', 'TLP'], ledger)}
</td></tr></tbody></table></body></html>`;
}

function table(headings: readonly string[], rows: readonly string[]): string {
  const head = headings.map((each) => `<th scope="col">${text(each)}</th>`).join('');
  return `<table><thead><tr>${head}</tr></thead><tbody>${rows.join('')}</tbody></table>`;
}

function tr(cells: readonly string[]): string {
  return `<tr>${cells.map((cell) => `<td class="number">${text(cell)}</td>`).join('')}</tr>`;
}

function text(value: string): string {
  return value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
