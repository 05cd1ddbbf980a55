import type { Path } from '../src/json-tree.ts';
import { formatSelector } from '../src/selector.ts';
import { isList, type Written } from './arbitrary-object.ts';

type Reviver = (key: string, value: Written, context: { source?: string }) => Written;

/** Parses a JSON text, every scalar as the text that it was written with. */
export function readWritten(text: string): Written {
  // The library's types do not know the third argument yet.
  const parse = JSON.parse as (text: string, reviver: Reviver) => Written;
  return parse(text, (_, value, { source }) => source ?? value);
}

/**
 * What is left of an object without some selectors: a second, plainer way to withhold, for comparison. Undefined if
 * nothing is left.
 */
export function leave(value: Written, withheld: ReadonlySet<string>, path: Path = []): Written | undefined {
  if (withheld.has(formatSelector(path))) return undefined;
  if (typeof value === 'string') return value;
  const inner = isList(value) ? [...value.entries()] : Object.entries(value);
  const kept = inner.flatMap(([step, item]) => {
    const left = leave(item, withheld, [...path, step]);
    return left === undefined ? [] : [[step, left] as const];
  });
  if (kept.length === 0 && inner.length > 0) return undefined;
  return isList(value) ? kept.map(([, item]) => item) : Object.fromEntries(kept);
}

/** The value at a path; undefined where there is none. */
export function at(value: Written, path: Path): Written | undefined {
  return path.reduce<Written | undefined>(
    (inner, step) => (inner as { [step: string]: Written } | undefined)?.[step],
    value,
  );
}

/** Whether anything is left of what a selector selects. */
export function isLeft(object: Written, path: Path, withheld: ReadonlySet<string>): boolean {
  const value = at(object, path);
  const isWithin = path.some((_, depth) => withheld.has(formatSelector(path.slice(0, depth + 1))));
  return value !== undefined && !isWithin && leave(value, withheld, path) !== undefined;
}
