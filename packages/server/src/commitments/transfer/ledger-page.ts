import { type Column, columns, type Stage } from '@entente/commitments';
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
@media screen and (max-width: 48rem) {
  body { padding: .75rem; }
  .rows thead { display: none; }
  .rows tr { display: block; padding: .4rem 0; border-bottom: 1px solid #999; }
  .rows td { display: block; padding: .05rem 0; border: 0; }
  .rows td:first-child { font-weight: bold; }
  .rows td:not(:first-child)::before { content: attr(data-head) ": "; color: #555; }
  .rows td:empty { display: none; }
}
@media print { body { padding: 0; max-width: none; } @page { size: A4 landscape; margin: 14mm; } }
`;

type Row = { readonly commitment: z.infer<typeof CommitmentSummary>; readonly tlp: string };

/** The ledger as a page to print. Every value is escaped: it was written by strangers. */
export function ledgerPage(
  { coalition, viewer, asOf, terms }: { coalition: string; viewer: string; asOf: string; terms: string },
  rows: readonly Row[],
  lines: readonly z.infer<typeof TotalLineMessage>[],
): string {
  const totals = lines.map(({ column, sum, counted }) => [names[column], sum.words, String(counted)]);
  const ledger = rows.map(({ commitment, tlp }) => {
    const { name, by, kind, place = '', stage, since, due, overdue } = commitment;
    const days = [since === undefined ? '' : `since ${since}`, due === undefined ? '' : `due ${due}`];
    const state = [plain(stage), ...days, overdue ? 'overdue' : ''].filter((each) => each !== '').join(', ');
    const level = tlp === 'none' ? 'none' : `TLP:${tlp.toUpperCase()}`;
    return [name, by.name, plain(kind), place, state, toldOf(commitment).join('; '), level];
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

/** Figures that say more than those before them: not what is outstanding of what nobody delivered, nor what is over. */
function toldOf({ figures, stage }: Row['commitment']): string[] {
  const { promised, outstanding } = figures;
  return columns.flatMap((column) => {
    const figure = figures[column];
    if (figure === undefined || (column === 'outstanding' && promised?.words === outstanding?.words)) return [];
    if (column === 'remaining' && figures.leaving === undefined) return [];
    return over.has(stage) && figure.best === 0 ? [] : [`${names[column].toLowerCase()} ${figure.words}`];
  });
}

const over: ReadonlySet<Stage> = new Set(['expired', 'withdrawn', 'denied']);

const names: Readonly<Record<Column, string>> = {
  promised: 'Promised',
  delivered: 'Deployed or paid',
  outstanding: 'Outstanding',
  leaving: 'Ordered to leave',
  remaining: 'Would remain',
  withdrawn: 'Withdrawn',
};

function plain(word: string): string {
  return word.replaceAll('-', ' ');
}

function table(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  const head = headings.map((each) => `<th scope="col">${text(each)}</th>`).join('');
  const body = rows.map((cells) => `<tr>${cells.map((cell, place) => td(headings[place] ?? '', cell)).join('')}</tr>`);
  return `<table class="rows"><thead><tr>${head}</tr></thead><tbody>${body.join('')}</tbody></table>`;
}

/** On a narrow screen each cell stands on a line of its own, after what it is. */
function td(heading: string, value: string): string {
  return `<td class="number" data-head="${text(heading)}">${text(value)}</td>`;
}

function text(value: string): string {
  return value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
