import { useMutation } from '@tanstack/react-query';
import { renderSVG } from 'uqr';
import { invitePeer } from '../../api/peers.ts';
import { Choice, Input } from '../../ui/controls.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Field } from '../../ui/field.tsx';
import { Fingerprint } from '../../ui/fingerprint.tsx';
import { FormActions } from '../../ui/form-actions.tsx';
import { Time } from '../../ui/time.tsx';

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
            const form = new FormData(event.currentTarget);
            const url = String(form.get('url')).trim();
            invite.mutate({
              sending: form.has('sending'),
              receiving: form.has('receiving'),
              ...(url === '' ? {} : { url }),
            });
          }}
        >
          <p>The invitation works once, for an hour. What passes each way is decided by each side for itself.</p>
          <fieldset>
            <legend className="sr-only">Directions</legend>
            <Choice name="sending" defaultChecked label="We send to it what its members may have" />
            <Choice name="receiving" defaultChecked label="We take from it what our members may have" />
          </fieldset>
          <Field label="Address of this node" hint="Only where the other side reaches it by another one than you">
            {(control) => <Input {...control} name="url" type="url" placeholder="https://…" />}
          </Field>
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
