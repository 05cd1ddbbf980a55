import type { TotalLine } from '@entente/server/api-types';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { type LedgerFilters, totalsQuery } from '../../api/commitments.ts';
import { Button } from '../../ui/button.tsx';
import { Panel } from '../../ui/panel.tsx';
import { QueryState } from '../../ui/query-state.tsx';
import { SafeText } from '../../ui/safe-text.tsx';
import { noRates, RatesForm } from './rates-form.tsx';
import { columnNames } from './words.ts';

/** As many as the node tells of one line at once. */
const mostRows = 5000;

const shown: readonly TotalLine['column'][] = [
  'promised',
  'delivered',
  'outstanding',
  'leaving',
  'remaining',
  'withdrawn',
];

/** Totals of what a filter leaves, each of which opens into the rows that it comes from. */
export function TotalsPanel({ filters }: { filters: LedgerFilters }) {
  const [rates, setRates] = useState(noRates);
  const { currency } = rates;
  const conversion = currency === undefined ? {} : { currency, rate: rates.rates.join(',') };
  const totals = useQuery(totalsQuery({ ...filters, ...conversion }));
  return (
    <Panel title="Totals" aside="Each opens into its rows">
      <QueryState query={totals} lines={3}>
        {({ lines }) =>
          lines.length === 0 ? (
            <p className="text-sm text-ink-soft">No figures on that day.</p>
          ) : (
            <>
              <div className="grid gap-x-8 gap-y-4 sm:grid-cols-2 xl:grid-cols-3">
                {shown.map((column) => {
                  const own = lines.filter((line) => line.column === column && line.sum.high !== 0);
                  return own.length === 0 ? null : (
                    <section key={column} className="min-w-0">
                      <h3 className="text-xs font-medium text-ink-soft">{columnNames[column]}</h3>
                      {own.map((line) => (
                        <TotalRows
                          key={line.sum.unit ?? line.sum.currency}
                          line={line}
                          question={{ ...filters, ...conversion }}
                        />
                      ))}
                    </section>
                  );
                })}
              </div>
              <RatesForm currencies={currenciesOf(lines)} value={rates} onChange={setRates} />
            </>
          )
        }
      </QueryState>
    </Panel>
  );
}

function currenciesOf(lines: readonly TotalLine[]): string[] {
  return [...new Set(lines.flatMap(({ sum }) => sum.currency ?? []))];
}

function TotalRows({ line: first, question }: { line: TotalLine; question: LedgerFilters }) {
  const [rows, setRows] = useState(0);
  const more = useQuery({ ...totalsQuery({ ...question, column: first.column, rows }), enabled: rows > 0 });
  const same = more.data?.lines.find(({ sum }) => sum.unit === first.sum.unit && sum.currency === first.sum.currency);
  const line = same ?? first;
  return (
    <details className="border-b border-line py-1 last:border-b-0">
      <summary className="cursor-pointer font-serif text-base tabular">
        <SafeText>{line.sum.words}</SafeText>
      </summary>
      <ul className="mt-1 mb-2 space-y-1 text-sm">
        {line.rows.map((row) => (
          <li key={row.commitment} className={row.notCounted ? 'text-ink-soft' : undefined}>
            <span className="flex items-baseline justify-between gap-3">
              <Link
                to="/commitments/$id"
                params={{ id: row.commitment }}
                className="min-w-0 text-accent underline underline-offset-2"
              >
                <SafeText>{row.name}</SafeText>
              </Link>
              <span className={`tabular shrink-0 text-xs ${row.notCounted ? 'line-through' : ''}`}>
                <SafeText>{row.value.words}</SafeText>
              </span>
            </span>
            {row.notCounted && (
              <span className="block text-xs">
                not counted: {row.notCounted.because.replace('-', ' ')} <SafeText>{row.notCounted.name}</SafeText>
              </span>
            )}
            {row.before && (
              <span className="block text-xs text-ink-faint">
                {row.before.value.words}, at {row.before.rate.rate} of {row.before.rate.on}
              </span>
            )}
          </li>
        ))}
      </ul>
      {line.rows.length < Math.min(line.count, mostRows) && (
        <Button
          tone="quiet"
          size="sm"
          className="mb-2"
          busy={more.isFetching}
          onClick={() => setRows(Math.min(mostRows, Math.max(500, line.rows.length * 4)))}
        >
          Show more of {line.count.toLocaleString('en-GB')} rows
        </Button>
      )}
      {line.rows.length === mostRows && line.count > mostRows && (
        <p className="mb-2 text-xs text-ink-soft">
          {mostRows.toLocaleString('en-GB')} of {line.count.toLocaleString('en-GB')} rows. Narrow the ledger, or take it
          out as a table.
        </p>
      )}
    </details>
  );
}
