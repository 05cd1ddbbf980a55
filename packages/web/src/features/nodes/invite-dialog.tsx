import { useMutation } from '@tanstack/react-query';
import { renderSVG } from 'uqr';
import { invitePeer } from '../../api/peers.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Fingerprint } from '../../ui/fingerprint.tsx';
import { FormActions } from '../../ui/form-actions.tsx';
import { Time } from '../../ui/time.tsx';
import { DirectionFields } from './direction-fields.tsx';
import { directionsOf } from './directions.ts';

/** Makes an invitation for another node and shows it, this once. */
export function InviteDialog({ fingerprint, onClose }: { fingerprint: string; onClose: () => void }) {
  const invite = useMutation({ mutationFn: invitePeer });
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
          <DirectionFields />
          {invite.isError && <ErrorState error={invite.error} />}
          <FormActions action="Make the invitation" onCancel={onClose} busy={invite.isPending} />
        </form>
      ) : (
        <div className="space-y-4 text-sm">
          <p>
            Hand this over as you would a password. It works once, until{' '}
            <Time value={invite.data.expires} form="full" />, and is not shown again.
          </p>
          <img
            alt="The invitation as a QR code; the text below is the same"
            className="mx-auto w-64 max-w-full rounded bg-white p-2"
            src={`data:image/svg+xml;utf8,${encodeURIComponent(renderSVG(invite.data.invitation))}`}
          />
          <p className="max-h-28 overflow-y-auto rounded-md bg-sunk p-2 font-mono text-xs break-all">
            {invite.data.invitation}
          </p>
          <CopyButton text={invite.data.invitation} label="Copy the invitation" size="md" />
          <div>
            <p className="mb-1 font-medium">When they have joined, compare over the phone. This node’s fingerprint:</p>
            <Fingerprint value={fingerprint} />
          </div>
        </div>
      )}
    </Dialog>
  );
}
