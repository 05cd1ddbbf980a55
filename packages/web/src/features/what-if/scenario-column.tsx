import type { CommitmentPage, WhatIf } from '@entente/server/api-types';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type Scenario, whatIfQuery } from '../../api/commitments.ts';
import { formatDate } from '../../lib/format-time.ts';
import { Select } from '../../ui/controls.tsx';
import { Field } from '../../ui/field.tsx';
import { Panel } from '../../ui/panel.tsx';
import { QueryState } from '../../ui/query-state.tsx';
import { SafeText } from '../../ui/safe-text.tsx';
import { plainWords } from '../commitments/words.ts';
import { LossBars } from './loss-bars.tsx';

interface ScenarioColumnProps {
  title: string;
  scenario: Scenario;
  facets: CommitmentPage['facets'] | undefined;
  onChange: (scenario: Scenario) => void;
}

const choices = [
  { part: 'member', facet: 'member', label: 'Member' },
  { part: 'place', facet: 'place', label: 'Area' },
  { part: 'line', facet: 'line', label: 'Line of effort' },
] as const;

/** One scenario: what is taken away, and the picture without it. */
export function ScenarioColumn({ title, scenario, facets, onChange }: ScenarioColumnProps) {
  const isEmpty = choices.every(({ part }) => scenario[part] === undefined);
  const answer = useQuery({ ...whatIfQuery(scenario), enabled: !isEmpty });
  return (
    <section aria-label={title} className="min-w-0 space-y-6">
      <h2 className="font-serif text-lg font-semibold">{title}</h2>
      <div className="grid gap-3 sm:grid-cols-3">
        {choices.map(({ part, facet, label }) => (
          <Field key={part} label={label}>
            {(control) => (
              <Select
                {...control}
                value={scenario[part] ?? ''}
                onChange={(event) => {
                  const { [part]: _, ...rest } = scenario;
                  onChange(event.target.value === '' ? rest : { ...rest, [part]: event.target.value });
                }}
              >
                <option value="">Any</option>
                {(facets?.[facet] ?? []).map(({ value, label: name }) => (
                  <option key={value} value={value}>
                    {name}
                  </option>
                ))}
              </Select>
            )}
          </Field>
        ))}
      </div>
      {isEmpty ? (
        <p className="rounded-lg border border-dashed border-edge p-6 text-center text-sm text-ink-soft">
          Choose who or what is taken away.
        </p>
      ) : (
        <QueryState query={answer} lines={8}>
          {(data) => <Answer answer={data} />}
        </QueryState>
      )}
    </section>
  );
}

