import type { ObjectPath, PathStep } from './pattern-expression.ts';
import { PatternSyntaxError } from './pattern-syntax-error.ts';
import type { TokenReader } from './token-reader.ts';

const LIST_INDEX = /^[0-9]+$/;

/** Reads `type:property.property[0].'a-key'` (section 9.7). */
export function parseObjectPath(reader: TokenReader): ObjectPath {
  const objectType = reader.expectKind('name', 'an object type').text;
  reader.expect(':');
  const steps: PathStep[] = [parseKey(reader)];
  for (;;) {
    if (reader.accept('.')) steps.push(parseKey(reader));
    else if (reader.accept('[')) steps.push(parseIndex(reader));
    else return { objectType, steps };
  }
}

/** A property or key: a name, or in apostrophes whatever else, such as a name with a hyphen. */
function parseKey(reader: TokenReader): PathStep {
  if (reader.current.kind === 'string') return { key: reader.take().text };
  const { text, offset } = reader.expectKind('name', 'a property name');
  if (text.includes('-')) {
    throw new PatternSyntaxError('A property name with a hyphen must be in apostrophes', offset);
  }
  return { key: text };
}

function parseIndex(reader: TokenReader): PathStep {
  if (reader.accept('*')) {
    reader.expect(']');
    return { index: '*' };
  }
  const { kind, text } = reader.current;
  if (kind !== 'number' || !LIST_INDEX.test(text) || !Number.isSafeInteger(Number(text))) {
    return reader.fail('a list index from 0, or *');
  }
  reader.take();
  reader.expect(']');
  return { index: Number(text) };
}
