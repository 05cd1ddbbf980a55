import fc from 'fast-check';
import type { Path } from '../src/json-tree.ts';
import { formatSelector } from '../src/selector.ts';
import { identity } from './sample-roster.ts';

/** A value as it is written: the exact text of a scalar, or lists and objects of them. */
export type Written = string | readonly Written[] | { readonly [key: string]: Written };

/** Ids that objects refer to. */
export const targets: readonly string[] = [1, 2, 3, 4].map(
  (n) => `indicator--00000000-0000-4000-8000-${String(n).padStart(12, '0')}`,
);

/** Every text that is written is written once, so that finding it in a rendition proves that its value is there. */
const text = (n: number) => (n % 3 === 0 ? `"\\u0076${n}\\/w"` : `"v${n}w"`);
const number = (n: number) => `7${n}${['0', '.50', 'E+2', '123456789012345678901'][n % 4]}`;

const shape = fc.record({
  labels: fc.integer({ min: 0, max: 3 }),
  externalReferences: fc.integer({ min: 0, max: 3 }),
  references: fc.array(fc.constantFrom(...targets), { minLength: 1, maxLength: 4 }),
  description: fc.boolean(),
  list: fc.integer({ min: 0, max: 3 }),
  link: fc.option(fc.constantFrom(...targets)),
});

/** A report in which STIX asks no two optional properties to come together, with properties of its own that nest. */
export const arbitraryReport = fc
  .record({ shape, gaps: fc.array(fc.constantFrom('', ' ', '\n\t'), { minLength: 7 }) })
  .map(({ shape: { labels, externalReferences, references, description, list, link }, gaps }) => {
    let count = 0;
    const some = (n: number, make: () => Written): Written[] => Array.from({ length: n }, make);
    const string = () => text(count++);
    const object: { [key: string]: Written } = {
      type: '"report"',
      spec_version: '"2.1"',
      id: '"report--00000000-0000-4000-8000-000000000100"',
      created_by_ref: JSON.stringify(identity(1)),
      created: '"2026-01-01T00:00:00.000Z"',
      modified: '"2026-01-02T00:00:00.123456Z"',
      name: string(),
      published: '"2026-01-03T00:00:00.10Z"',
      object_refs: references.map((id) => JSON.stringify(id)),
    };
    if (description) object.description = string();
    if (labels > 0) object.labels = some(labels, string);
    if (externalReferences > 0) {
      object.external_references = some(externalReferences, () => ({ source_name: string(), description: string() }));
    }
    if (list > 0)
      object.x_list = some(list, () => ({ ours: string(), count: number(count++), deep: [string(), [string()]] }));
    if (link !== null) object.x_more = { x_link_ref: JSON.stringify(link), plain: string() };
    return { object, gaps };
  });

/** Writes it with odd spacing. */
export function write(value: Written, gaps: readonly string[]): string {
  let at = 0;
  const gap = () => gaps[at++ % gaps.length] ?? '';
  const put = (inner: Written): string => {
    if (typeof inner === 'string') return inner;
    if (isList(inner)) return `[${inner.map((item) => gap() + put(item) + gap()).join(',')}]`;
    return `{${Object.entries(inner)
      .map(([key, item]) => `${gap()}"${key}"${gap()}:${gap()}${put(item)}${gap()}`)
      .join(',')}}`;
  };
  return put(value);
}

/** Every selector of an object. */
export function selectorsOf(value: Written, path: Path = []): string[] {
  const here = path.length > 0 ? [formatSelector(path)] : [];
  if (typeof value === 'string') return here;
  const inner = isList(value) ? [...value.entries()] : Object.entries(value);
  return [...here, ...inner.flatMap(([step, item]) => selectorsOf(item, [...path, step]))];
}

/** The exact scalar texts in a JSON text, with what is withheld taken out by the plainest means. */
export function isList(value: Written): value is readonly Written[] {
  return Array.isArray(value);
}
