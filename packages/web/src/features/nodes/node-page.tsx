import type { Peer, PeerChange } from '@entente/server/api-types';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { changePeer, peersQuery, wakePeer } from '../../api/peers.ts';
import { meQuery } from '../../api/session.ts';
import { formatCount } from '../../lib/format-number.ts';
import { showToast } from '../../lib/toast-store.ts';
import { usePageTitle } from '../../lib/use-page-title.ts';
import { Button, buttonClass } from '../../ui/button.tsx';
import { Choice } from '../../ui/controls.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Figures } from '../../ui/figures.tsx';
import { Fingerprint } from '../../ui/fingerprint.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { Panel } from '../../ui/panel.tsx';
import { QueryState } from '../../ui/query-state.tsx';
import { SafeText } from '../../ui/safe-text.tsx';
import { ConfirmPanel } from './confirm-panel.tsx';
import { DirectionControl } from './direction-control.tsx';
import { NodeLog } from './node-log.tsx';
import { UpToDate } from './nodes-page.tsx';
import { PeerStateBadge, PeerTrouble } from './peer-state.tsx';
import { SetAsidePanel } from './set-aside-panel.tsx';

/** One node: what passes each way, what it sent that could not be taken, and what happened. */
export function NodePage({ id }: { id: string }) {
  const query = useQuery(peersQuery);
  return (
    <QueryState query={query} lines={10} page="Node">
      {({ own, peers }) => {
        const peer = peers.find((each) => each.id === id);
        return peer === undefined ? (
          <>
            <PageHeader title="Node" />
            <EmptyState
              title="There is no such node"
              action={
                <Link to="/nodes" className={buttonClass()}>
                  All nodes
                </Link>
              }
            >
              It may have been removed.
            </EmptyState>
          </>
        ) : (
          <Details peer={peer} own={own.fingerprint} />
        );
      }}
    </QueryState>
  );
}

function Details({ peer, own }: { peer: Peer; own: string }) {
  usePageTitle(peer.name);
  const queryClient = useQueryClient();
  const { data: me } = useQuery(meQuery);
  const decides = me?.roles.includes('coalition-admin') === true;
  const after = {
    onSuccess: () => queryClient.invalidateQueries({ queryKey: peersQuery.queryKey }),
    onError: (error: Error) => showToast({ tone: 'danger', title: error.message }),
  };
  const change = useMutation({ mutationFn: (wanted: PeerChange) => changePeer(peer.id, wanted), ...after });
  const wake = useMutation({ mutationFn: () => wakePeer(peer.id), ...after });
  const { status } = peer;
  const figures = [
    ['Taken since the start', formatCount(status.received)],
    ['In the last minute', formatCount(status.perMinute)],
    ['Set aside', formatCount(status.setAside)],
  ] as const;
  return (
    <>
      <PageHeader
        eyebrow="Node"
        title={<SafeText>{peer.name}</SafeText>}
        lead={
          <>
            <PeerStateBadge peer={peer} /> Hosts <SafeText>{peer.hosts.map(({ name }) => name).join(', ')}</SafeText>.{' '}
            {peer.url === undefined ? 'It only comes to us.' : <span className="font-mono text-xs">{peer.url}</span>}
          </>
        }
        actions={
          decides &&
          peer.confirmed !== undefined &&
          peer.receiving === 'on' && (
            <Button busy={wake.isPending} onClick={() => wake.mutate()}>
              Look now
            </Button>
          )
        }
      />
      <div className="grid gap-8 xl:grid-cols-2">
        {peer.waits !== undefined && (
          <p role="status" className="border-l-3 border-accent bg-accent-soft px-4 py-3 text-sm xl:col-span-2">
            The fingerprints were compared. {peer.waits}
          </p>
        )}
        {peer.compared === undefined && decides && <ConfirmPanel peer={peer} own={own} />}
        <Panel title="Delivery" bare>
          <Figures figures={figures} />
          <p className="mt-3 text-sm text-ink-soft">
            <UpToDate peer={peer} />
          </p>
          <div role="status" className="mt-2">
            <PeerTrouble peer={peer} />
          </div>
        </Panel>
        <Panel title="Decisions">
          <div className="space-y-4">
            <DirectionControl
              label="We send to it"
              state={peer.sending}
              disabled={!decides}
              onChange={(sending) => change.mutateAsync({ sending })}
            />
            <DirectionControl
              label="We take from it"
              state={peer.receiving}
              disabled={!decides}
              onChange={(receiving) => change.mutateAsync({ receiving })}
            />
            <Choice
              label="It is a hub"
              hint="It may pass on what others released to the whole coalition; nothing narrower."
              checked={peer.relays}
              disabled={!decides}
              onChange={(event) => change.mutate({ relays: event.target.checked })}
            />
            <div className="text-sm">
              <p className="mb-1 text-xs text-ink-faint">
                Fingerprint{peer.pinned && '; its certificate is pinned as well'}
              </p>
              <Fingerprint value={peer.fingerprint} />
            </div>
          </div>
        </Panel>
        {decides && <SetAsidePanel id={peer.id} waiting={status.setAside} />}
        <NodeLog id={peer.id} />
      </div>
    </>
  );
}
