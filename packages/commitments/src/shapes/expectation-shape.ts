import { compact, compactly, Fields, type Reading, refuse } from '@entente/positions';
import type { JsonObject, StixObject } from '@entente/stix';
import type { Window } from '../calendar/day.ts';
import { type Expectation, type ExpectationOutcome, outcomes } from '../expectations/expectation.ts';
import { likelihoods } from '../windows/parse-window.ts';
import { readSource, recordOf, require, writeSource } from './common.ts';
import { extensionsOf } from './extension-ids.ts';

/** What a STIX object of type `expectation` says. */
export function readExpectation(object: StixObject): Reading<Expectation> {
  if (object.type !== 'expectation') return refuse('type must be expectation');
  const fields = new Fields(object);
  const required = { name: fields.text('name'), said: fields.day('said'), window_from: fields.day('window_from') };
  require(fields, required);
  const record = recordOf(object);
  const expectation = {
    id: object.id,
    source: readSource(fields, record.owner),
    likelihood: fields.oneOf('likelihood', likelihoods) ?? 'stated',
    about: fields.refs('about_refs'),
    ...record,
    ...compactly({
      description: fields.text('description'),
      phrase: fields.text('phrase'),
      statement: fields.ref('statement_ref', ['statement']),
    }),
  };
  const { name, said } = required;
  const window = readWindow(fields, required.window_from);
  if (name === undefined || said === undefined || window === undefined || fields.problems.length > 0) {
    return refuse(...fields.problems);
  }
  return { ok: true, value: { ...expectation, name, said, window } };
}

export function writeExpectation(expectation: Omit<Expectation, 'id' | 'owner' | 'recorded'>): JsonObject {
  return compact({
    type: 'expectation',
    name: expectation.name,
    description: expectation.description,
    ...writeSource(expectation.source),
    said: expectation.said,
    phrase: expectation.phrase,
    window_from: expectation.window.from,
    window_to: expectation.window.to,
    likelihood: expectation.likelihood,
    about_refs: expectation.about,
    statement_ref: expectation.statement,
    extensions: extensionsOf('expectation'),
  });
}

/** What a STIX object of type `expectation-outcome` says. */
export function readExpectationOutcome(object: StixObject): Reading<ExpectationOutcome> {
  if (object.type !== 'expectation-outcome') return refuse('type must be expectation-outcome');
  const fields = new Fields(object);
  const required = {
    expectation_ref: fields.ref('expectation_ref', ['expectation']),
    outcome: fields.oneOf('outcome', outcomes),
    settled_on: fields.day('settled_on'),
  };
  require(fields, required);
  const record = recordOf(object);
  const settled = {
    id: object.id,
    source: readSource(fields, record.owner),
    ...record,
    ...compactly({
      window: readWindow(fields, fields.day('window_from')),
      statement: fields.ref('statement_ref', ['statement']),
      description: fields.text('description'),
    }),
  };
  const { expectation_ref: expectation, outcome, settled_on: on } = required;
  if (expectation === undefined || outcome === undefined || on === undefined || fields.problems.length > 0) {
    return refuse(...fields.problems);
  }
  return { ok: true, value: { ...settled, expectation, outcome, on } };
}

export function writeExpectationOutcome(outcome: Omit<ExpectationOutcome, 'id' | 'owner' | 'recorded'>): JsonObject {
  return compact({
    type: 'expectation-outcome',
    expectation_ref: outcome.expectation,
    outcome: outcome.outcome,
    settled_on: outcome.on,
    description: outcome.description,
    window_from: outcome.window?.from,
    window_to: outcome.window?.to,
    ...writeSource(outcome.source),
    statement_ref: outcome.statement,
    extensions: extensionsOf('expectation-outcome'),
  });
}

function readWindow(fields: Fields, from: string | undefined): Window | undefined {
  const to = fields.day('window_to');
  if (from !== undefined && to !== undefined && to < from) {
    fields.problems.push('window_to must not be before window_from');
  }
  return from === undefined ? undefined : { from, ...(to === undefined ? {} : { to }) };
}
