import { type Amount, type Commitment, type CommitmentEvent, defaultReading } from '@entente/commitments';
import type { Viewer } from '../../accounts/viewer.ts';
import type { ReleaseNames } from '../../members/release-names.ts';
import type { LedgerView } from '../ledger-service.ts';
import { type SheetColumn, sheetColumns } from './columns.ts';

type Cell = string | number;

/** The ledger as a table that can be read back: a row an event, commitments without events a row of their own. */
export function ledgerTable(names: ReleaseNames, viewer: Viewer, { ledger, commitments }: LedgerView): Cell[][] {
  const series = Map.groupBy(ledger.events, ({ commitment }) => commitment);
  const rows = commitments.flatMap((commitment) => {
    const events = (series.get(commitment.id) ?? []).toSorted((a, b) =>
      a.said < b.said ? -1 : a.said > b.said ? 1 : 0,
    );
    return (events.length === 0 ? [undefined] : events).map((event) => row(names, viewer, commitment, event));
  });
  return [[...sheetColumns], ...rows.map((cells) => sheetColumns.map((column) => cells[column] ?? ''))];
}

function row(
  names: ReleaseNames,
  viewer: Viewer,
  { id, name, kind, by, counterparts, place, region, line, from, until }: Commitment,
  event: CommitmentEvent | undefined,
): { [column in SheetColumn]?: Cell | undefined } {
  const named = (identity: string): string => names.nameOf(viewer, identity);
  return {
    id,
    name,
    kind,
    by: named(by),
    counterparts: counterparts.map(named).join('; '),
    place,
    region,
    line,
    from,
    until,
    ...(event === undefined ? {} : eventCells(event, named)),
  };
}

function eventCells(event: CommitmentEvent, named: (identity: string) => string) {
  const { kind, quantity, reading, said, effective, effectiveUntil, source, confidence, description } = event;
  const amount = quantity === undefined ? {} : amountCells(quantity.amount, quantity.kind === 'share');
  const measure = quantity?.kind === 'measured' ? quantity.measure : undefined;
  return {
    event: kind,
    ...amount,
    ...(measure === undefined
      ? {}
      : 'unit' in measure
        ? { unit: measure.unit }
        : { currency: measure.currency, priced_on: measure.on }),
    ...(quantity?.kind === 'share'
      ? { share_of: quantity.of, share_figure: quantity.figure, share_on: quantity.on }
      : {}),
    reading: reading === undefined || reading === defaultReading(kind) ? undefined : reading,
    said,
    effective,
    effective_until: effectiveUntil,
    source: source.name === '' ? named(source.key) : source.name,
    confidence,
    description,
  };
}

function amountCells(amount: Amount, isShare: boolean): { [column in SheetColumn]?: Cell } {
  const bound = amount.bound === 'exact' ? {} : { bound: amount.bound };
  if (amount.bound === 'range') {
    const { low, high } = amount;
    return isShare ? { ...bound, share: `${low} to ${high}` } : { ...bound, low, high };
  }
  return isShare ? { ...bound, share: amount.value } : { ...bound, value: amount.value };
}
