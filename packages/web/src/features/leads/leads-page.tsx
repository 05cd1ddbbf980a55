import { useQuery } from '@tanstack/react-query';
import { leadsQuery } from '../../api/leads.ts';
import { usePageTitle } from '../../lib/use-page-title.ts';
import { Button } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Icon } from '../../ui/icon.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { QueryState } from '../../ui/query-state.tsx';
import { LeadList } from './lead-list.tsx';
import { LeadPane } from './lead-pane.tsx';

interface LeadsPageProps {
  chosen: string | undefined;
  onChoose: (id: string | undefined) => void;
}

/** The inbox of a unit. On a phone the list, or the lead; on a wide screen both. */
export function LeadsPage({ chosen, onChoose }: LeadsPageProps) {
  usePageTitle('Leads');
  const leads = useQuery(leadsQuery);
  return (
    <>
      <PageHeader
        title="Leads"
        lead="What units are asked to act on: acknowledge it, ask, and answer with what was seen."
      />
      <QueryState query={leads} lines={8}>
        {(list) =>
          list.length === 0 ? (
            <EmptyState title="No leads">
              A report or note that is sent to your unit, or that you send to one, appears here.
            </EmptyState>
          ) : (
            <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,24rem)_minmax(0,1fr)]">
              <div className={classNames(chosen && 'hidden lg:block')}>
                <LeadList leads={list} chosen={chosen} onChoose={onChoose} />
              </div>
              {chosen ? (
                <div className="space-y-3">
                  <Button tone="quiet" onClick={() => onChoose(undefined)} className="lg:hidden">
                    <Icon name="left" /> All leads
                  </Button>
                  <LeadPane key={chosen} id={chosen} />
                </div>
              ) : (
                <p className="hidden text-sm text-ink-soft lg:block">Choose a lead to read it.</p>
              )}
            </div>
          )
        }
      </QueryState>
    </>
  );
}
