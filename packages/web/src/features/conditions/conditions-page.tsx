import type { Condition } from '@entente/server/api-types';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { conditionsQuery } from '../../api/commitments.ts';
import { formatDate } from '../../lib/format-time.ts';
import { usePageTitle } from '../../lib/use-page-title.ts';
import { ObjectLink } from '../../stix/object-link.tsx';
import { Badge } from '../../ui/badge.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { QueryState } from '../../ui/query-state.tsx';
import { SafeText } from '../../ui/safe-text.tsx';
import { AsOfControl } from '../commitments/as-of-control.tsx';
import { AnswerDialog } from '../ledger-forms/answer-dialog.tsx';
import { ConditionDialog } from '../ledger-forms/condition-dialog.tsx';
import { RecordButton } from '../ledger-forms/record-button.tsx';
import { answerLooks, stageLooks } from './answer-looks.ts';
import { ConditionDiagram } from './condition-diagram.tsx';

const route = getRouteApi('/shell/conditions');

/** Conditions and demands: who asks whom for what, what hangs on it, and who answered how. */
export function ConditionsPage() {
  usePageTitle('Conditions');
  const asOf = route.useSearch();
  const navigate = route.useNavigate();
  const conditions = useQuery(conditionsQuery(asOf));
  return (
    <>
      <PageHeader
        title="Conditions"
        lead="Conditions and demands that tie several parties together: what must come true, what hangs on it, and who accepted, refused or has not answered."
        actions={
          <RecordButton
            label="Record a condition"
            tone="primary"
            dialog={(onClose) => <ConditionDialog onClose={onClose} />}
          />
        }
      />
      <div className="mb-6">
        <AsOfControl asOf={asOf} onChange={(search) => void navigate({ search, replace: true })} />
      </div>
      <QueryState query={conditions} lines={8}>
        {(data) =>
          data.conditions.length === 0 ? (
            <EmptyState title="No conditions">None that is released to you had been made then.</EmptyState>
          ) : (
            <ul className="space-y-6">
              {data.conditions.map((each) => (
                <li key={each.id} id={each.id}>
                  <ConditionCard condition={each} />
                </li>
              ))}
            </ul>
          )
        }
      </QueryState>
    </>
  );
}

function ConditionCard({ condition }: { condition: Condition }) {
  const { name, description, kind, said, demandedBy, parties, stage, requires, inReturn, statement } = condition;
  return (
    <article className="rounded-lg border border-line bg-sheet p-4">
      <div className="flex flex-wrap items-start justify-between gap-2">
        <h2 className="min-w-0 font-serif text-lg font-semibold">
          <SafeText>{name}</SafeText>
        </h2>
        <Badge tone={stageLooks[stage].tone}>
          <span aria-hidden="true">{stageLooks[stage].sign}</span> {stage}
        </Badge>
      </div>
      <p className="text-xs text-ink-soft">
        {kind === 'demand' ? 'Demand' : 'Condition'} of{' '}
        <SafeText>{demandedBy.map((each) => each.name).join(', ')}</SafeText>, {formatDate(said)}
        {statement && (
          <>
            {' · '}
            <ObjectLink id={statement.id} summary={statement} />
          </>
        )}
      </p>
      {description && (
        <p className="mt-1 text-sm text-ink-soft">
          <SafeText>{description}</SafeText>
        </p>
      )}
      <ConditionDiagram condition={condition} />
      <div className="grid gap-4 text-sm sm:grid-cols-3">
        <section>
          <h3 className="eyebrow mb-1">Asked</h3>
          <ul className="space-y-1.5">
            {parties.map((each) => (
              <li key={each.party.id}>
                <SafeText>{each.party.name}</SafeText>: <span aria-hidden="true">{answerLooks[each.answer].sign}</span>{' '}
                {answerLooks[each.answer].word}
                {each.contested && ' (sources differ)'}
                {each.said && <span className="text-xs text-ink-faint"> {formatDate(each.said)}</span>}
                {each.description && (
                  <span className="block text-xs text-ink-soft">
                    <SafeText>{each.description}</SafeText>
                  </span>
                )}
              </li>
            ))}
            {parties.length === 0 && <li className="text-ink-soft">nobody named</li>}
          </ul>
        </section>
        <Tied title="Must come true" list={requires} />
        <Tied title="Hangs on it" list={inReturn} />
      </div>
      <div className="mt-3">
        <RecordButton
          label="Record an answer"
          size="sm"
          dialog={(onClose) => <AnswerDialog condition={condition} onClose={onClose} />}
        />
      </div>
    </article>
  );
}

function Tied({ title, list }: { title: string; list: Condition['requires'] }) {
  if (list.length === 0) return null;
  const look = 'text-accent underline underline-offset-2';
  return (
    <section>
      <h3 className="eyebrow mb-1">{title}</h3>
      <ul className="space-y-1">
        {list.map(({ id, type, name }) => (
          <li key={id}>
            {type === 'commitment' ? (
              <Link to="/commitments/$id" params={{ id }} className={look}>
                <SafeText>{name}</SafeText>
              </Link>
            ) : (
              <Link to="/objects/$id" params={{ id }} className={look}>
                <SafeText>{name}</SafeText>
              </Link>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
