import type { Interval } from './interval.ts';
import { isExact } from './interval.ts';
import type { Amount, Measure, Quantity } from './quantity.ts';

const number = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 2 });
const percent = new Intl.NumberFormat('en-GB', { style: 'percent', maximumFractionDigits: 1 });

/** A quantity as it was given: "about 2,000 troops", "roughly half" is "about 50% of another commitment". */
export function quantityWords(quantity: Quantity): string {
  if (quantity.kind === 'share') return `${amountWords(quantity.amount, percent)} of another commitment`;
  return withMeasure(amountWords(quantity.amount, number), quantity.measure);
}

/** A computed figure: "2,000 troops", "2,000 troops (1,800 to 2,200)", "500 troops or more". */
export function figureWords(figure: Interval, measure: Measure): string {
  const { low, best, high } = figure;
  const words = withMeasure(number.format(best), measure);
  if (isExact(figure)) return words;
  if (high === undefined) return low === best ? `${words} or more` : `${words} (${number.format(low)} or more)`;
  return `${words} (${number.format(low)} to ${number.format(high)})`;
}

export function measureWords(measure: Measure): string {
  return 'unit' in measure ? measure.unit : measure.currency;
}

function withMeasure(amount: string, measure: Measure): string {
  return 'unit' in measure ? `${amount} ${measure.unit}` : `${measure.currency} ${amount}`;
}

function amountWords(amount: Amount, format: Intl.NumberFormat): string {
  switch (amount.bound) {
    case 'exact':
      return format.format(amount.value);
    case 'range':
      return `${format.format(amount.low)} to ${format.format(amount.high)}`;
    default:
      return `${amount.bound.replace('-', ' ')} ${format.format(amount.value)}`;
  }
}
