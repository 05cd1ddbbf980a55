import type { Peer } from '@entente/server/api-types';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { peersQuery } from '../../api/peers.ts';
import { rosterQuery } from '../../api/roster.ts';
import { meQuery } from '../../api/session.ts';
import { countOf } from '../../lib/format-number.ts';
import { usePageTitle } from '../../lib/use-page-title.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Fingerprint } from '../../ui/fingerprint.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { Panel } from '../../ui/panel.tsx';
import { QueryState } from '../../ui/query-state.tsx';
import { RefusalNotice } from '../../ui/refusal-notice.tsx';
import { SafeText } from '../../ui/safe-text.tsx';
import { Time } from '../../ui/time.tsx';
import { InviteDialog } from './invite-dialog.tsx';
import { JoinDialog } from './join-dialog.tsx';
import { NodePicture } from './node-picture.tsx';
import { PeerStateBadge, PeerTrouble } from './peer-state.tsx';

/** The coalition's nodes as this one sees them. */
export function NodesPage() {
  usePageTitle('Nodes');
  const query = useQuery(peersQuery);
  const { data: me } = useQuery(meQuery);
  const [dialog, setDialog] = useState<'invite' | 'join'>();
  const { data: roster } = useQuery(rosterQuery);
  const decides = me?.roles.includes('coalition-admin') === true;
  const actions = decides && (
    <>
      <Button onClick={() => setDialog('join')}>Join a node</Button>
      <Button tone="primary" onClick={() => setDialog('invite')}>
        Invite a node
      </Button>
    </>
  );
  return (
    <>
      <PageHeader
        title="Nodes"
        lead="Other servers of the coalition that this one exchanges with: each delivers what its own members release to ours, and the other way round."
        actions={query.data !== undefined && query.data.peers.length > 0 && actions}
      />
      <QueryState query={query} lines={10}>
        {({ own, peers }) => (
          <>
            {roster && <RefusalNotice refusals={roster.refusals} />}
            <div className="space-y-8">
              {peers.length === 0 ? (
                <EmptyState title="This node stands alone" action={actions}>
                  {decides
                    ? 'Invite another member’s node, or join one with the invitation that you were given.'
                    : 'An admin of the coalition invites another member’s node, or joins one.'}{' '}
                  Everything that is released to members hosted there then arrives there by itself.
                </EmptyState>
              ) : (
                <>
                  <NodePicture own={own} peers={peers} />
                  <ul className="divide-y divide-line rounded-lg border border-line bg-sheet">
                    {peers.map((peer) => (
                      <li key={peer.id}>
                        <PeerRow peer={peer} />
                      </li>
                    ))}
                  </ul>
                </>
              )}
              <Panel title="This node" className="max-w-3xl">
                <dl className="grid gap-4 text-sm sm:grid-cols-2">
                  <div>
                    <dt className="text-xs text-ink-faint">Fingerprint, to be read out over the phone</dt>
                    <dd className="mt-1">
                      <Fingerprint value={own.fingerprint} />
                    </dd>
                  </div>
                  <div>
                    <dt className="text-xs text-ink-faint">Hosts</dt>
                    <dd className="mt-1">
                      <SafeText>{own.hosts.map(({ name }) => name).join(', ')}</SafeText>
                    </dd>
                    {own.url !== undefined && (
                      <>
                        <dt className="mt-3 text-xs text-ink-faint">Reached at</dt>
                        <dd className="font-mono text-xs">{own.url}</dd>
                      </>
                    )}
                  </div>
                </dl>
              </Panel>
            </div>
            {dialog === 'invite' && <InviteDialog own={own} onClose={() => setDialog(undefined)} />}
            {dialog === 'join' && <JoinDialog own={own} onClose={() => setDialog(undefined)} />}
          </>
        )}
      </QueryState>
    </>
  );
}

function PeerRow({ peer }: { peer: Peer }) {
  const { status } = peer;
  return (
    <Link to="/nodes/$id" params={{ id: peer.id }} className="block space-y-1 px-4 py-3 hover:bg-sunk/60">
      <span className="flex flex-wrap items-baseline justify-between gap-x-4">
        <span className="font-medium">
          <SafeText>{peer.name}</SafeText> <PeerStateBadge peer={peer} />
        </span>
        <span className="text-sm text-ink-soft">
          {status.perMinute > 0 ? (
            `${countOf(status.perMinute, 'object')} in the last minute`
          ) : (
            <UpToDate peer={peer} />
          )}
        </span>
      </span>
      <span className="block text-sm text-ink-soft">
        Hosts <SafeText>{peer.hosts.map(({ name }) => name).join(', ')}</SafeText>
        {' · '}we send: {peer.sending} · we take: {peer.receiving}
        {peer.relays && ' · a hub'}
      </span>
      <PeerTrouble peer={peer} />
      {status.setAside > 0 && (
        <span className="block text-sm text-warn">{countOf(status.setAside, 'object')} set aside, to be decided</span>
      )}
    </Link>
  );
}

export function UpToDate({ peer: { status } }: { peer: Peer }) {
  if (status.caughtUp === undefined) return 'nothing taken yet';
  return (
    <>
      up to date <Time value={status.caughtUp} />
    </>
  );
}
