import { addDays, eventKinds, isDay } from '@entente/commitments';
import { z } from '@hono/zod-openapi';
import { GivenCommitment, GivenEvent } from '../messages.ts';
import { type Mapping, type SheetColumn, sheetColumns } from './columns.ts';

/** A row of a file as the commitment and event that it means, or every reason why it means none. */
export type ReadRow =
  | {
      readonly ok: true;
      /** The id of a commitment that is there already. */
      readonly id?: string;
      readonly commitment: z.output<typeof GivenCommitment>;
      readonly event?: z.output<typeof GivenEvent>;
    }
  | { readonly ok: false; readonly reasons: readonly string[] };

export function readRow(cells: readonly string[], mapping: Mapping): ReadRow {
  const text = (column: SheetColumn): string | undefined => {
    const index = mapping[column];
    const value = index === undefined ? undefined : cells[index]?.trim();
    return value === '' ? undefined : value;
  };
  const reasons: string[] = [];
  const number = (column: SheetColumn): number | undefined => {
    const value = text(column);
    if (value === undefined) return undefined;
    const found = numberOf(value);
    if (found === undefined) reasons.push(`${column}: ${value} is no number`);
    return found;
  };
  const day = (column: SheetColumn): string | undefined => {
    const value = text(column);
    if (value === undefined) return undefined;
    const found = dayOf(value);
    if (found === undefined) reasons.push(`${column}: ${value} is no day; write 2019-02-06`);
    return found;
  };
  const given = {
    name: text('name'),
    kind: text('kind')?.toLowerCase().replaceAll(' ', '-'),
    by: text('by'),
    counterparts: list(text('counterparts')),
    place: text('place'),
    region: text('region'),
    line: text('line'),
    from: day('from'),
    until: day('until'),
  };
  const quantity = quantityOf(text, number, day);
  const kind = text('event')?.toLowerCase().replaceAll(/[ _]/g, '-');
  const event = {
    kind,
    quantity,
    reading: text('reading'),
    said: day('said'),
    effective: day('effective'),
    effectiveUntil: day('effective_until'),
    source: text('source'),
    confidence: number('confidence'),
    description: text('description'),
  };
  if (kind !== undefined && !(eventKinds as readonly string[]).includes(kind)) {
    reasons.push(`event: ${kind} is none of ${eventKinds.join(', ')}`);
  }
  const commitment = GivenCommitment.safeParse(given);
  const read = kind === undefined ? undefined : GivenEvent.safeParse(event);
  if (kind === undefined && quantity !== undefined) reasons.push('event: is missing, so the number means nothing');
  if (!commitment.success) reasons.push(...issues(commitment.error, reasons));
  if (read !== undefined && !read.success) reasons.push(...issues(read.error, reasons));
  if (reasons.length > 0 || !commitment.success) return { ok: false, reasons };
  const id = text('id');
  return {
    ok: true,
    ...(id === undefined ? {} : { id }),
    commitment: commitment.data,
    ...(read?.success ? { event: read.data } : {}),
  };
}

function quantityOf(
  text: (column: SheetColumn) => string | undefined,
  number: (column: SheetColumn) => number | undefined,
  day: (column: SheetColumn) => string | undefined,
) {
  const range = /^(.+) to (.+)$/
    .exec(text('share') ?? '')
    ?.slice(1)
    .map(numberOf);
  const share = range === undefined ? number('share') : undefined;
  const [value, low, high] = [number('value'), range?.[0] ?? number('low'), range?.[1] ?? number('high')];
  if (value === undefined && low === undefined && share === undefined) return undefined;
  const bound = text('bound')?.toLowerCase().replaceAll(' ', '-') ?? (low === undefined ? 'exact' : 'range');
  if (share !== undefined || range !== undefined) {
    const of = { of: text('share_of'), figure: text('share_figure')?.toLowerCase(), on: day('share_on') };
    return { bound, value: share, low, high, share: true, ...of };
  }
  const currency = text('currency')?.toUpperCase();
  return { bound, value, low, high, unit: text('unit'), currency, pricedOn: day('priced_on') };
}

/** `2,000`, `1 500`, `1.5`, `50 %` as 0.5. */
function numberOf(text: string): number | undefined {
  const plain = text.replaceAll(/(?<=\d)[,\u00a0 '](?=\d{3}(?:\D|$))/g, '');
  const found = /^(\d{1,15}(?:\.\d{1,10})?)\s?(%?)$/.exec(plain);
  if (found === null) return undefined;
  return found[2] === '%' ? Number(found[1]) / 100 : Number(found[1]);
}

/** A day as ISO writes it, as a day with points (6.2.2019), or as the number by which a spreadsheet counts it. */
function dayOf(text: string): string | undefined {
  if (isDay(text.slice(0, 10)) && /^.{10}(T.*)?$/.test(text)) return text.slice(0, 10);
  const points = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(text);
  if (points !== null) {
    const [, day = '', month = '', year = ''] = points;
    const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
    return isDay(iso) ? iso : undefined;
  }
  const serial = /^\d{5}(\.\d+)?$/.test(text) ? Math.floor(Number(text)) : 0;
  return serial > 20_000 && serial < 80_000 ? addDays('1899-12-30', serial) : undefined;
}

function list(text: string | undefined): string[] {
  return (text ?? '')
    .split(/[;|]/)
    .map((each) => each.trim())
    .filter((each) => each !== '');
}

/** What a schema refuses, but for what has been told already. */
function issues(error: z.ZodError, told: readonly string[]): string[] {
  return error.issues
    .map(({ path, message }) => `${path.join('.')}: ${message}`)
    .filter((each) => !told.some((other) => other.split(':')[0] === each.split(':')[0]));
}

/** A mapping that somebody gives: names of ours to numbers of columns. Undefined where it is none. */
export function readMapping(text: string): Mapping | undefined {
  const schema = z.partialRecord(z.enum(sheetColumns), z.number().int().min(0).max(63));
  try {
    const read = schema.safeParse(JSON.parse(text));
    return read.success ? (read.data as Mapping) : undefined;
  } catch {
    return undefined;
  }
}
