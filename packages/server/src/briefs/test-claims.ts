import { randomUUID } from 'node:crypto';
import { writeClaim, writePosition, writeStatement } from '@entente/positions';
import type { JsonObject } from '@entente/stix';

/** For tests: what a member publishes, with the terms that it gives it. */
type More = { readonly id?: string } & JsonObject;

function published(
  type: string,
  object: JsonObject,
  { id = `${type}--${randomUUID()}`, ...more }: More,
): JsonObject & { id: string } {
  const stamp = '2026-01-02T00:00:00.000Z';
  return { ...object, spec_version: '2.1', id, created: stamp, modified: stamp, ...more };
}

export function claim(name: string, more: More = {}): JsonObject & { id: string } {
  return published('claim', writeClaim({ name, aliases: [], places: [], askedOf: [] }), more);
}

export function statement(on: string, speaker: string, quote: string, more: More = {}): JsonObject & { id: string } {
  const said = writeStatement({
    claim: on,
    speaker,
    quote,
    sourceSpans: [],
    cueSpans: [],
    contentSpans: [],
    kind: 'said',
    negated: false,
    hedged: false,
    said: '2026-01-02',
    stance: 'agree',
    quantities: [],
  });
  return published('statement', said, more);
}

export function position(on: string, holder: string, more: More = {}): JsonObject & { id: string } {
  const held = writePosition({
    claim: on,
    holder,
    answer: 'opinion',
    opinion: 'disagree',
    since: '2026-01-02',
    basis: [],
  });
  return published('opinion', held, more);
}
