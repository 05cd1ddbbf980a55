import {
  type AsOf,
  type Column,
  type Commitment,
  type CommitmentState,
  columns,
  type Figures,
  figureWords,
  type Interval,
  type Measure,
} from '@entente/commitments';
import type { z } from '@hono/zod-openapi';
import type { Viewer } from '../accounts/viewer.ts';
import type { ReleaseNames } from '../members/release-names.ts';
import type { ObjectReader } from '../objects/object-reader.ts';
import type { Summaries } from '../objects/object-summary.ts';
import type { Ledger } from './ledger-reader.ts';
import type { AsOfMessage, CommitmentSummary, FigureMessage } from './messages.ts';

/** The ledger as messages tell it: numbers with their words, parties with their names. */
export type LedgerWords = {
  named(viewer: Viewer, identity: string): { id: string; name: string };
  summary(
    viewer: Viewer,
    commitment: Commitment,
    state: CommitmentState | undefined,
  ): z.infer<typeof CommitmentSummary>;
};

export function createLedgerWords(names: ReleaseNames, reader: ObjectReader, summaries: Summaries): LedgerWords {
  /** Who is nobody's member is told by what he is called, where the viewer has him. */
  function nameOf(viewer: Viewer, identity: string): string {
    const name = names.nameOf(viewer, identity);
    const shown = name === identity ? reader.current(viewer, identity) : undefined;
    return shown === undefined ? name : summaries.of(shown, viewer).title;
  }

  const words: LedgerWords = {
    named: (viewer, identity) => ({ id: identity, name: nameOf(viewer, identity) }),
    summary(viewer, commitment, state) {
      const { id, name, kind, by, counterparts, place, region, line, from, until } = commitment;
      return {
        id,
        name,
        kind,
        by: words.named(viewer, by),
        counterparts: counterparts.map((each) => words.named(viewer, each)),
        ...(place === undefined ? {} : { place }),
        ...(region === undefined ? {} : { region }),
        ...(line === undefined ? {} : { line }),
        ...(from === undefined ? {} : { from }),
        ...(until === undefined ? {} : { until }),
        stage: state?.stage ?? 'none',
        ...(state?.since === undefined ? {} : { since: state.since }),
        ...(state?.due === undefined ? {} : { due: state.due }),
        overdue: state?.isOverdue ?? false,
        disputed: state?.isDisputed ?? false,
        contested: state?.isContested ?? false,
        figures: figuresMessage(state?.figures ?? {}),
      };
    },
  };
  return words;
}

export function figureMessage(value: Interval, measure: Measure): z.infer<typeof FigureMessage> {
  return {
    low: value.low,
    best: value.best,
    high: value.high ?? null,
    ...('unit' in measure ? { unit: measure.unit } : { currency: measure.currency }),
    words: figureWords(value, measure),
  };
}

export function figuresMessage(figures: Figures): z.infer<typeof CommitmentSummary>['figures'] {
  return Object.fromEntries(
    columns.flatMap((column: Column) => {
      const figure = figures[column];
      return figure === undefined ? [] : [[column, figureMessage(figure.value, figure.measure)]];
    }),
  );
}

export function asOfMessage({ valid, known }: AsOf): z.infer<typeof AsOfMessage> {
  return { valid, ...(known === undefined ? {} : { known }) };
}

/** A commitment of the ledger by id and name. */
export function commitmentRef({ commitments }: Ledger, id: string): { id: string; name: string } {
  return { id, name: commitments.get(id)?.name ?? id };
}
