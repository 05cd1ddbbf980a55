import { type BriefItem, type BriefSection, dayWords } from '@entente/brief';
import {
  byHolder,
  type Cell,
  daysBefore,
  findSignals,
  opinions,
  type Picture,
  type Point,
  pictureOf,
  type Statement,
} from '@entente/positions';
import { inFull } from '../positions/in-full.ts';
import { degreeWords, signalNames, signalSentence } from '../positions/signal-sentence.ts';
import { ledgerSections } from './ledger-sections.ts';
import { endOfDay } from './seen-then.ts';
import type { Sight } from './sight.ts';
import type { SourceList } from './source-list.ts';
import type { Subject } from './subject.ts';

/** How far back "what changed" reaches where the subject is no day, in days. */
const recentDays = 30;
/** More than these are not printed in one section. */
const mostItems = 200;

export type AsOfDay = { readonly valid: string; readonly known?: string };

/** Numbers of sources, each once. */
const inOrder = (numbers: readonly number[]): readonly number[] => [...new Set(numbers)].sort((a, b) => a - b);

/** The sections of a brief. What is shown of the sight, and nothing else, is noted in `sources`. */
export function composeBrief(
  sight: Sight,
  subject: Subject,
  { valid: day, known }: AsOfDay,
  members: readonly string[],
  sources: SourceList,
): readonly BriefSection[] {
  const until = known === undefined ? undefined : endOfDay(known);
  const wasKnown = (shown: { readonly added: number }): boolean => until === undefined || sight.wasKnown(shown, until);
  const claims = new Map(
    sight
      .claims(subject.claims)
      .filter(wasKnown)
      .map((shown) => [shown.value.id, shown]),
  );
  const name = (identity: string, called?: string) => ({ name: sight.name(identity, called) });
  const said = unique(
    subject.said
      .flatMap((which) => sight.statements(which, day))
      .filter(wasKnown)
      .map(({ value }) => value),
  );
  // Everything that was said on the claims of the subject is there already; a member's part is seen beside all others'.
  const seen = subject.claims === undefined ? sight.everybody(day, said, members, until) : { picture: onClaims() };
  const { picture } = seen;
  const isOn = (claim: string): boolean => subject.claims?.has(claim) ?? true;
  const isFrom = (date: string): boolean => subject.from === undefined || date >= subject.from;
  const isBy = (principal: string): boolean => (subject.principal ?? principal) === principal;

  function onClaims(): Picture {
    const positions = sight.positions(subject.claims).filter(wasKnown);
    const values = { claims: [...claims.values()].map(contentOf), positions: positions.map(contentOf) };
    return pictureOf({ ...values, statements: said, members }, day);
  }

  function claimName(id: string): string {
    const shown = claims.get(id);
    if (shown !== undefined) sources.uses(shown.terms);
    return shown?.value.name ?? '';
  }

  function standing(cell: Cell): BriefItem {
    const { principal, isDivided, claim } = cell;
    const shown = full.point(cell.shown);
    const beside = cell.beside.map((each) => full.point(each));
    return {
      day: shown.since,
      lead:
        subject.principal === undefined
          ? sight.name(principal, principal === shown.holder ? shown.holderName : undefined)
          : claimName(claim),
      text: stance(shown),
      note: [
        ...(subject.principal === undefined && subject.claims?.size !== 1 ? [`on: ${claimName(claim)}`] : []),
        ...(cell.isOfficial ? [] : [`as said by ${sight.name(shown.holder, shown.holderName)}${office(shown)}`]),
        ...beside.map((other) => `the same day ${sight.name(other.holder, other.holderName)}: ${stance(other)}`),
        ...(isDivided ? ['its voices stand on both sides'] : []),
      ].join('; '),
      sources: inOrder([shown, ...beside].flatMap(restsOn)),
    };
  }

  function restsOn({ id, basis }: Point): readonly number[] {
    return inOrder([...sources.of(id), ...basis.filter((each) => each !== id).flatMap((each) => sources.of(each))]);
  }

  function statement({
    id,
    said: on,
    speaker,
    speakerName,
    office: held,
    spokenFor,
    quote,
    kind,
    report,
    claim,
  }: Statement): BriefItem {
    const who = speaker === undefined ? (speakerName ?? 'Somebody unnamed') : sight.name(speaker, speakerName);
    const whose = spokenFor === undefined || spokenFor === speaker ? undefined : `for ${sight.name(spokenFor)}`;
    const about =
      claim === undefined || subject.claims?.size === 1 || !claims.has(claim) ? undefined : `on: ${claimName(claim)}`;
    return {
      day: on,
      lead: who,
      ...(quote === undefined
        ? { text: 'The words were taken back by their originator.' }
        : { text: quote, isQuote: true }),
      note: [held, whose, kind, about].filter((each) => each !== undefined).join('; '),
      sources: sources.of(id, report),
    };
  }

  function change(narrow: Point): BriefItem {
    const point = full.point(narrow);
    return {
      day: point.since,
      lead: `${sight.name(point.holder, point.holderName)}${office(point)}`,
      text: stance(point),
      ...(subject.claims?.size === 1 ? {} : { note: `on: ${claimName(point.claim)}` }),
      sources: restsOn(point),
    };
  }

  const cells = picture.cells
    .filter((cell) => isOn(cell.claim) && isBy(cell.principal) && isFrom(cell.shown.since))
    .sort(byClaimThenSide);
  const asked = {
    ...(subject.principal === undefined ? {} : { principal: subject.principal }),
    ...(subject.from === undefined ? {} : { since: subject.from }),
  };
  const signals = findSignals(picture, asked).filter(({ claim }) => isOn(claim));
  const since = subject.from ?? daysBefore(day, recentDays);
  const changed = subject.from === undefined ? changedSince() : [];
  const full = inFull(seen, [
    ...cells.slice(0, mostItems).flatMap(({ shown, beside }) => [shown, ...beside].map(({ id }) => id)),
    ...signals.slice(0, mostItems).flatMap(({ rests }) => rests),
    ...changed.slice(0, mostItems).map(({ id }) => id),
  ]);

  /** Newest first. */
  function changedSince(): readonly Point[] {
    return picture.lines
      .filter(({ claim, principal }) => isOn(claim) && isBy(principal))
      .sort(byHolder)
      .flatMap((line) => line.points.slice(line.points[0]?.since === line.points.at(-1)?.since ? 0 : 1))
      .filter(({ since: on }) => on >= since && on <= day)
      .sort((a, b) => (a.since < b.since ? 1 : -1));
  }

  const sections: BriefSection[] = [
    section(
      subject.from === undefined ? 'Where they stand' : 'Positions taken',
      'No position that may be shown here.',
      cells,
      standing,
    ),
    section('What stands against what', 'No contradiction or change found in it.', signals, (signal) => ({
      day: signal.day,
      lead: signalNames[signal.kind],
      text: signalSentence(full.signal(signal), name),
      ...(subject.claims?.size === 1 ? {} : { note: `on: ${claimName(signal.claim)}` }),
      sources: inOrder(signal.rests.flatMap((id) => sources.of(id))),
    })),
    section('What was said', 'Nothing was said on it, as far as may be shown here.', said, statement),
    ...ledgerSections(sight, subject, { valid: day, ...(known === undefined ? {} : { known }) }, sources),
  ];
  if (subject.from === undefined) {
    sections.push(
      section(`What changed since ${dayWords(since)}`, `Nothing since ${dayWords(since)}.`, changed, change),
    );
  }
  return sections;
}

