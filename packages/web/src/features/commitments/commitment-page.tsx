import type { CommitmentView } from '@entente/server/api-types';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { commitmentQuery } from '../../api/commitments.ts';
import { usePageTitle } from '../../lib/use-page-title.ts';
import { ObjectLink } from '../../stix/object-link.tsx';
import { TlpLabel } from '../../stix/tlp-label.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { Panel } from '../../ui/panel.tsx';
import { QueryState } from '../../ui/query-state.tsx';
import { SafeText } from '../../ui/safe-text.tsx';
import { EventDialog } from '../ledger-forms/event-dialog.tsx';
import { RecordButton } from '../ledger-forms/record-button.tsx';
import { AsOfControl } from './as-of-control.tsx';
import { EventSeries } from './event-series.tsx';
import { FigureChooser } from './figure-chooser.tsx';
import { StageBadge } from './stage-badge.tsx';
import { columnNames, plainWords } from './words.ts';

const route = getRouteApi('/shell/commitments/$id');
const columns = ['promised', 'delivered', 'outstanding', 'leaving', 'remaining', 'withdrawn'] as const;

/** One commitment: what it comes to, its series of events with their sources, and what hangs together with it. */
export function CommitmentPage() {
  const { id } = route.useParams();
  const asOf = route.useSearch();
  const navigate = route.useNavigate();
  const view = useQuery(commitmentQuery(id, asOf));
  usePageTitle(view.data?.commitment.name ?? 'Commitment');
  return (
    <QueryState query={view} lines={10} page="Commitment">
      {(data) => (
        <>
          <PageHeader
            eyebrow={<Link to="/commitments">Commitments</Link>}
            title={<SafeText>{data.commitment.name}</SafeText>}
            lead={<Lead view={data} />}
            actions={
              <>
                <StageBadge commitment={data.commitment} />
                <RecordButton
                  label="Record what became of it"
                  dialog={(onClose) => <EventDialog view={data} onClose={onClose} />}
                />
              </>
            }
          />
          <div className="mb-6">
            <AsOfControl asOf={asOf} onChange={(search) => void navigate({ search, replace: true })} />
          </div>
          <div className="grid gap-8 lg:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
            <div className="min-w-0 space-y-8">
              <Panel title="What it comes to">
                <dl className="grid grid-cols-2 gap-4 sm:grid-cols-3">
                  {columns.map((column) => {
                    const figure = data.commitment.figures[column];
                    return figure === undefined ? null : (
                      <div key={column}>
                        <dt className="text-xs text-ink-soft">{columnNames[column]}</dt>
                        <dd className="tabular font-serif text-base">
                          <SafeText>{figure.words}</SafeText>
                        </dd>
                      </div>
                    );
                  })}
                </dl>
                {Object.keys(data.commitment.figures).length === 0 && (
                  <p className="text-sm text-ink-soft">No figure on that day.</p>
                )}
              </Panel>
              <EventSeries events={data.events} />
            </div>
            <aside className="min-w-0 space-y-8">
              {data.accounts.length > 0 && <FigureChooser view={data} />}
              <Ties view={data} />
              <Panel title="The object">
                <p className="text-sm">
                  <ObjectLink id={data.object.id} summary={data.object} />
                </p>
                <div className="mt-2">
                  <TlpLabel level={data.object.tlp} />
                </div>
              </Panel>
            </aside>
          </div>
        </>
      )}
    </QueryState>
  );
}

function Lead({ view: { commitment, description } }: { view: CommitmentView }) {
  const { by, counterparts, kind, place, line } = commitment;
  return (
    <>
      <SafeText>{by.name}</SafeText>
      {counterparts.length > 0 && (
        <>
          , to <SafeText>{counterparts.map(({ name }) => name).join(', ')}</SafeText>
        </>
      )}
      {` · ${plainWords(kind)}`}
      {place && (
        <>
          {' '}
          · <SafeText>{place}</SafeText>
        </>
      )}
      {line && (
        <>
          {' '}
          · <SafeText>{line}</SafeText>
        </>
      )}
      {description && (
        <span className="block">
          <SafeText>{description}</SafeText>
        </span>
      )}
    </>
  );
}

const tieNames = {
  'part-of': { to: 'Part of', from: 'Has as a part' },
  replaces: { to: 'Replaces', from: 'Replaced by' },
  'same-as': { to: 'Same as', from: 'Same as' },
};

function Ties({ view }: { view: CommitmentView }) {
  const { links, dependsOn, dependents, conditions, expectations } = view;
  const commitments = [
    ...links.map(({ kind, direction, commitment }) => ({ label: tieNames[kind][direction], ...commitment })),
    ...dependsOn.map((each) => ({ label: 'Cannot do without', ...each })),
    ...dependents.map((each) => ({ label: 'Needed by', ...each })),
  ];
  if (commitments.length + conditions.length + expectations.length === 0) return null;
  return (
    <Panel title="Hangs together with">
      <ul className="space-y-1.5 text-sm">
        {commitments.map(({ label, id, name }) => (
          <li key={`${label} ${id}`}>
            <span className="block text-xs text-ink-faint">{label}</span>
            <Link to="/commitments/$id" params={{ id }} className="text-accent underline underline-offset-2">
              <SafeText>{name}</SafeText>
            </Link>
          </li>
        ))}
        {conditions.map(({ id, name }) => (
          <li key={id}>
            <span className="block text-xs text-ink-faint">Condition</span>
            <Link to="/conditions" hash={id} className="text-accent underline underline-offset-2">
              <SafeText>{name}</SafeText>
            </Link>
          </li>
        ))}
        {expectations.map(({ id, name }) => (
          <li key={id}>
            <span className="block text-xs text-ink-faint">Expected</span>
            <Link to="/expectations" hash={id} className="text-accent underline underline-offset-2">
              <SafeText>{name}</SafeText>
            </Link>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
