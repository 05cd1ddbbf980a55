import {
  readCommitment,
  readCommitmentEvent,
  readCondition,
  readConditionAnswer,
  readExpectation,
  readExpectationOutcome,
  readLink,
} from '@entente/commitments';
import type { StixObject } from '@entente/stix';
import type { Database } from '../database/open-database.ts';
import type { Projection } from '../projections/projection.ts';

/** The types of objects that make the ledger, and how each is read. */
const readers: Readonly<Record<string, (object: StixObject) => unknown>> = {
  commitment: contentOf(readCommitment),
  'commitment-event': contentOf(readCommitmentEvent),
  expectation: contentOf(readExpectation),
  'expectation-outcome': contentOf(readExpectationOutcome),
  condition: contentOf(readCondition),
  'condition-answer': contentOf(readConditionAnswer),
  relationship: readLink,
};

/** Whether objects of a type are in the ledger. */
export function isLedgerType(type: string): boolean {
  return readers[type] !== undefined;
}

/** A row for each object of the ledger. */
export function createLedgerProjection(database: Database): Projection {
  const insert = database.prepare('INSERT INTO ledger_row (added, terms, type, content) VALUES (?, ?, ?, ?)');
  const remove = database.prepare('DELETE FROM ledger_row WHERE added = ?');
  return {
    name: 'ledger',
    edition: 1,
    types: Object.keys(readers),
    tables: ['ledger_row'],
    add({ added, terms }, object) {
      const value = ledgerContent(object);
      if (value !== undefined) insert.run(added, terms, object.type, JSON.stringify(value));
    },
    remove: (added) => void remove.run(added),
  };
}

/** What an object says in the ledger; undefined: nothing that could be shown. */
export function ledgerContent(object: StixObject): unknown {
  return object.revoked === true ? undefined : readers[object.type]?.(object);
}

function contentOf<T>(read: (object: StixObject) => { ok: true; value: T } | { ok: false }) {
  return (object: StixObject): T | undefined => {
    const reading = read(object);
    return reading.ok ? reading.value : undefined;
  };
}
