import type { OwnNode } from '@entente/server/api-types';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { joinPeer, lookAtInvitation, peersQuery } from '../../api/peers.ts';
import { Textarea } from '../../ui/controls.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Field } from '../../ui/field.tsx';
import { Fingerprint } from '../../ui/fingerprint.tsx';
import { FormActions } from '../../ui/form-actions.tsx';
import { SafeText } from '../../ui/safe-text.tsx';
import { DirectionFields } from './direction-fields.tsx';
import { directionsOf } from './directions.ts';

/** Two steps: look who invites, then join. */
export function JoinDialog({ own, onClose }: { own: OwnNode; onClose: () => void }) {
  const [invitation, setInvitation] = useState('');
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const look = useMutation({ mutationFn: lookAtInvitation });
  const join = useMutation({
    mutationFn: joinPeer,
    onSuccess: async ({ id }) => {
      await queryClient.invalidateQueries({ queryKey: peersQuery.queryKey });
      await navigate({ to: '/nodes/$id', params: { id } });
    },
  });
  const inviting = look.data;
  return (
    <Dialog open onOpenChange={onClose} title="Join a node">
      {inviting === undefined ? (
        <form
          className="space-y-4"
          onSubmit={(event) => {
            event.preventDefault();
            look.mutate(invitation);
          }}
        >
          <Field label="Invitation" hint="The whole text that begins with entente-invitation:" required>
            {(control) => (
              <Textarea
                {...control}
                required
                rows={5}
                className="font-mono text-xs"
                value={invitation}
                onChange={(event) => setInvitation(event.target.value)}
              />
            )}
          </Field>
          {look.isError && <ErrorState error={look.error} />}
          <FormActions action="See who invites" onCancel={onClose} busy={look.isPending} />
        </form>
      ) : (
        <form
          className="space-y-4 text-sm"
          onSubmit={(event) => {
            event.preventDefault();
            join.mutate({ invitation, ...directionsOf(new FormData(event.currentTarget)) });
          }}
        >
          <p>
            <SafeText className="font-semibold">{inviting.name}</SafeText> invites, of the coalition{' '}
            <SafeText>{inviting.coalition}</SafeText>. It hosts{' '}
            <SafeText>{inviting.hosts.map(({ name }) => name).join(', ')}</SafeText>
            {inviting.hosts.some(({ known }) => !known) && '; who is no member here yet, is one once you confirm'}.
          </p>
          <div className="grid gap-4 sm:grid-cols-2">
            <div>
              <p className="mb-1 font-medium">Its fingerprint</p>
              <Fingerprint value={inviting.fingerprint} />
            </div>
            <div>
              <p className="mb-1 font-medium">This node’s</p>
              <Fingerprint value={own.fingerprint} />
            </div>
          </div>
          <DirectionFields url={own.url} />
          {join.isError && <ErrorState error={join.error} />}
          <FormActions action="Join" onCancel={onClose} busy={join.isPending} />
        </form>
      )}
    </Dialog>
  );
}