function Answer({ answer }: { answer: WhatIf }) {
  const { losses, going, covers, dependents, conditions, expectations, leads, dates, counts } = answer;
  const hanging = counts.dependents + conditions.length + expectations.length + counts.leads;
  const lost = losses.all.filter(({ goes }) => goes.best > 0 || goes.high === null);
  if (going.length === 0) return <p className="text-sm text-ink-soft">Nothing that is released to you fits.</p>;
  return (
    <div className="space-y-6">
      <Panel title="Goes and remains">
        {lost.length === 0 ? <p className="text-sm text-ink-soft">No figure changes.</p> : <LossBars losses={lost} />}
      </Panel>
      <Panel title="By kind">
        <LossBars losses={losses.kind.filter(({ goes }) => goes.best > 0)} name={({ label }) => plainWords(label)} />
      </Panel>
      <Panel title="By place">
        <LossBars losses={losses.place.filter(({ goes }) => goes.best > 0)} name={({ label }) => label || 'no place'} />
      </Panel>
      <Panel title="What goes" aside={counts.going}>
        <Refs list={going} />
        <More count={counts.going - going.length} />
      </Panel>
      <Panel title="Who has the same" aside={counts.covers}>
        {covers.length === 0 ? (
          <p className="text-sm text-ink-soft">Nobody else, as far as is released to you.</p>
        ) : (
          <ul className="space-y-1 text-sm">
            {covers.slice(0, 12).map(({ commitment, by, column, value, samePlace }) => (
              <li key={`${commitment.id} ${column}`} className="flex justify-between gap-3">
                <span className="min-w-0">
                  <SafeText>{by}</SafeText>: <RefLink {...commitment} />
                  {samePlace && <span className="text-xs text-ink-faint"> in the same place</span>}
                </span>
                <span className="tabular shrink-0 text-xs">
                  <SafeText>{value.words}</SafeText>
                  {column === 'outstanding' && ' promised'}
                </span>
              </li>
            ))}
          </ul>
        )}
        <More count={counts.covers - Math.min(covers.length, 12)} />
      </Panel>
      <Panel title="What hangs on it" aside={hanging}>
        {hanging === 0 && <p className="text-sm text-ink-soft">Nothing that is released to you.</p>}
        <ul className="space-y-1 text-sm">
          {dependents.map(({ commitment, on, share }) => (
            <li key={`${commitment.id} ${on.id} ${share}`}>
              <RefLink {...commitment} />{' '}
              <span className="text-ink-soft">{share ? 'is a share of' : 'cannot do without'}</span> <RefLink {...on} />
            </li>
          ))}
          {conditions.map(({ id, name }) => (
            <li key={id}>
              Condition:{' '}
              <Link to="/conditions" hash={id} className="text-accent underline underline-offset-2">
                <SafeText>{name}</SafeText>
              </Link>
            </li>
          ))}
          {expectations.map(({ id, name }) => (
            <li key={id}>
              Expected:{' '}
              <Link to="/expectations" hash={id} className="text-accent underline underline-offset-2">
                <SafeText>{name}</SafeText>
              </Link>
            </li>
          ))}
          {leads.map((lead) => (
            <LeadItem key={lead.id} lead={lead} />
          ))}
        </ul>
        <More count={counts.dependents - dependents.length + counts.leads - leads.length} />
      </Panel>
      {dates.length > 0 && (
        <Panel title="On which days">
          <ul className="space-y-1 text-sm">
            {dates.map(({ day, commitment, what }) => (
              <li key={`${day} ${commitment.id} ${what}`}>
                <span className="tabular">{formatDate(day)}</span>{' '}
                <span className="text-ink-soft">{{ leaving: 'to be gone', due: 'due', until: 'ends' }[what]}</span>{' '}
                <RefLink {...commitment} />
              </li>
            ))}
          </ul>
        </Panel>
      )}
    </div>
  );
}

function LeadItem({ lead: { id, title, from, unit, state, on } }: { lead: WhatIf['leads'][number] }) {
  return (
    <li>
      Lead:{' '}
      <Link to="/leads" search={{ lead: id }} className="text-accent underline underline-offset-2">
        <SafeText>{title}</SafeText>
      </Link>{' '}
      <span className="text-ink-soft">
        from <SafeText>{from}</SafeText> to <SafeText>{unit}</SafeText>, {state}
        {on && (
          <>
            , about <SafeText>{on.name}</SafeText>
          </>
        )}
      </span>
    </li>
  );
}

/** What is not listed is told as a number. */
function More({ count }: { count: number }) {
  if (count <= 0) return null;
  return <p className="mt-2 text-xs text-ink-soft">and {count.toLocaleString('en-GB')} more</p>;
}

function RefLink({ id, name }: { id: string; name: string }) {
  return (
    <Link to="/commitments/$id" params={{ id }} className="text-accent underline underline-offset-2">
      <SafeText>{name}</SafeText>
    </Link>
  );
}

function Refs({ list }: { list: readonly { id: string; name: string }[] }) {
  return (
    <ul className="space-y-1 text-sm">
      {list.map((each) => (
        <li key={each.id}>
          <RefLink id={each.id} name={each.name} />
        </li>
      ))}
    </ul>
  );
}
