import type { JsonValue } from '@entente/stix';
import { asObject } from '../json/json-access.ts';
import { isMany, type Observable } from './observable.ts';

/** Properties that may refer to several types, so that a pattern has to name the type. */
const REFERENCES_OF_ANY_TYPE: ReadonlySet<string> = new Set(['dst_ref', 'src_ref']);

const TIMESTAMP = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/;

/** Properties of observables that are timestamps, and so are compared with timestamp constants. */
const TIMES =
  /(?:^|_)(?:[acm]time|start|end|date|created|expires|first_login|last_login|last_changed|not_before|not_after|time)$/;

const NAME = /^[A-Za-z_]\w*$/;

/**
 * The STIX pattern that matches all of the observables: one observation for each, since the comparisons of an observation
 * have to start from the same object (section 9.5). Undefined if there is nothing to compare.
 */
export function toPattern(observables: readonly Observable[]): string | undefined {
  const observations = observables.flatMap((observable) => {
    const comparisons = [...new Set(comparisonsOf(observable, `${observable.type}:`))];
    return comparisons.length > 0 ? [`[${comparisons.join(' AND ')}]`] : [];
  });
  return observations.length > 0 ? observations.join(' AND ') : undefined;
}

function* comparisonsOf(observable: Observable, path: string): Generator<string> {
  const refs = Object.entries(observable.refs ?? {});
  // In the order of MISP's documentation: the ends of traffic before its ports, other references last.
  yield* comparisonsOfRefs(
    refs.filter(([property]) => REFERENCES_OF_ANY_TYPE.has(property)),
    path,
  );
  for (const [property, value] of Object.entries(observable.properties)) {
    yield* comparisonsOfValue(value, `${path}${step(property)}`, property);
  }
  yield* comparisonsOfRefs(
    refs.filter(([property]) => !REFERENCES_OF_ANY_TYPE.has(property)),
    path,
  );
  for (const file of observable.attachments ?? []) yield* comparisonsOf(file, `${path}body_multipart[*].body_raw_ref.`);
}

function* comparisonsOfRefs(
  refs: readonly [string, NonNullable<Observable['refs']>[string]][],
  path: string,
): Generator<string> {
  for (const [property, target] of refs) {
    if (target === undefined) continue;
    if (isMany(target)) {
      for (const child of target) yield* comparisonsOf(child, `${path}${property}[*].`);
      continue;
    }
    if (REFERENCES_OF_ANY_TYPE.has(property)) yield `${path}${property}.type = ${constant(target.type, '')}`;
    yield* comparisonsOf(target, `${path}${property}.`);
  }
}

function* comparisonsOfValue(value: JsonValue, path: string, property: string): Generator<string> {
  if (Array.isArray(value)) {
    for (const member of value) yield* comparisonsOfValue(member, `${path}[*]`, property);
    return;
  }
  const object = asObject(value);
  if (object === undefined) {
    if (value !== null) yield `${path} = ${constant(value, property)}`;
    return;
  }
  for (const [name, member] of Object.entries(object)) {
    yield* comparisonsOfValue(member, `${path}.${step(name)}`, name);
  }
}

function step(name: string): string {
  return NAME.test(name) ? name : quoted(name);
}

function constant(value: JsonValue, property: string): string {
  if (typeof value !== 'string') return String(value);
  return TIMESTAMP.test(value) && TIMES.test(property) ? `t${quoted(value)}` : quoted(value);
}

function quoted(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&')}'`;
}
