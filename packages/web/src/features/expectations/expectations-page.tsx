import type { Expectation } from '@entente/server/api-types';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { expectationsQuery } from '../../api/commitments.ts';
import { usePageTitle } from '../../lib/use-page-title.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { Panel } from '../../ui/panel.tsx';
import { QueryState } from '../../ui/query-state.tsx';
import { AsOfControl } from '../commitments/as-of-control.tsx';
import { ExpectationDialog } from '../ledger-forms/expectation-dialog.tsx';
import { RecordButton } from '../ledger-forms/record-button.tsx';
import { ExpectationCard } from './expectation-card.tsx';
import { WindowsPicture } from './windows-picture.tsx';

const route = getRouteApi('/shell/expectations');

const groups: { title: string; has: (each: Expectation) => boolean }[] = [
  { title: 'Overdue', has: ({ overdue }) => overdue },
  { title: 'Due', has: ({ stage }) => stage === 'due' },
  { title: 'To come', has: ({ stage, overdue }) => (stage === 'upcoming' || stage === 'slipped') && !overdue },
  { title: 'Settled', has: ({ stage, overdue }) => ['met', 'overtaken', 'lapsed'].includes(stage) && !overdue },
];

/** What was announced for a date: due, overdue, and what became of it. */
export function ExpectationsPage() {
  usePageTitle('Expectations');
  const asOf = route.useSearch();
  const navigate = route.useNavigate();
  const expectations = useQuery(expectationsQuery(asOf));
  return (
    <>
      <PageHeader
        title="Expectations"
        lead="What was announced for a date or a window of days. Where the window is over and nothing was heard, it is overdue."
        actions={
          <RecordButton
            label="Record an expectation"
            tone="primary"
            dialog={(onClose) => <ExpectationDialog onClose={onClose} />}
          />
        }
      />
      <div className="mb-6">
        <AsOfControl asOf={asOf} onChange={(search) => void navigate({ search, replace: true })} />
      </div>
      <QueryState query={expectations} lines={8}>
        {(data) =>
          data.expectations.length === 0 ? (
            <EmptyState title="Nothing is expected">
              Nothing that is released to you had been announced then.
            </EmptyState>
          ) : (
            <div className="space-y-8">
              <WindowsPicture expectations={data.expectations} today={data.asOf.valid} />
              {groups.map(({ title, has }) => {
                const own = data.expectations.filter(has);
                return own.length === 0 ? null : (
                  <Panel key={title} title={title} aside={own.length} bare>
                    <ul className="space-y-3">
                      {own.map((each) => (
                        <li key={each.id} id={each.id}>
                          <ExpectationCard expectation={each} />
                        </li>
                      ))}
                    </ul>
                  </Panel>
                );
              })}
            </div>
          )
        }
      </QueryState>
    </>
  );
}