function section<T>(heading: string, empty: string, list: readonly T[], item: (each: T) => BriefItem): BriefSection {
  const items = list.slice(0, mostItems).map((each) => {
    const { note, ...rest } = item(each);
    return note === undefined || note === '' ? rest : { ...rest, note };
  });
  const left = list.length - items.length;
  return {
    heading,
    empty,
    items,
    ...(left > 0 ? { note: `${left} more are not printed; the first ${mostItems} are.` } : {}),
  };
}

/** A point in words: "for, on a condition: …". */
function stance({ answer, opinion, condition }: Point): string {
  if (answer === 'declined') return 'declined to say';
  const words = degreeWords({ holder: '', principal: '', degree: opinions.indexOf(opinion) - 2 });
  return condition === undefined ? words : `${words}, on the condition: ${condition}`;
}

function contentOf<T>({ value }: { readonly value: T }): T {
  return value;
}

function office({ office: held }: Point): string {
  return held === undefined ? '' : ` (${held})`;
}

function byClaimThenSide(a: Cell, b: Cell): number {
  if (a.claim !== b.claim) return a.claim < b.claim ? -1 : 1;
  return opinions.indexOf(b.shown.opinion) - opinions.indexOf(a.shown.opinion) || (a.principal < b.principal ? -1 : 1);
}

function unique<T extends { readonly id: string }>(list: readonly T[]): T[] {
  return [...new Map(list.map((each) => [each.id, each])).values()];
}
