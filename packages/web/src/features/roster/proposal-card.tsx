import type { RosterProposal } from '@entente/server/api-types';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { signRoster, withdrawProposal } from '../../api/roster.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button, buttonClass } from '../../ui/button.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Fingerprint } from '../../ui/fingerprint.tsx';
import { SafeText } from '../../ui/safe-text.tsx';
import { Time } from '../../ui/time.tsx';
import { ChangeList } from './change-list.tsx';

/** A next version that waits for signatures: what it changes, who signed, and what one can do. */
export function ProposalCard({ proposal }: { proposal: RosterProposal }) {
  const queryClient = useQueryClient();
  const act = useMutation({
    mutationFn: (work: () => Promise<unknown>) => work(),
    onSuccess: () =>
      Promise.all(['roster', 'members', 'objects'].map((key) => queryClient.invalidateQueries({ queryKey: [key] }))),
  });
  const { hash, version, changes, signers, missing, note, proposedBy, proposed, maySign, fingerprint } = proposal;
  const left = Math.max(missing.ofCurrent, missing.ofProposed);
  return (
    <article className="space-y-3 rounded-lg border border-line bg-sheet p-4 sm:p-5">
      <div className="flex flex-wrap items-center gap-2">
        <Badge tone="warn">{`Needs ${left} more ${left === 1 ? 'signature' : 'signatures'}`}</Badge>
        <span className="text-xs text-ink-faint">
          <SafeText>{`Version ${version}, proposed by ${proposedBy}`}</SafeText> <Time value={proposed} />
        </span>
      </div>
      {note && (
        <p className="text-sm text-ink-soft">
          <SafeText>{note}</SafeText>
        </p>
      )}
      <ChangeList changes={changes} />
      <dl className="grid gap-x-6 gap-y-1 text-xs text-ink-soft sm:grid-cols-[auto_1fr]">
        <dt>Signed by</dt>
        <dd>
          <SafeText>{signers.length === 0 ? 'nobody yet' : signers.map(({ name }) => name).join(', ')}</SafeText>
        </dd>
        <dt>Fingerprint</dt>
        <dd>
          <Fingerprint small value={fingerprint} />
        </dd>
      </dl>
      {act.isError && <ErrorState error={act.error} />}
      <div className="flex flex-wrap gap-2">
        {maySign && (
          <Button tone="primary" busy={act.isPending} onClick={() => act.mutate(() => signRoster(hash))}>
            {left <= 1 ? 'Sign, and put into force' : 'Sign'}
          </Button>
        )}
        <a
          className={buttonClass()}
          href={`/api/roster/proposals/${encodeURIComponent(hash)}/file`}
          download="proposal.json"
        >
          Download, to sign elsewhere
        </a>
        <Button tone="quiet" onClick={() => act.mutate(() => withdrawProposal(hash))}>
          Withdraw
        </Button>
      </div>
    </article>
  );
}
