import type { BriefItem, BriefSection } from '@entente/brief';
import { type Figure, figureWords, type Loss, shareWords } from '@entente/commitments';
import type { Viewer } from '../accounts/viewer.ts';
import type { LedgerParts } from '../commitments/create-ledger.ts';
import { split, type WhatIfAnswer } from '../commitments/ledger-service.ts';
import { Problem } from '../http/problem.ts';
import type { LeadAtStake } from '../leads/leads-at-stake.ts';
import type { BriefWanted } from './brief-wanted.ts';
import type { AsOfDay } from './compose-brief.ts';
import type { SourceList } from './source-list.ts';

/** More than these are not printed in one section. */
const mostItems = 60;
const dateWords = { leaving: 'to be gone', due: 'due', until: 'ends' } as const;

type Ledger = Pick<LedgerParts, 'service' | 'words'>;
type Scenario = { readonly name: string; readonly answer: WhatIfAnswer };

/**
 * What goes and what remains without a member, an area or a line of effort; with a second scenario both beside each
 * other. Its numbers come from the whole ledger that its reader has, and so do its terms. `hasLeads`: it tells of leads,
 * which are for those alone who have a part in them. Throws `invalid`.
 */
export function whatIfSections(
  ledger: Ledger,
  viewer: Viewer,
  wanted: BriefWanted,
  asOf: AsOfDay,
  sources: SourceList,
): { readonly title: string; readonly sections: readonly BriefSection[]; readonly hasLeads: boolean } {
  const scenarios = (['', '2'] as const).flatMap((suffix): Scenario[] => {
    const taken = {
      member: wanted[`member${suffix}`],
      place: wanted[`place${suffix}`],
      line: wanted[`line${suffix}`],
    };
    const parts = Object.entries(taken).flatMap(([what, text]) =>
      (split(text) ?? []).map((each) =>
        what === 'member' ? ledger.words.named(viewer, idOf(ledger, viewer, each)).name : each,
      ),
    );
    if (parts.length === 0) return [];
    return [
      { name: `without ${parts.join(', ')}`, answer: ledger.service.whatIf(viewer, { ...asOf, ...taken }, undefined) },
    ];
  });
  const [first, second] = scenarios;
  if (first === undefined) throw new Problem('invalid', 'A what-if names a member, a place or a line.');
  const { view } = first.answer;
  for (const { id } of view.commitments) {
    for (const each of [id, ...(view.ledger.series.get(id) ?? []).map((event) => event.id)]) {
      const place = view.ledger.places.get(each);
      if (place !== undefined) sources.uses(place.terms);
    }
  }
  const all = scenarios.flatMap((each) => sectionsOf(ledger, viewer, each, scenarios.length > 1, sources));
  return {
    title: `What if: ${scenarios.map(({ name }) => name).join(' / ')}`,
    sections: second === undefined ? all : [sideBySide(first, second), ...all],
    hasLeads: scenarios.some(({ answer }) => answer.leads.length > 0),
  };
}

/** A member as somebody names it; who is nobody's member stays as he was given. */
function idOf({ service }: Ledger, viewer: Viewer, member: string): string {
  return service.membersOf(viewer, member)?.[0] ?? member;
}

function sideBySide(first: Scenario, second: Scenario): BriefSection {
  const key = ({ column, measure }: Loss): string => JSON.stringify([column, measure]);
  const others = new Map(second.answer.withdrawal.losses.all.map((loss) => [key(loss), loss]));
  const told = ({ name }: Scenario, loss: Loss | undefined): string =>
    loss === undefined
      ? `nothing goes ${name}`
      : `${figureWords(loss.goes, loss.measure)} go ${name} (${shareWords(loss.share)})`;
  return {
    heading: 'Side by side',
    empty: 'No figures.',
    items: first.answer.withdrawal.losses.all.map((loss) => ({
      lead: columnWords(loss),
      text: `of ${figureWords(loss.before, loss.measure)}: ${told(first, loss)}; ${told(second, others.get(key(loss)))}`,
      sources: [],
    })),
  };
}

