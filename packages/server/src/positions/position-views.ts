import { hash } from 'node:crypto';
import {
  type Cell,
  disagreement,
  type Line,
  opinions,
  type Party,
  type Picture,
  type Point,
  type Signal,
  type Statement,
} from '@entente/positions';
import type { z } from '@hono/zod-openapi';
import type { MemberRefs } from '../accounts/member-refs.ts';
import { actsFor, type Viewer } from '../accounts/viewer.ts';
import { type Lapses, lapseSignal } from '../expectations/lapses.ts';
import type { CarriersFor } from '../reports/carriers.ts';
import type { TermsStore } from '../terms/terms-store.ts';
import type { DismissalStore } from './dismissal-store.ts';
import type { Board, Seen } from './held-pictures.ts';
import { inFull } from './in-full.ts';
import type * as messages from './messages.ts';
import type { Pictures } from './pictures.ts';
import type { Named, PrincipalNames } from './principal-names.ts';
import { signalSentence } from './signal-sentence.ts';

type Message<Name extends keyof typeof messages> = z.infer<(typeof messages)[Name]>;

/** How pictures are put into messages for one viewer: names that he may know, and what is new to him. */
export type PositionView = {
  readonly name: (identity: string, called?: string) => Named;
  claim(seen: Board, place: number): Message<'ClaimMessage'>;
  cell(seen: Board, cell: Cell): Message<'CellMessage'>;
  point(seen: Seen, point: Point): Message<'PointMessage'>;
  line(seen: Seen, line: Line): Message<'LineMessage'>;
  statement(statement: Statement): Message<'ClaimView'>['statements'][number];
  /** The newest signals of a picture; those that were put aside only where they are asked for. */
  signals(seen: Seen, withDismissed: boolean, concerns?: (signal: Signal) => boolean): Message<'SignalMessage'>[];
  mayEdit(seen: Seen): boolean;
};

type Parts = {
  readonly pictures: Pictures;
  readonly names: PrincipalNames;
  readonly dismissals: DismissalStore;
  readonly terms: TermsStore;
  readonly memberRefs: MemberRefs;
  readonly lapses: Lapses;
  readonly carriersFor: CarriersFor;
};

/** Older signals than so many are not told: the reader narrows by claim or member. */
const mostSignals = 300;
/** Of each side of a signal so many parties are told; the rest are counted. */
const mostParties = 25;

