import type { Viewer } from '../accounts/viewer.ts';
import type { ApprovalService } from '../approvals/approval-service.ts';
import { type ConditionViews, createConditionViews } from '../conditions/condition-views.ts';
import type { Database } from '../database/open-database.ts';
import { createExpectationViews, type ExpectationViews } from '../expectations/expectation-views.ts';
import { createLapses, type Lapses } from '../expectations/lapses.ts';
import type { LeadsAtStake } from '../leads/leads-at-stake.ts';
import type { ReleaseNames } from '../members/release-names.ts';
import { createBodyObject } from '../objects/body-object.ts';
import type { ObjectReader } from '../objects/object-reader.ts';
import type { Summaries } from '../objects/object-summary.ts';
import type { Projections } from '../projections/projections.ts';
import { type ChoiceStore, createChoiceStore } from './choice-store.ts';
import { type CommitmentViews, createCommitmentViews } from './commitment-views.ts';
import { createLedgerReader, type LedgerReader } from './ledger-reader.ts';
import { createLedgerService, type LedgerService } from './ledger-service.ts';
import { createLedgerWords, type LedgerWords } from './ledger-words.ts';
import { createRecorder, type Recorder } from './recorder.ts';

/** What members do: commitments, expectations and conditions. Every read takes the viewer. */
export type LedgerParts = {
  readonly reader: LedgerReader;
  readonly service: LedgerService;
  readonly choices: ChoiceStore;
  readonly words: LedgerWords;
  readonly views: CommitmentViews;
  readonly expectations: ExpectationViews;
  readonly lapses: Lapses;
  readonly conditions: ConditionViews;
  readonly record: Recorder;
  /** Reads, in the background, what those will ask for who read here before. */
  start(): void;
};

/** So many different ledgers are read ahead at most. */
const mostReadAhead = 4;

export function createLedger(parts: {
  readonly database: Database;
  readonly projections: Pick<Projections, 'mustBeReady'>;
  readonly reader: ObjectReader;
  readonly summaries: Summaries;
  readonly names: ReleaseNames;
  readonly approvalService: Pick<ApprovalService, 'publish'>;
  readonly leadsAtStake: LeadsAtStake;
  readonly localViewer: (member: number) => Viewer;
  readonly now: () => string;
}): LedgerParts {
  const { database, reader: objects, summaries, names, now } = parts;
  const reader = createLedgerReader(database, objects, parts.projections, createBodyObject(database), now);
  const choices = createChoiceStore(database);
  const words = createLedgerWords(names, objects, summaries);
  return {
    reader,
    choices,
    words,
    service: createLedgerService(reader, choices, names, parts.leadsAtStake, now),
    views: createCommitmentViews(words, objects, summaries),
    expectations: createExpectationViews(reader, words, objects, summaries, now),
    lapses: createLapses(reader),
    conditions: createConditionViews(reader, words, objects, summaries, now),
    record: createRecorder(parts.approvalService),
    start() {
      const readers = database.prepare('SELECT DISTINCT member FROM principal WHERE has_read = 1 LIMIT ?');
      const found = readers.all(mostReadAhead).flatMap(({ member }) => (member === null ? [] : [Number(member)]));
      reader.readAhead(found.map((member) => parts.localViewer(member)));
    },
  };
}
