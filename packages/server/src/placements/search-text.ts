import { type JsonObject, type JsonValue, leafValues, parsePattern, type StixObject } from '@entente/stix';

/** What an object is found by: its name, and every other text that a person wrote into it. */
export type SearchText = { readonly title: string; readonly text: string };

/** Longer texts are findable by their beginning. */
const longestText = 100_000;
/** A pattern longer than this is a list, and no title. */
const longestTitlePattern = 10_000;
const mostInTitle = 3;

/** Properties whose texts are machinery, not words: ids, dates, versions. */
const unsearched = new Set([
  'id',
  'type',
  'spec_version',
  'created',
  'modified',
  'pattern_version',
  'payload_bin',
  'extension_type',
]);

export function searchText(object: StixObject): SearchText {
  const parts: string[] = [];
  collectFrom(object, parts, 0);
  return { title: titleOf(object), text: parts.join('\n').slice(0, longestText) };
}

/** Adds the texts of the properties, and answers how long all are together. */
function collectFrom(object: JsonObject, parts: string[], before: number): number {
  let length = before;
  for (const key of Object.keys(object)) {
    const value = object[key];
    if (value !== undefined && isSearched(key)) length = collect(value, parts, length);
  }
  return length;
}

function collect(value: JsonValue, parts: string[], before: number): number {
  if (before > longestText) return before;
  if (typeof value === 'string') {
    parts.push(value);
    return before + value.length;
  }
  if (typeof value !== 'object' || value === null) return before;
  return isList(value)
    ? value.reduce<number>((length, each) => collect(each, parts, length), before)
    : collectFrom(value, parts, before);
}

function isSearched(key: string): boolean {
  return !unsearched.has(key) && !key.endsWith('_ref') && !key.endsWith('_refs');
}

function isList(value: JsonObject | readonly JsonValue[]): value is readonly JsonValue[] {
  return Array.isArray(value);
}

/** The name of an object, or what stands for it in its type; the id where nothing does. */
export function titleOf(object: StixObject): string {
  if (object.type === 'statement') return statementTitle(object);
  for (const key of [
    'name',
    'value',
    'abstract',
    'opinion',
    'path',
    'subject',
    'display_name',
    'key',
    'relationship_type',
  ]) {
    const value = object[key];
    if (typeof value === 'string' && value.trim() !== '') return value;
  }
  const sought = object.type === 'indicator' ? soughtBy(object) : undefined;
  if (sought !== undefined) return sought;
  const content = object.content ?? object.description;
  if (typeof content === 'string' && content.trim() !== '') return firstLine(content);
  return object.id;
}

/** What an indicator looks for, which is how people know one without a name. */
function soughtBy({ pattern, pattern_type: type }: StixObject): string | undefined {
  if (typeof pattern !== 'string' || type !== 'stix' || pattern.length > longestTitlePattern) return undefined;
  const parsed = parsePattern(pattern);
  const values = parsed.ok ? [...new Set(leafValues(parsed.expression).map(({ value }) => value))] : [];
  if (values.length === 0) return undefined;
  const more = values.length - mostInTitle;
  return firstLine(`${values.slice(0, mostInTitle).join(', ')}${more > 0 ? ` and ${more} more` : ''}`);
}

/** Who, and what; without a quote (its originator has recalled it) only who. */
function statementTitle({ speaker_name: name, office, quote }: StixObject): string {
  const who = [name, office].find((each): each is string => typeof each === 'string' && each !== '');
  const what = typeof quote === 'string' && quote !== '' ? firstLine(quote) : undefined;
  return [who ?? 'Somebody unnamed', ...(what === undefined ? [] : [what])].join(': ');
}

function firstLine(text: string): string {
  const line = text.trim().split('\n', 1)[0] ?? '';
  return line.length > 120 ? `${line.slice(0, 119)}…` : line;
}
