import { compact, compactly, Fields, type Reading, refuse } from '@entente/positions';
import type { JsonObject, StixObject } from '@entente/stix';
import { type CommitmentEvent, eventKinds } from '../ledger/commitment.ts';
import { readSource, recordOf, require, writeSource } from './common.ts';
import { extensionsOf } from './extension-ids.ts';
import { readQuantity, writeQuantity } from './quantity-shape.ts';

const readings = ['level', 'change'] as const;

/** What a STIX object of type `commitment-event` says. */
export function readCommitmentEvent(object: StixObject): Reading<CommitmentEvent> {
  if (object.type !== 'commitment-event') return refuse('type must be commitment-event');
  const fields = new Fields(object);
  const required = {
    commitment_ref: fields.ref('commitment_ref', ['commitment']),
    event: fields.oneOf('event', eventKinds),
    said: fields.day('said'),
  };
  require(fields, required);
  const given = object.quantity === undefined ? undefined : readQuantity(object.quantity);
  if (object.quantity !== undefined && given === undefined) {
    fields.problems.push('quantity must be a number of zero or more with a unit, a currency (ISO 4217) or as a share');
  }
  const record = recordOf(object);
  const { confidence } = object;
  const [effective, effectiveUntil] = [fields.day('effective'), fields.day('effective_until')];
  if (effectiveUntil !== undefined && effectiveUntil < (effective ?? '')) {
    fields.problems.push('effective_until must not be before effective');
  }
  const event = {
    id: object.id,
    source: readSource(fields, record.owner),
    corrects: fields.refs('corrects_refs', ['commitment-event']),
    denies: fields.refs('denies_refs', ['commitment-event']),
    documents: fields.refs('document_refs'),
    ...record,
    ...compactly({
      quantity: given,
      reading: fields.oneOf('quantity_is', readings),
      effective,
      effectiveUntil,
      statement: fields.ref('statement_ref', ['statement']),
      confidence: typeof confidence === 'number' ? confidence : undefined,
      description: fields.text('description'),
    }),
  };
  const { commitment_ref: commitment, event: kind, said } = required;
  if (commitment === undefined || kind === undefined || said === undefined || fields.problems.length > 0) {
    return refuse(...fields.problems);
  }
  return { ok: true, value: { ...event, commitment, kind, said } };
}

/** An event's properties on the wire. */
export function writeCommitmentEvent(event: Omit<CommitmentEvent, 'id' | 'owner' | 'recorded'>): JsonObject {
  return compact({
    type: 'commitment-event',
    commitment_ref: event.commitment,
    event: event.kind,
    description: event.description,
    quantity: event.quantity && writeQuantity(event.quantity),
    quantity_is: event.reading,
    said: event.said,
    effective: event.effective,
    effective_until: event.effectiveUntil,
    ...writeSource(event.source),
    statement_ref: event.statement,
    document_refs: event.documents,
    corrects_refs: event.corrects,
    denies_refs: event.denies,
    confidence: event.confidence,
    extensions: extensionsOf('commitment-event'),
  });
}