/** `looked` is the date added (microseconds) until which the viewer has seen everything. */
export function createPositionViews(parts: Parts) {
  const { pictures, names, dismissals, terms, memberRefs, lapses, carriersFor } = parts;

  /** Beside one claim the lapses that are about it, else all. */
  function lapsed(viewer: Viewer, { picture, known, ofClaim }: Seen): readonly Signal[] {
    return lapses(viewer, picture.day, known)
      .filter(({ about }) => ofClaim === undefined || about.includes(ofClaim))
      .map(lapseSignal);
  }

  const grouped = new WeakMap<Board['picture'], ReadonlyMap<string, readonly Cell[]>>();

  /** Kept with the picture: each of its claims asks. */
  function cellsOn(picture: Board['picture']): ReadonlyMap<string, readonly Cell[]> {
    const known = grouped.get(picture) ?? Map.groupBy(picture.cells, ({ claim }) => claim);
    grouped.set(picture, known);
    return known;
  }

  const reportsOf = new WeakMap<Picture, ReadonlyMap<string, string | undefined>>();

  /** The report of a statement of the picture; undefined for whatever else is in it. */
  function reportOf({ picture }: Seen, id: string): string | undefined {
    const known = reportsOf.get(picture) ?? new Map(picture.statements.map((each) => [each.id, each.report]));
    reportsOf.set(picture, known);
    return known.get(id);
  }

  return (viewer: Viewer, looked: number): PositionView => {
    const name = names(viewer);
    const carriers = carriersFor(viewer);

    function carriedBy(report: string | undefined): Pick<Message<'PointMessage'>, 'carriedBy'> {
      const found = carriers(report);
      return found === undefined ? {} : { carriedBy: found };
    }

    function isFresh(seen: Board, ids: readonly string[]): boolean {
      // To who never said that he looked, everything would be new, and so nothing is: dates are worked out for nobody.
      return looked > 0 && ids.some((id) => (seen.added.get(id) ?? 0) > looked);
    }

    function party(seen: Seen, { holder, principal, name: called, ...rest }: Party): Message<'PartyMessage'> {
      const report = rest.rests === undefined ? undefined : reportOf(seen, rest.rests);
      return { holder: name(holder, called), principal: name(principal), ...rest, ...carriedBy(report) };
    }

    function partiesOf(seen: Seen, { parties }: Signal): Pick<Message<'SignalMessage'>, 'parties' | 'more'> {
      const few = fewOf(parties);
      const more = parties.length - few.length;
      return { parties: few.map((each) => party(seen, each)), ...(more === 0 ? {} : { more }) };
    }

    function tallyOf(cells: readonly Cell[]): Message<'Tally'> {
      const answered = cells.map(({ shown }) => shown).filter(({ answer }) => answer !== 'declined');
      const measure = disagreement(answered.map(({ opinion }) => opinion));
      return {
        held: opinions.map((opinion) => answered.filter((each) => each.opinion === opinion).length),
        conditional: answered.filter(({ answer }) => answer === 'conditional').length,
        declined: cells.length - answered.length,
        ...(measure === undefined ? {} : { disagreement: Math.round(measure * 1000) / 1000 }),
      };
    }

    function signal(seen: Seen, each: Signal, put: ReturnType<DismissalStore['all']>): Message<'SignalMessage'> {
      const state = stateOf(each);
      const dismissed = put.get(each.key);
      const claim = seen.picture.claims.find(({ id }) => id === each.claim);
      const { expectation, subject = '' } = each;
      return {
        key: each.key,
        state,
        kind: each.kind,
        ...(claim === undefined ? {} : { claim: { id: claim.id, name: claim.name } }),
        ...(expectation === undefined ? {} : { expectation: { id: expectation, name: subject } }),
        day: each.day,
        sentence: signalSentence(each, name),
        ...partiesOf(seen, each),
        ...(each.subject === undefined ? {} : { subject: each.subject }),
        fresh: isFresh(seen, each.rests),
        ...(dismissed?.state === state
          ? {
              dismissed: {
                reason: dismissed.reason,
                time: dismissed.time,
                ...(dismissed.author === undefined ? {} : { author: dismissed.author }),
              },
            }
          : {}),
      };
    }

    return {
      name,
      claim(seen, place) {
        const shown = seen.claims[place];
        if (shown === undefined) throw new RangeError(`There is no claim at ${place}.`);
        const { askedBy, askedOf, author: _, recorded: __, ...claim } = shown.value;
        const cells = cellsOn(seen.picture).get(claim.id) ?? [];
        const changed = cells
          .map((cell) => cell.shown.since)
          .sort()
          .at(-1);
        return {
          ...claim,
          aliases: [...claim.aliases],
          places: [...claim.places],
          ...(askedBy === undefined ? {} : { askedBy: { id: askedBy, name: name(askedBy).name } }),
          askedOf: askedOf.map((each) => name(each)),
          owner: memberRefs.of(terms.facts(shown.terms).owner),
          tally: tallyOf(cells),
          ...(changed === undefined ? {} : { changed }),
        };
      },
      cell(seen, { claim, principal, shown, isOfficial, isDivided, voices, beside, trend }) {
        return {
          claim,
          principal,
          answer: shown.answer,
          opinion: shown.opinion,
          ...(shown.condition === undefined ? {} : { condition: shown.condition }),
          since: shown.since,
          official: isOfficial,
          divided: isDivided,
          voices: voices.length,
          beside: standsOf(beside),
          trend,
          fresh: isFresh(
            seen,
            voices.map(({ id }) => id),
          ),
        };
      },
      point(seen, { claim: _, holder, principal, holderName, isOwnWord: __, recorded: ___, basis, ...rest }) {
        return {
          ...rest,
          holder: name(holder, holderName),
          principal: name(principal),
          ...carriedBy(reportOf(seen, rest.id)),
          basis: [...basis],
        };
      },
      line(seen, { holder, principal, points }) {
        const called = points.findLast(({ holderName }) => holderName !== undefined)?.holderName;
        return {
          holder: name(holder, called),
          principal: name(principal),
          official: holder === principal,
          points: points.map((point) => this.point(seen, point)),
        };
      },
      statement({ id, said, kind, speaker, speakerName, quote, sourceRecalled, report }) {
        return {
          id,
          said,
          kind,
          speaker: speaker === undefined ? (speakerName ?? 'Somebody unnamed') : name(speaker, speakerName).name,
          ...(quote === undefined ? {} : { quote }),
          ...(sourceRecalled === undefined ? {} : { sourceRecalled }),
          ...(report === undefined ? {} : { report }),
          ...carriedBy(report),
        };
      },
      signals(seen, withDismissed, concerns = () => true) {
        const put = dismissals.all(viewer);
        const isAside = (each: Signal): boolean => put.has(each.key) && put.get(each.key)?.state === stateOf(each);
        const told = [...pictures.signals(seen.picture), ...lapsed(viewer, seen)]
          .sort((a, b) => (a.day === b.day ? 0 : a.day > b.day ? -1 : 1))
          .filter((each) => concerns(each) && (withDismissed || !isAside(each)))
          .slice(0, mostSignals);
        const full = inFull(
          seen,
          told.flatMap(({ rests }) => rests),
        );
        return told.map((each) => signal(full.seen, full.signal(each), put));
      },
      mayEdit: ({ claims: [claim] }) =>
        claim !== undefined && viewer.mayWrite && actsFor(viewer, terms.facts(claim.terms).owner),
    };
  };
}
export type PositionViews = ReturnType<typeof createPositionViews>;

/** Each answer once. */
function standsOf(points: readonly Point[]): Message<'CellMessage'>['beside'] {
  const byStand = new Map(points.map(({ answer, opinion }) => [`${answer} ${opinion}`, { answer, opinion }]));
  return [...byStand.values()];
}

/** Of each side the first few, in the order that they have. */
function fewOf(parties: readonly Party[]): readonly Party[] {
  const few = new Set(
    [...Map.groupBy(parties, ({ side }) => side).values()].flatMap((each) => each.slice(0, mostParties)),
  );
  return parties.filter((each) => few.has(each));
}

/** What a signal rests on, as a short text. */
export function stateOf({ rests }: Signal): string {
  return hash('sha256', JSON.stringify(rests), 'hex').slice(0, 24);
}
