import { compact, compactly, Fields, type Reading, refuse } from '@entente/positions';
import type { JsonObject, StixObject } from '@entente/stix';
import { answers, type Condition, type ConditionAnswer } from '../conditions/condition.ts';
import { readSource, recordOf, require, writeSource } from './common.ts';
import { extensionsOf } from './extension-ids.ts';

const kinds = ['condition', 'demand'] as const;

/** What a STIX object of type `condition` says. */
export function readCondition(object: StixObject): Reading<Condition> {
  if (object.type !== 'condition') return refuse('type must be condition');
  const fields = new Fields(object);
  const required = { name: fields.text('name'), said: fields.day('said') };
  require(fields, required);
  const condition = {
    id: object.id,
    kind: fields.oneOf('condition_kind', kinds) ?? 'condition',
    demandedBy: fields.refs('demanded_by_refs', ['identity']),
    askedOf: fields.refs('asked_of_refs', ['identity']),
    requires: fields.refs('requires_refs'),
    inReturn: fields.refs('in_return_refs'),
    ...recordOf(object),
    ...compactly({ description: fields.text('description'), statement: fields.ref('statement_ref', ['statement']) }),
  };
  const { name, said } = required;
  if (name === undefined || said === undefined || fields.problems.length > 0) return refuse(...fields.problems);
  return { ok: true, value: { ...condition, name, said } };
}

export function writeCondition(condition: Omit<Condition, 'id' | 'owner' | 'recorded'>): JsonObject {
  return compact({
    type: 'condition',
    name: condition.name,
    description: condition.description,
    condition_kind: condition.kind,
    demanded_by_refs: condition.demandedBy,
    asked_of_refs: condition.askedOf,
    requires_refs: condition.requires,
    in_return_refs: condition.inReturn,
    said: condition.said,
    statement_ref: condition.statement,
    extensions: extensionsOf('condition'),
  });
}

/** What a STIX object of type `condition-answer` says. */
export function readConditionAnswer(object: StixObject): Reading<ConditionAnswer> {
  if (object.type !== 'condition-answer') return refuse('type must be condition-answer');
  const fields = new Fields(object);
  const required = {
    condition_ref: fields.ref('condition_ref', ['condition']),
    by_ref: fields.ref('by_ref', ['identity']),
    answer: fields.oneOf('answer', answers),
    said: fields.day('said'),
  };
  require(fields, required);
  const record = recordOf(object);
  const given = {
    id: object.id,
    source: readSource(fields, record.owner),
    ...record,
    ...compactly({ description: fields.text('description'), statement: fields.ref('statement_ref', ['statement']) }),
  };
  const { condition_ref: condition, by_ref: by, answer, said } = required;
  const isWhole = condition !== undefined && by !== undefined && answer !== undefined && said !== undefined;
  if (!isWhole || fields.problems.length > 0) return refuse(...fields.problems);
  return { ok: true, value: { ...given, condition, by, answer, said } };
}

export function writeConditionAnswer(answer: Omit<ConditionAnswer, 'id' | 'owner' | 'recorded'>): JsonObject {
  return compact({
    type: 'condition-answer',
    condition_ref: answer.condition,
    by_ref: answer.by,
    answer: answer.answer,
    said: answer.said,
    description: answer.description,
    ...writeSource(answer.source),
    statement_ref: answer.statement,
    extensions: extensionsOf('condition-answer'),
  });
}
