import type { Day } from '../calendar/day.ts';
import type { EventKind } from '../ledger/commitment.ts';
import type { Column } from '../ledger/state.ts';
import type { Interval } from './interval.ts';
import { isExact } from './interval.ts';
import type { Amount, Measure, Quantity } from './quantity.ts';

const number = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 2 });
const scales = [
  [1e9, 'billion'],
  [1e6, 'million'],
] as const;
const percent = new Intl.NumberFormat('en-GB', { style: 'percent', maximumFractionDigits: 1 });

const figureNames: Readonly<Record<Column, string>> = {
  promised: 'what is promised',
  delivered: 'what is delivered',
  outstanding: 'what is outstanding',
  leaving: 'what is to leave',
  remaining: 'what remains',
  withdrawn: 'what is gone',
};

/**
 * A quantity of a commitment as it was given: "about 2,000 troops"; "roughly half" is "about 50% of what is there". Money
 * says of which day its prices are, where that is not the day on which it was `said`.
 */
export function quantityWords(quantity: Quantity, commitment?: string, kind?: EventKind, said?: Day): string {
  if (quantity.kind === 'share') {
    const isOwn = quantity.of !== undefined && quantity.of === commitment;
    const figure = quantity.figure === undefined ? (isOwn ? ownWhole(kind) : '') : figureNames[quantity.figure];
    const whole = isOwn ? figure : `${figure === '' ? '' : `${figure} of `}another commitment`;
    const then = quantity.on === undefined ? '' : ` as of ${quantity.on}`;
    return `${amountWords(quantity.amount, percent)} of ${whole}${then}`;
  }
  const { measure, amount } = quantity;
  const words = withMeasure(amountWords(amount, 'unit' in measure ? number : { format: money }), measure);
  if ('unit' in measure || measure.on === undefined || measure.on === said) return words;
  return `${words} at prices of ${measure.on}`;
}

/** As `foldEvents` takes it. */
function ownWhole(kind: EventKind | undefined): string {
  return kind !== undefined && ofPromise.has(kind) ? figureNames.promised : 'what is there';
}
const ofPromise: ReadonlySet<EventKind> = new Set(['announced', 'pledged', 'confirmed', 'deployed', 'disbursed']);

/** A computed figure: "2,000 troops", "2,000 troops (1,800 to 2,200)", "500 troops or more". */
export function figureWords(figure: Interval, measure: Measure): string {
  const { low, best, high } = figure;
  const words = withMeasure('unit' in measure ? number.format(best) : money(best), measure);
  const plain = (value: number): string => ('unit' in measure ? number.format(value) : money(value));
  if (isExact(figure)) return words;
  if (high === undefined) return low === best ? `${words} or more` : `${words} (${plain(low)} or more)`;
  return `${words} (${plain(low)} to ${plain(high)})`;
}

/** A share from 0 to 1 in whole per cent. What is little is not nothing, and nearly all is not all. */
export function shareWords(share: number): string {
  const rounded = Math.round(share * 100);
  if (rounded <= 0 && share > 0) return 'under 1%';
  if (rounded >= 100 && share < 1) return 'over 99%';
  return `${rounded}%`;
}

/** Millions and billions by name, where that loses nothing: `2 billion`, `1.5 million`, `1,234,567`. */
function money(value: number): string {
  for (const [size, name] of scales) {
    const scaled = value / size;
    // Bounds are products, and doubles: a millionth of a cent is no digit that is lost.
    if (scaled >= 1 && Math.abs(Math.round(scaled * 100) / 100 - scaled) < 1e-9)
      return `${number.format(scaled)} ${name}`;
  }
  return number.format(value);
}

function withMeasure(amount: string, measure: Measure): string {
  return 'unit' in measure ? `${amount} ${measure.unit}` : `${measure.currency} ${amount}`;
}

function amountWords(amount: Amount, format: { format(value: number): string }): string {
  switch (amount.bound) {
    case 'exact':
      return format.format(amount.value);
    case 'range':
      return `${format.format(amount.low)} to ${format.format(amount.high)}`;
    default:
      return `${amount.bound.replace('-', ' ')} ${format.format(amount.value)}`;
  }
}
