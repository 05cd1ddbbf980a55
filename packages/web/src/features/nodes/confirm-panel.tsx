import type { Peer } from '@entente/server/api-types';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { confirmPeer } from '../../api/peers.ts';
import { showToast } from '../../lib/toast-store.ts';
import { Button } from '../../ui/button.tsx';
import { Choice } from '../../ui/controls.tsx';
import { Fingerprint } from '../../ui/fingerprint.tsx';
import { Panel } from '../../ui/panel.tsx';
import { SafeText } from '../../ui/safe-text.tsx';

/** Asks that two people compare the fingerprints before anything passes. */
export function ConfirmPanel({ peer, own }: { peer: Peer; own: string }) {
  const queryClient = useQueryClient();
  const confirm = useMutation({
    mutationFn: () => confirmPeer(peer.id, peer.fingerprint),
    onSuccess: async ({ waits }) => {
      await queryClient.invalidateQueries();
      showToast({ tone: 'good', title: waits ?? `${peer.name} is confirmed.` });
    },
    onError: (error) => showToast({ tone: 'danger', title: error.message }),
  });
  const strangers = peer.hosts.filter(({ known }) => !known).map(({ name }) => name);
  return (
    <Panel title="Compare before anything passes" className="xl:col-span-2">
      <form
        className="space-y-4 text-sm"
        onSubmit={(event) => {
          event.preventDefault();
          confirm.mutate();
        }}
      >
        <p className="max-w-prose">
          Call somebody at <SafeText className="font-semibold">{peer.name}</SafeText> whose voice you know, on a number
          that did not come with the invitation. Read both fingerprints to each other.
        </p>
        <div className="grid max-w-2xl gap-4 sm:grid-cols-2">
          <div>
            <p className="mb-1 font-medium">Theirs</p>
            <Fingerprint value={peer.fingerprint} />
          </div>
          <div>
            <p className="mb-1 font-medium">Ours</p>
            <Fingerprint value={own} />
          </div>
        </div>
        {strangers.length > 0 && (
          <p>
            <SafeText>{strangers.join(', ')}</SafeText> will be a member of the coalition here from then on.
          </p>
        )}
        <Choice required label="They read out the same, both of them" />
        <Button type="submit" tone="primary" busy={confirm.isPending}>
          Confirm this node
        </Button>
      </form>
    </Panel>
  );
}
