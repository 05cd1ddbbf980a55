import type { Recall } from '@entente/server/api-types';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { recallQuery, receiptsHref } from '../../api/recalls.ts';
import { usePageTitle } from '../../lib/use-page-title.ts';
import { objectType } from '../../stix/object-types.ts';
import { buttonClass } from '../../ui/button.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { Panel } from '../../ui/panel.tsx';
import { QueryState } from '../../ui/query-state.tsx';
import { SafeText } from '../../ui/safe-text.tsx';
import { Time } from '../../ui/time.tsx';
import { BeyondRecall, OpenedBy } from './beyond-recall.tsx';
import { NodeState, RecallProgress } from './recall-state.tsx';

export const typeOfId = (id: string): string => objectType(id.slice(0, id.indexOf('--'))).singular;

function Nodes({ nodes }: { nodes: Recall['nodes'] }) {
  return (
    <ul aria-live="polite" className="divide-y divide-line">
      {nodes.map(({ name, state, confirmed }) => (
        <li key={name} className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-0.5 py-1.5">
          <span className="font-medium">
            <SafeText>{name}</SafeText>
          </span>
          <span className="flex flex-wrap items-center gap-2 text-sm text-ink-soft">
            <NodeState state={state} />
            {confirmed && <Time value={confirmed} form="full" />}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** What became of one recall: who has confirmed, who has not, and what is beyond recall. */
export function RecallPage({ id }: { id: string }) {
  usePageTitle('Recall');
  const query = useQuery(recallQuery(id));
  return (
    <QueryState query={query} lines={10} page="Recall">
      {({ object, whole, from, versions, reason, ordered, orderedBy, nodes, reached, backups, covers }) => (
        <>
          <PageHeader
            eyebrow="Recall"
            title={
              <SafeText>
                {`${typeOfId(object)}, ${from ? `from ${from.name} alone` : whole ? 'all versions' : 'one version'}`}
              </SafeText>
            }
            lead={
              <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
                <RecallProgress nodes={nodes} />
                <span>
                  Ordered <Time value={ordered} form="full" />
                  {orderedBy && (
                    <>
                      {' by '}
                      <SafeText>{orderedBy}</SafeText>
                    </>
                  )}
                </span>
              </span>
            }
          />
          <div className="grid max-w-5xl gap-8 lg:grid-cols-2">
            <Panel title="Nodes that held it" className="lg:col-span-2">
              <Nodes nodes={nodes} />
              <p className="mt-3 border-t border-line pt-3 text-xs text-ink-faint">{covers}</p>
              {nodes.some(({ here, state }) => !here && state === 'confirmed') && (
                <a
                  href={receiptsHref(id)}
                  download="receipts.json"
                  className={`mt-3 ${buttonClass('secondary', 'sm')}`}
                >
                  Their receipts
                </a>
              )}
            </Panel>
            <Panel title="Beyond recall">
              <BeyondRecall look={{ reached, backups }} />
            </Panel>
            <Panel title="Had opened it on this node">
              <OpenedBy reached={reached} />
            </Panel>
            <Panel title="The order" className="lg:col-span-2">
              <dl className="grid gap-x-6 gap-y-2 text-sm sm:grid-cols-[8rem_minmax(0,1fr)]">
                <dt className="text-ink-soft">Reason</dt>
                <dd>
                  <SafeText>{reason}</SafeText>
                </dd>
                {from && (
                  <>
                    <dt className="text-ink-soft">From</dt>
                    <dd>
                      <SafeText>{from.name}</SafeText> alone
                    </dd>
                  </>
                )}
                <dt className="text-ink-soft">Object</dt>
                <dd className="font-mono text-xs break-all">{object}</dd>
                <dt className="text-ink-soft">Versions</dt>
                <dd className="font-mono text-xs">{versions.filter(Boolean).join(', ') || 'It has no versions.'}</dd>
              </dl>
            </Panel>
          </div>
          <p className="mt-8 text-sm">
            <Link to="/recalls" className="text-accent hover:underline">
              All recalls
            </Link>
          </p>
        </>
      )}
    </QueryState>
  );
}