function sectionsOf(
  { words: names }: Ledger,
  viewer: Viewer,
  { name, answer: { view, withdrawal, leads } }: Scenario,
  isOneOfTwo: boolean,
  sources: SourceList,
): BriefSection[] {
  const { ledger, states } = view;
  const heading = (text: string): string => (isOneOfTwo ? `${text} (${name})` : text);
  const called = (id: string): string => ledger.commitments.get(id)?.name ?? id;
  const by = (id: string): string => names.named(viewer, ledger.commitments.get(id)?.by ?? '').name;
  const going = new Set(withdrawal.going);
  const hangs = (refs: readonly string[]): boolean => refs.some((each) => going.has(each));
  const loss = (each: Loss): BriefItem => ({
    lead: [each.value, columnWords(each)].filter((part) => part !== '').join(', '),
    text: `${figureWords(each.goes, each.measure)} of ${figureWords(each.before, each.measure)} go (${shareWords(each.share)}); ${figureWords(each.remains, each.measure)} remain`,
    sources: [],
  });
  const isLost = ({ goes }: Loss): boolean => goes.best > 0 || goes.high === undefined;
  const { all, kind, place } = withdrawal.losses;
  return [
    section(heading('Goes and remains'), 'No figure changes.', all.filter(isLost), loss),
    section(heading('By kind and place'), 'No figure changes.', [...kind, ...place].filter(isLost), loss),
    section(heading('What goes'), 'Nothing that may be shown here.', withdrawal.going, (id) => ({
      lead: by(id),
      text: [called(id), ...figures(states.get(id)?.figures.delivered)].join('; '),
      sources: [
        ...new Set([id, ...(ledger.series.get(id) ?? []).map((event) => event.id)].flatMap((each) => sources.of(each))),
      ],
    })),
    section(heading('Who has the same'), 'Nobody else, as far as may be shown here.', withdrawal.covers, (cover) => ({
      lead: by(cover.commitment),
      text: `${called(cover.commitment)}: ${figureWords(cover.value, cover.measure)}${cover.column === 'outstanding' ? ' promised' : ''}`,
      ...(cover.isSamePlace ? { note: 'in the same place' } : {}),
      sources: sources.of(cover.commitment),
    })),
    section(
      heading('What hangs on it'),
      'Nothing that may be shown here.',
      [
        ...withdrawal.dependents.map(({ commitment, on, isShare }) => ({
          id: commitment,
          text: `${called(commitment)} ${isShare ? 'is a share of' : 'cannot do without'} ${called(on)}`,
        })),
        ...[...ledger.conditions.values()]
          .filter(({ requires, inReturn }) => hangs(requires) || hangs(inReturn))
          .map(({ id, name: text }) => ({ id, text: `condition: ${text}` })),
        ...[...ledger.expectations.values()]
          .filter(({ about }) => hangs(about))
          .map(({ id, name: text }) => ({ id, text: `expected: ${text}` })),
        ...leads.map((lead) => ({ id: lead.object, text: leadWords(lead, (each) => names.named(viewer, each).name) })),
      ],
      ({ id, text }) => ({ text, sources: sources.of(id) }),
    ),
    section(heading('On which days'), 'No day is named.', withdrawal.dates, ({ day, commitment, what }) => ({
      day,
      text: `${dateWords[what]}: ${called(commitment)}`,
      sources: [],
    })),
  ];
}

function leadWords({ title, from, unit, because, on }: LeadAtStake, named: (identity: string) => string): string {
  const why = { sender: '', unit: '', commitment: `, about ${on?.name}`, place: `, about ${on?.name}` }[because];
  return `lead: ${title}, from ${named(from)} to ${named(unit)}${why}`;
}

function section<T>(heading: string, empty: string, list: readonly T[], item: (each: T) => BriefItem): BriefSection {
  const left = list.length - mostItems;
  return {
    heading,
    empty,
    items: list.slice(0, mostItems).map(item),
    ...(left > 0 ? { note: `${left} more are not printed; the first ${mostItems} are.` } : {}),
  };
}

function columnWords({ column }: Loss): string {
  return column === 'delivered' ? 'there' : 'promised and outstanding';
}

function figures(figure: Figure | undefined): string[] {
  return figure === undefined ? [] : [figureWords(figure.value, figure.measure)];
}
