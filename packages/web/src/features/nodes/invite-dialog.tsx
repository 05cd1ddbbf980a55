import type { Invitation, OwnNode, Peer } from '@entente/server/api-types';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { renderSVG } from 'uqr';
import { invitePeer, peersQuery } from '../../api/peers.ts';
import { buttonClass } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Fingerprint } from '../../ui/fingerprint.tsx';
import { FormActions } from '../../ui/form-actions.tsx';
import { SafeText } from '../../ui/safe-text.tsx';
import { Time } from '../../ui/time.tsx';
import { DirectionFields } from './direction-fields.tsx';
import { directionsOf } from './directions.ts';

/** Makes an invitation for another node, shows it, this once, and leads on when the other side has joined. */
export function InviteDialog({ own, onClose }: { own: OwnNode; onClose: () => void }) {
  const invite = useMutation({ mutationFn: invitePeer });
  const { data: { peers = [] } = {} } = useQuery(peersQuery);
  // One that was here before may join anew.
  const [before] = useState(() => new Map(peers.map(({ id, joined }) => [id, joined])));
  const joined = invite.data && peers.find((each) => before.get(each.id) !== each.joined);
  return (
    <Dialog open onOpenChange={onClose} title="Invite a node">
      {invite.data === undefined ? (
        <form
          className="space-y-4 text-sm"
          onSubmit={(event) => {
            event.preventDefault();
            invite.mutate(directionsOf(new FormData(event.currentTarget)));
          }}
        >
          <p>The invitation works once, for an hour. What passes each way is decided by each side for itself.</p>
          <DirectionFields url={own.url} />
          {invite.isError && <ErrorState error={invite.error} />}
          <FormActions action="Make the invitation" onCancel={onClose} busy={invite.isPending} />
        </form>
      ) : (
        <div className="space-y-4 text-sm">
          <div role="status">{joined ? <Joined peer={joined} /> : <p>Waiting for the other node to join …</p>}</div>
          {!joined && <HandOver invitation={invite.data} fingerprint={own.fingerprint} />}
        </div>
      )}
    </Dialog>
  );
}

function Joined({ peer: { id, name, hosts } }: { peer: Peer }) {
  return (
    <div className="space-y-4">
      <p>
        <SafeText className="font-semibold">{name}</SafeText> has joined. It hosts{' '}
        <SafeText>{hosts.map((each) => each.name).join(', ')}</SafeText>. The invitation is used up. Nothing passes
        before people on both sides have compared the fingerprints over the phone.
      </p>
      <Link to="/nodes/$id" params={{ id }} className={buttonClass('primary')}>
        Compare the fingerprints
      </Link>
    </div>
  );
}

function HandOver({
  invitation: { invitation, expires },
  fingerprint,
}: {
  invitation: Invitation;
  fingerprint: string;
}) {
  return (
    <>
      <p>
        Hand this over as you would a password. It works once, until <Time value={expires} form="full" />, and is not
        shown again. Leave this open: it says when they have joined.
      </p>
      <img
        alt="The invitation as a QR code; the text below is the same"
        className="mx-auto w-64 max-w-full rounded bg-white p-2"
        src={`data:image/svg+xml;utf8,${encodeURIComponent(renderSVG(invitation))}`}
      />
      <p className="rounded-md bg-sunk p-2 font-mono text-xs break-all">{invitation}</p>
      <CopyButton text={invitation} label="Copy the invitation" size="md" />
      <div>
        <p className="mb-1 font-medium">When they have joined, compare over the phone. This node’s fingerprint:</p>
        <Fingerprint value={fingerprint} />
      </div>
    </>
  );
}
