import { type JsonObject, type JsonValue, leafValues, parsePattern, tlpMarkings } from '@entente/stix';
import { asList, asText } from '../json/json-access.ts';
import { csvLine } from './csv-line.ts';

/** What else is known of an indicator that stands in a column: not in the object itself, but with it. */
export type BesideIndicator = {
  /** How it must be treated, a sentence each. */
  readonly handling?: readonly string[];
  /** The TLP label of the terms under which its reader has it, where the object itself carries none. */
  readonly tlp?: string;
};

/** How each column of an indicator's row is filled. Several values of a cell stand on lines of their own. */
const COLUMNS: readonly (readonly [
  name: string,
  cell: (indicator: JsonObject, beside: BesideIndicator) => JsonValue | undefined,
])[] = [
  ['id', ({ id }) => id],
  ['name', ({ name }) => name],
  ['pattern', ({ pattern }) => pattern],
  ['pattern_type', ({ pattern_type: type }) => type],
  ['value_types', (indicator) => valuesOf(indicator).map(({ objectType, path }) => `${objectType}:${path}`)],
  ['values', (indicator) => valuesOf(indicator).map(({ value }) => value)],
  ['valid_from', ({ valid_from: from }) => from],
  ['valid_until', ({ valid_until: until }) => until],
  ['labels', ({ labels }) => labels],
  ['indicator_types', ({ indicator_types: types }) => types],
  ['confidence', ({ confidence }) => confidence],
  ['tlp', (indicator, { tlp = '' }) => (tlpOf(indicator).length > 0 ? tlpOf(indicator) : tlp)],
  ['handling', (_, { handling = [] }) => [...handling]],
  ['created_by', ({ created_by_ref: creator }) => creator],
  ['modified', ({ modified }) => modified],
];

/** The first line of a CSV file of indicators. */
export const INDICATOR_CSV_HEADER: string = csvLine(COLUMNS.map(([name]) => name));

/**
 * An indicator as one line of CSV, with the columns of `INDICATOR_CSV_HEADER`. `value_types` and `values` have a line for
 * each value that a STIX pattern compares; they are empty for patterns in other languages. Undefined for other objects.
 */
export function indicatorCsv(object: JsonObject, beside: BesideIndicator = {}): string | undefined {
  if (object.type !== 'indicator') return undefined;
  return csvLine(COLUMNS.map(([, cell]) => cellText(cell(object, beside))));
}

function cellText(value: JsonValue | undefined): string {
  if (Array.isArray(value)) return value.map(cellText).join('\n');
  return typeof value === 'string' ? value : (asText(value) ?? '');
}

function valuesOf({ pattern, pattern_type: type }: JsonObject): ReturnType<typeof leafValues> {
  if (typeof pattern !== 'string' || type !== 'stix') return [];
  const parsed = parsePattern(pattern);
  return parsed.ok ? leafValues(parsed.expression) : [];
}

function tlpOf(indicator: JsonObject): string[] {
  return asList(indicator.object_marking_refs).flatMap((ref) => tlpMarkings.get(asText(ref) ?? '')?.name ?? []);
}
