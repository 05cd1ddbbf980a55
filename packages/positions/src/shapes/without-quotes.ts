import type { JsonObject, JsonValue, StixObject } from '@entente/stix';
import { isObject } from './fields.ts';

/**
 * A statement without the words of its source, and marked so: who said what about which claim, and when, is its author's
 * own word and stays. Undefined where nothing in it is quoted.
 */
export function withoutQuotes(statement: StixObject): StixObject | undefined {
  const { quote, quantities, granular_markings: marked, ...own } = statement;
  const numbers = Array.isArray(quantities) ? quantities.map(withoutText) : quantities;
  const hasTexts = JSON.stringify(numbers) !== JSON.stringify(quantities);
  if (quote === undefined && !hasTexts) return undefined;
  const parts = Array.isArray(marked) ? marked.flatMap(withoutSelectors) : [];
  return {
    ...own,
    ...(numbers === undefined ? {} : { quantities: numbers }),
    ...(parts.length === 0 ? {} : { granular_markings: parts }),
    source_recalled: true,
  } as StixObject;
}

function withoutText(quantity: JsonValue): JsonValue {
  if (!isObject(quantity)) return quantity;
  const { text: _, ...rest } = quantity;
  return rest;
}

/** A selector of what is not there is no valid one (STIX 2.1, section 7.2.3). */
function withoutSelectors(part: JsonValue): readonly JsonObject[] {
  if (!isObject(part) || !Array.isArray(part.selectors)) return [];
  const selectors = part.selectors.filter((each) => !/^(quote|quantities\.\[\d+\]\.text)$/.test(String(each)));
  return selectors.length === 0 ? [] : [{ ...part, selectors }];
}
