import type { LedgerImport } from '@entente/server/api-types';
import { Badge } from '../../ui/badge.tsx';
import { SafeText } from '../../ui/safe-text.tsx';

type Row = LedgerImport['rows'][number];

const looks: Record<Row['state'], { sign: string; word: string; tone: 'good' | 'accent' | 'plain' | 'danger' }> = {
  refused: { sign: '✕', word: 'refused', tone: 'danger' },
  new: { sign: '+', word: 'new', tone: 'good' },
  event: { sign: '↳', word: 'an event', tone: 'accent' },
  unchanged: { sign: '=', word: 'unchanged', tone: 'plain' },
};
const mostShown = 200;

/** What becomes of each row: those that are refused first, with the reasons. */
export function RowOutcomes({ table: { counts, rows } }: { table: LedgerImport }) {
  const sorted = rows.toSorted(
    (a, b) => Number(b.state === 'refused') - Number(a.state === 'refused') || a.row - b.row,
  );
  return (
    <section aria-label="What becomes of each row">
      <p role="status" className="text-sm">
        {counts.new} new, {counts.event} events of what is known, {counts.unchanged} unchanged, {counts.refused} refused
      </p>
      <ul className="mt-2 max-h-80 divide-y divide-line overflow-y-auto rounded-md border border-line">
        {sorted.slice(0, mostShown).map(({ row, state, name, reasons }) => (
          <li key={row} className="px-3 py-1.5 text-sm">
            <span className="flex items-baseline gap-3">
              <span className="tabular w-10 shrink-0 text-xs text-ink-faint">row {row}</span>
              <span className="min-w-0 flex-1">
                <SafeText>{name ?? ''}</SafeText>
              </span>
              <Badge tone={looks[state].tone}>
                <span aria-hidden="true">{looks[state].sign}</span> {looks[state].word}
              </Badge>
            </span>
            {reasons.map((reason) => (
              <span key={reason} className="block pl-13 text-xs text-danger">
                <SafeText>{reason}</SafeText>
              </span>
            ))}
          </li>
        ))}
      </ul>
      {rows.length > mostShown && (
        <p className="mt-1 text-xs text-ink-soft">{rows.length - mostShown} rows more are not shown.</p>
      )}
    </section>
  );
}
