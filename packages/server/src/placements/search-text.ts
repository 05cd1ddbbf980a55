import type { JsonValue, StixObject } from '@entente/stix';

/** What an object is found by: its name, and every other text that a person wrote into it. */
export type SearchText = { readonly title: string; readonly text: string };

/** Longer texts are findable by their beginning. */
const longestText = 100_000;

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
  let length = 0;
  const collect = (value: JsonValue | undefined, key: string): void => {
    if (length > longestText || unsearched.has(key) || key.endsWith('_ref') || key.endsWith('_refs')) return;
    if (typeof value === 'string') {
      parts.push(value);
      length += value.length;
    } else if (Array.isArray(value)) {
      for (const each of value) collect(each, key);
    } else if (typeof value === 'object' && value !== null) {
      for (const [name, each] of Object.entries(value)) collect(each, name);
    }
  };
  for (const key of Object.keys(object)) collect(object[key], key);
  return { title: titleOf(object), text: parts.join('\n').slice(0, longestText) };
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
  const content = object.content ?? object.description;
  if (typeof content === 'string' && content.trim() !== '') return firstLine(content);
  return object.id;
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
