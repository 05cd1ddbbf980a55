import { compact, compactly, Fields, isObject } from '@entente/positions';
import type { JsonObject, JsonValue } from '@entente/stix';
import { columns } from '../ledger/state.ts';
import { type Amount, bounds, type Measure, type Quantity } from '../quantity/quantity.ts';

const currency = /^[A-Z]{3}$/;

/** A quantity as an object has it; undefined where it is none. What a rendition withholds of it is missing, not wrong. */
export function readQuantity(value: JsonValue): Quantity | undefined {
  if (!isObject(value)) return undefined;
  const fields = new Fields(value);
  const amount = readAmount(value, fields);
  const isShare = value.measure === 'share';
  const of = fields.ref('of_ref', ['commitment']);
  const [figure, on] = [fields.oneOf('of_figure', columns), fields.day('of_on')];
  const measure = isShare ? undefined : readMeasure(fields);
  if (amount === undefined || fields.problems.length > 0) return undefined;
  if (isShare) return { kind: 'share', amount, ...compactly({ of, figure, on }) };
  return measure === undefined ? undefined : { kind: 'measured', amount, measure };
}

function readAmount(value: JsonObject, fields: Fields): Amount | undefined {
  const bound = value.bound === undefined ? 'exact' : fields.oneOf('bound', bounds);
  const isFit = (each: number | undefined): each is number =>
    each !== undefined && Number.isFinite(each) && each >= 0 && each <= Number.MAX_SAFE_INTEGER;
  if (bound === 'range') {
    const [low, high] = [fields.number('low'), fields.number('high')];
    return isFit(low) && isFit(high) && low <= high ? { bound, low, high } : undefined;
  }
  const number = fields.number('value');
  return bound !== undefined && isFit(number) ? { bound, value: number } : undefined;
}

function readMeasure(fields: Fields): Measure | undefined {
  const [unit, code, on] = [fields.text('unit'), fields.text('currency'), fields.day('priced_on')];
  if (code === undefined) return unit === undefined ? undefined : { unit };
  if (unit !== undefined || !currency.test(code)) return undefined;
  return { currency: code, ...(on === undefined ? {} : { on }) };
}

/** The quantity on the wire. */
export function writeQuantity(quantity: Quantity): JsonObject {
  const { amount } = quantity;
  const number = amount.bound === 'range' ? { low: amount.low, high: amount.high } : { value: amount.value };
  const bound = amount.bound === 'exact' ? undefined : amount.bound;
  if (quantity.kind === 'share')
    return compact({
      measure: 'share',
      bound,
      ...number,
      of_ref: quantity.of,
      of_figure: quantity.figure,
      of_on: quantity.on,
    });
  const { measure } = quantity;
  const of = 'unit' in measure ? { unit: measure.unit } : { currency: measure.currency, priced_on: measure.on };
  return compact({ bound, ...number, ...of });
}
