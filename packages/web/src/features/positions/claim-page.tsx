import type { ClaimView } from '@entente/server/api-types';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { claimQuery } from '../../api/positions.ts';
import { ApiError } from '../../api/request.ts';
import { mayPublish, useMe } from '../../api/session.ts';
import { usePageTitle } from '../../lib/use-page-title.ts';
import { Button, buttonClass } from '../../ui/button.tsx';
import { Input } from '../../ui/controls.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Field } from '../../ui/field.tsx';
import { Icon } from '../../ui/icon.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { Panel } from '../../ui/panel.tsx';
import { QueryState } from '../../ui/query-state.tsx';
import { SafeText } from '../../ui/safe-text.tsx';
import { Time } from '../../ui/time.tsx';
import { AlertButton } from '../alerts/alert-button.tsx';
import { ClaimEditDialog } from './claim-edit-dialog.tsx';
import { ClaimStatements } from './claim-statements.tsx';
import { DisagreementMeter } from './disagreement-meter.tsx';
import { HolderList } from './holder-list.tsx';
import { LineChart } from './line-chart.tsx';
import { PositionDialog } from './position-dialog.tsx';
import { SignalCard } from './signal-card.tsx';
import { TallyBar } from './tally-bar.tsx';

const ClaimMap = lazy(() => import('./claim-map.tsx').then((file) => ({ default: file.ClaimMap })));

interface ClaimPageProps {
  id: string;
  /** The principal whose lines stand out. */
  holder: string | undefined;
  onHolder: (holder: string | undefined) => void;
}

/** One claim over time: everybody's line, what was said, where on the map, and what that signals. */
export function ClaimPage({ id, holder, onHolder }: ClaimPageProps) {
  const [asOf, setAsOf] = useState('');
  const view = useQuery(claimQuery(id, asOf === '' ? undefined : asOf));
  usePageTitle(view.data?.claim.name);
  if (view.error instanceof ApiError && view.error.status === 404) {
    return <EmptyState title="No such claim">It may not exist, or it is not released to you.</EmptyState>;
  }
  return (
    <QueryState query={view} lines={14} page="Claim">
      {(data) => <Claim data={data} holder={holder} onHolder={onHolder} asOf={asOf} onAsOf={setAsOf} />}
    </QueryState>
  );
}

interface ClaimProps extends Omit<ClaimPageProps, 'id'> {
  data: ClaimView;
  asOf: string;
  onAsOf: (day: string) => void;
}

function Claim({ data, holder, onHolder, asOf, onAsOf }: ClaimProps) {
  const me = useMe();
  const navigate = useNavigate();
  const [open, setOpen] = useState<'position' | 'edit'>();
  const { mayEdit, claim, lines, cells, signals, statements, more, day } = data;
  const shown = signals.filter(({ dismissed }) => dismissed === undefined);
  return (
    <>
      <PageHeader
        eyebrow={
          <>
            Claim · <SafeText>{claim.owner.name}</SafeText>
            {claim.askedBy && (
              <>
                {' '}
                · asked by <SafeText>{claim.askedBy.name}</SafeText>
              </>
            )}
          </>
        }
        title={<SafeText>{claim.name}</SafeText>}
        lead={
          <>
            {claim.description && <SafeText>{claim.description}</SafeText>}
            {claim.aliases.length > 0 && (
              <span className="block text-ink-faint">
                Also: <SafeText>{claim.aliases.join('; ')}</SafeText>
              </span>
            )}
          </>
        }
        actions={
          <>
            <Link to="/brief" search={{ about: 'claim', of: claim.id }} className={buttonClass()}>
              Brief
            </Link>
            <Link to="/objects/$id" params={{ id: claim.id }} className={buttonClass()}>
              Terms and versions
            </Link>
            <AlertButton watch={{ about: 'claim', claim: claim.id }} name={`On the claim “${claim.name}”`} />
            {mayEdit && mayPublish(me) && <Button onClick={() => setOpen('edit')}>Edit</Button>}
            {mayPublish(me) && (
              <Button tone="primary" onClick={() => setOpen('position')}>
                <Icon name="plus" className="size-3" /> Position
              </Button>
            )}
          </>
        }
      />
      <div className="mb-6 flex flex-wrap items-end gap-x-8 gap-y-3">
        <div className="min-w-56 flex-1 space-y-1.5 sm:max-w-md">
          <TallyBar tally={claim.tally} />
          <DisagreementMeter value={claim.tally.disagreement} />
        </div>
        <Field label="As of" className="w-44">
          {(control) => (
            <Input {...control} type="date" value={asOf} onChange={(event) => onAsOf(event.target.value)} />
          )}
        </Field>
        {(claim.from || claim.until) && (
          <p className="text-xs text-ink-faint">
            About {claim.from && <Time value={claim.from} form="date" />}
            {claim.until && (
              <>
                {' '}
                to <Time value={claim.until} form="date" />
              </>
            )}
          </p>
        )}
      </div>
      {lines.length === 0 ? (
        <EmptyState title="No positions">
          Nobody has said where he stands, as far as you may see. Take a position down, or link a statement to this
          claim.
        </EmptyState>
      ) : (
        <div className="grid gap-8 xl:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
          <div className="min-w-0 space-y-8">
            <Panel
              title="Over time"
              bare
              aside={
                holder && (
                  <button type="button" className="text-accent underline" onClick={() => onHolder(undefined)}>
                    Show all
                  </button>
                )
              }
            >
              <LineChart
                lines={lines}
                day={day}
                chosen={holder}
                onOpen={(point) => void navigate({ to: '/objects/$id', params: { id: point.id } })}
              />
            </Panel>
            {shown.length > 0 && (
              <Panel title="Signals" bare>
                <div className="space-y-3">
                  {shown.map((signal) => (
                    <SignalCard key={signal.key} signal={signal} withClaim={false} />
                  ))}
                </div>
              </Panel>
            )}
            <Panel title="What was said" bare aside={more && 'The newest 2,000'}>
              <ClaimStatements statements={statements} />
            </Panel>
          </div>
          <div className="min-w-0 space-y-8">
            <Panel title="Who stands where" bare>
              <HolderList lines={lines} cells={cells} chosen={holder} onChoose={onHolder} />
            </Panel>
            <Panel title="On the map" bare>
              <Suspense fallback={<div className="skeleton aspect-[960/440]" />}>
                <ClaimMap cells={cells} />
              </Suspense>
            </Panel>
          </div>
        </div>
      )}
      {open === 'position' && <PositionDialog claim={claim} onClose={() => setOpen(undefined)} />}
      {open === 'edit' && <ClaimEditDialog claim={claim} onClose={() => setOpen(undefined)} />}
    </>
  );
}
