import { type BriefItem, type BriefSection, dayWords } from '@entente/brief';
import {
  type Column,
  type Commitment,
  expectationState,
  type Figures,
  figureWords,
  type Source,
} from '@entente/commitments';
import { byName } from '../members/name-order.ts';
import type { AsOfDay } from './compose-brief.ts';
import type { Sight } from './sight.ts';
import type { SourceList } from './source-list.ts';
import { isSame, type Subject } from './subject.ts';

const told: readonly (readonly [Column, string])[] = [
  ['promised', 'promised'],
  ['delivered', 'there or paid'],
  ['leaving', 'ordered to leave'],
  ['withdrawn', 'withdrawn'],
];

/** What was promised, and what is awaited, as far as it is of the subject. */
export function ledgerSections(
  sight: Sight,
  subject: Subject,
  { valid, known }: AsOfDay,
  sources: SourceList,
): BriefSection[] {
  const asOf = { valid, ...(known === undefined ? {} : { known: `${known}T23:59:59.999999Z` }) };
  const ledger = sight.ledger(asOf.known);
  const states = ledger.states(asOf);
  const eventsOf = ledger.series;
  const party = ({ key, name }: Source): string => (name === '' ? sight.name(key) : name);
  const isThere = (text: string | undefined): boolean => subject.place !== undefined && isSame(text, subject.place);

  /** What was said on the claim: a commitment that an event with such a basis changed is of the claim, too. */
  const onClaim = new Set(
    subject.principal === undefined && subject.place === undefined && subject.from === undefined
      ? subject.said.flatMap((which) => sight.statements(which, valid)).map(({ value }) => value.id)
      : [],
  );

  function isMeant({ id, by, counterparts, place, region }: Commitment): boolean {
    if (subject.principal !== undefined) return by === subject.principal || counterparts.includes(subject.principal);
    if (subject.place !== undefined) return isThere(place) || isThere(region);
    if (subject.from !== undefined)
      return (eventsOf.get(id) ?? []).some(({ said, effective = said }) => [said, effective].includes(valid));
    if ((eventsOf.get(id) ?? []).some(({ statement }) => statement !== undefined && onClaim.has(statement)))
      return true;
    return [...ledger.expectations.values()].some(({ about }) => about.includes(id) && namesClaim(about));
  }

  function namesClaim(about: readonly string[]): boolean {
    return about.some((id) => subject.claims?.has(id));
  }

  function commitment(each: Commitment): BriefItem {
    const state = states.get(each.id);
    const events = (eventsOf.get(each.id) ?? []).filter(({ said }) => said <= valid);
    const marks = [
      ...(state?.due === undefined ? [] : [`due ${state.due}${state.isOverdue ? ', and overdue' : ''}`]),
      ...(state?.isContested ? ['sources give different figures'] : []),
      ...(state?.isDisputed ? ['denied by somebody else'] : []),
    ];
    return {
      ...(state?.since === undefined ? {} : { day: state.since }),
      lead: sight.name(each.by),
      text: [each.name, (state?.stage ?? 'none').replaceAll('-', ' '), ...figures(state?.figures ?? {})].join('; '),
      ...(marks.length === 0 ? {} : { note: marks.join('; ') }),
      sources: [...new Set([each, ...events].flatMap(({ id }) => sources.of(id)))],
    };
  }

  const commitments = [...ledger.commitments.values()].filter((each) => states.has(each.id) && isMeant(each));
  const meant = new Set(commitments.map(({ id }) => id));
  const expectations = [...ledger.expectations.values()].flatMap((each) => {
    const state = expectationState(each, ledger.outcomes, asOf);
    const isOf = subject.from !== undefined || namesClaim(each.about) || each.about.some((id) => meant.has(id));
    const isOpen = state !== undefined && (state.isOverdue || !['met', 'overtaken', 'lapsed'].includes(state.stage));
    const isShown = isOf || each.source.key === subject.principal;
    return state !== undefined && isShown && (subject.from === undefined || isOpen) ? [{ each, state }] : [];
  });
  return [
    {
      heading: 'Commitments',
      empty: 'No commitment that may be shown here.',
      items: commitments.toSorted(byName).map(commitment),
    },
    {
      heading: 'Announced and due',
      empty: 'Nothing is awaited.',
      items: expectations
        .toSorted((a, b) => (a.state.window.from < b.state.window.from ? -1 : 1))
        .map(({ each, state }) => ({
          day: state.window.from,
          lead: party(each.source),
          text: each.name,
          note: [
            state.window.to === undefined ? 'open' : `until ${dayWords(state.window.to)}`,
            ...(each.phrase === undefined ? [] : [`“${each.phrase}”`]),
            state.isOverdue ? 'overdue' : state.stage,
          ].join('; '),
          sources: [...sources.of(each.id), ...(state.settledBy === undefined ? [] : sources.of(state.settledBy))],
        })),
    },
  ];
}

function figures(of: Figures): string[] {
  return told.flatMap(([column, words]) => {
    const figure = of[column];
    return figure === undefined ? [] : [`${words}: ${figureWords(figure.value, figure.measure)}`];
  });
}
