import {
  type AsOf,
  type Choices,
  type Column,
  type Commitment,
  type CommitmentState,
  type Conversion,
  columns,
  type Dimension,
  type Scenario,
  stages,
  type TotalLine,
  totals,
  valueUnder,
  type Withdrawal,
  withdraw,
} from '@entente/commitments';
import type { z } from '@hono/zod-openapi';
import type { Viewer } from '../accounts/viewer.ts';
import { Problem } from '../http/problem.ts';
import type { LeadAtStake, LeadsAtStake } from '../leads/leads-at-stake.ts';
import type { ReleaseNames } from '../members/release-names.ts';
import { readAsOf } from './as-of-query.ts';
import type { ChoiceStore } from './choice-store.ts';
import type { Ledger, LedgerReader } from './ledger-reader.ts';
import type { LedgerFilterQuery, WhatIfQuery } from './messages.ts';

/** A viewer's ledger as of a day, narrowed by a filter. */
export type LedgerView = {
  readonly ledger: Ledger;
  readonly asOf: AsOf;
  readonly choices: Choices;
  readonly states: ReadonlyMap<string, CommitmentState>;
  /** Those that the filter leaves, by name. */
  readonly commitments: readonly Commitment[];
};

/** Questions to the ledger. All is computed over what the viewer has: what is hidden from him does not exist. */
export type LedgerService = {
  view(viewer: Viewer, query: z.output<typeof LedgerFilterQuery>): LedgerView;
  /** Identities of the members in a list of names and ids; undefined: the list is empty. */
  membersOf(viewer: Viewer, list: string | undefined): readonly string[] | undefined;
  /** Throws `not-found`. */
  mustHave(ledger: Ledger, id: string): Commitment;
  totals(view: LedgerView, asked: TotalsAsked): readonly TotalLine[];
  whatIf(viewer: Viewer, query: z.output<typeof WhatIfQuery>, conversion: Conversion | undefined): WhatIfAnswer;
};
/**
 * `column` and `of`: only that column, and the line of that value. `limit`: so many rows of each line, from the
 * `offset`-th; absent: as many as an answer holds that somebody reads.
 */
export type TotalsAsked = {
  readonly by: Dimension;
  readonly conversion?: Conversion | undefined;
  readonly column?: Column | undefined;
  readonly of?: string | undefined;
  readonly offset?: number;
  readonly limit?: number | undefined;
};
export type WhatIfAnswer = {
  readonly view: LedgerView;
  readonly withdrawal: Withdrawal;
  readonly leads: readonly LeadAtStake[];
};

/** Rows of each line where nobody says how many; where there are many lines fewer, so that the answer stays readable. */
const usualRows = 50;
const mostRows = 2000;
const leastRows = 5;

export function createLedgerService(
  reader: LedgerReader,
  choices: ChoiceStore,
  names: ReleaseNames,
  leadsAtStake: LeadsAtStake,
  now: () => string,
): LedgerService {
  function membersOf(viewer: Viewer, text: string | undefined): readonly string[] | undefined {
    return split(text)?.map((each) => names.find(viewer, each)?.identity ?? each);
  }

  function everything(viewer: Viewer, query: Parameters<typeof readAsOf>[0]): LedgerView {
    const asOf = readAsOf(query, now().slice(0, 10));
    const ledger = reader.of(viewer, asOf.known);
    const chosen = choices.of(viewer);
    const states = ledger.states(asOf, chosen);
    // All of them, but where something was not known then.
    const { byName } = ledger;
    const commitments = states.size === byName.length ? byName : byName.filter(({ id }) => states.has(id));
    return { ledger, asOf, choices: chosen, states, commitments };
  }

  return {
    membersOf,
    view(viewer, query) {
      const view = everything(viewer, query);
      const members = membersOf(viewer, query.member);
      const [kinds, places, regions] = [split(query.kind), split(query.place), split(query.region)];
      const [lines, stages] = [split(query.line), split(query.stage)];
      const words = query.q?.trim().toLowerCase().split(/\s+/) ?? [];
      const told = ({ name, description = '', place = '' }: Commitment): string =>
        `${name} ${description} ${place}`.toLowerCase();
      const wanted: ((each: Commitment) => boolean)[] = [];
      if (members !== undefined) wanted.push(({ by }) => members.includes(by));
      if (kinds !== undefined) wanted.push(({ kind }) => kinds.includes(kind));
      if (places !== undefined) wanted.push(({ place }) => isAmong(places, place));
      if (regions !== undefined) wanted.push(({ region }) => isAmong(regions, region));
      if (lines !== undefined) wanted.push(({ line }) => isAmong(lines, line));
      if (stages !== undefined) wanted.push(({ id }) => isAmong(stages, view.states.get(id)?.stage));
      if (query.overdue === true) wanted.push(({ id }) => view.states.get(id)?.isOverdue === true);
      if (words.length > 0) wanted.push((each) => words.every((word) => told(each).includes(word)));
      if (wanted.length === 0) return view;
      return { ...view, commitments: view.commitments.filter((each) => wanted.every((isWanted) => isWanted(each))) };
    },
    mustHave({ commitments }, id) {
      const found = commitments.get(id);
      if (found === undefined)
        throw new Problem('not-found', 'There is no such commitment, or it is not released to you.');
      return found;
    },
    totals({ ledger, asOf, states, commitments }, { by, conversion, column, of, offset = 0, limit }) {
      const asked = column === undefined ? columns : [column];
      const lines = asked.length * (of === undefined ? valuesOf(commitments, by) : 1);
      const usual = Math.min(usualRows, Math.max(leastRows, Math.floor(mostRows / Math.max(lines, 1))));
      return totals(commitments, states, ledger.ties, {
        columns: asked,
        by,
        asOf,
        ...(conversion === undefined ? {} : { conversion }),
        rows: { offset, limit: limit ?? usual },
      }).filter(({ value }) => of === undefined || of === value);
    },
    whatIf(viewer, query, conversion) {
      const view = everything(viewer, query);
      const scenario = Object.fromEntries(
        Object.entries({
          members: membersOf(viewer, query.member),
          places: split(query.place),
          regions: split(query.region),
          lines: split(query.line),
          kinds: split(query.kind),
        }).filter(([, list]) => list !== undefined),
      ) as Scenario;
      const withdrawal = withdraw(view.commitments, view.states, view.ledger.ties, scenario, {
        asOf: view.asOf,
        ...(conversion === undefined ? {} : { conversion }),
      });
      const commitments = new Set(withdrawal.going);
      const gone = view.commitments.filter(({ id }) => commitments.has(id));
      const leads = leadsAtStake(viewer, {
        members: scenario.members ?? [],
        commitments,
        places: new Set([
          ...(scenario.places ?? []),
          ...gone.flatMap(({ place, region }) => [place, region].filter((each) => each !== undefined)),
        ]),
        known: view.asOf.known,
      });
      return { view, withdrawal, leads };
    },
  };
}

/** How many values a dimension has at most. */
function valuesOf(commitments: readonly Commitment[], by: Dimension): number {
  if (by === 'all') return 1;
  // Where each stands is told by its state, and they are few.
  if (by === 'stage') return stages.length;
  return new Set(commitments.map((each) => valueUnder(each, 'none', by))).size;
}

/** A list in a query; an empty text is none. */
export function split(text: string | undefined): readonly string[] | undefined {
  const found = text
    ?.split(',')
    .map((each) => each.trim())
    .filter((each) => each !== '');
  return found === undefined || found.length === 0 ? undefined : found;
}

function isAmong(list: readonly string[], value: string | undefined): boolean {
  return value !== undefined && list.includes(value);
}
