import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { commitmentsQuery, type LedgerFilters } from '../../api/commitments.ts';
import { usePageTitle } from '../../lib/use-page-title.ts';
import { buttonClass } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Icon } from '../../ui/icon.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { QueryState } from '../../ui/query-state.tsx';
import { CommitmentDialog } from '../ledger-forms/commitment-dialog.tsx';
import { ImportDialog } from '../ledger-forms/import-dialog.tsx';
import { RecordButton } from '../ledger-forms/record-button.tsx';
import { CommitmentList } from './commitment-list.tsx';
import { LedgerFilterBar } from './ledger-filters.tsx';
import { TotalsPanel } from './totals-panel.tsx';

const route = getRouteApi('/shell/commitments');

/** The ledger: who promised what, what became of it, and what that comes to as of any day. */
export function CommitmentsPage() {
  usePageTitle('Commitments');
  const filters = route.useSearch();
  const navigate = route.useNavigate();
  const page = useQuery(commitmentsQuery(filters));
  const setFilters = (search: LedgerFilters) => void navigate({ search, replace: true });
  const query = new URLSearchParams({ ...filters }).toString();
  return (
    <>
      <PageHeader
        title="Commitments"
        lead="Who promised what, and what became of it. Promises and deliveries are never added up, and nothing is counted twice."
        actions={
          <>
            <RecordButton
              label="Record a commitment"
              tone="primary"
              dialog={(onClose) => <CommitmentDialog onClose={onClose} />}
            />
            <RecordButton label="Bring in a table" dialog={(onClose) => <ImportDialog onClose={onClose} />} />
            <a href={`/api/commitments/export?format=html&${query}`} className={buttonClass()}>
              Printable
            </a>
            <a href={`/api/commitments/export?format=xlsx&${query}`} className={buttonClass()}>
              <Icon name="export" /> XLSX
            </a>
            <a href={`/api/commitments/export?format=csv&${query}`} className={buttonClass()}>
              <Icon name="export" /> CSV
            </a>
          </>
        }
      />
      <LedgerFilterBar filters={filters} facets={page.data?.facets} onFilters={setFilters} />
      <div className="space-y-8">
        <TotalsPanel filters={filters} />
        <QueryState query={page} lines={10}>
          {({ commitments, total }) =>
            total === 0 ? (
              <EmptyState title={query === '' ? 'No commitments yet' : 'No commitments'}>
                {query === ''
                  ? 'What members promise and deliver is kept here, each entry with its source. Record the first, or bring in the table that you keep today.'
                  : 'None that is released to you fits. Another day or fewer filters may show more.'}
              </EmptyState>
            ) : (
              <CommitmentList commitments={commitments} total={total} asOf={filters} />
            )
          }
        </QueryState>
      </div>
    </>
  );
}
