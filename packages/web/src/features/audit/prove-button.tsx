import type { AuditEntry } from '@entente/server/api-types';
import { useMutation } from '@tanstack/react-query';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { fetchProof } from './audit-queries.ts';
import { isProven } from './check-proofs.ts';

/** Fetches the proof that an entry is in the signed log, and checks it here. */
export function ProveButton({ entry }: { entry: AuditEntry }) {
  const prove = useMutation({
    mutationFn: async () => {
      if (globalThis.crypto?.subtle === undefined)
        throw new Error('Proofs are checked on pages reached over https only.');
      const proof = await fetchProof(entry.id);
      const named = (JSON.parse(proof.entry) as { id?: unknown }).id;
      return { isSound: named === entry.id && (await isProven(proof)), epoch: proof.epoch.index };
    },
  });
  if (prove.isSuccess) {
    return prove.data.isSound ? (
      <span>
        <Badge tone="good">proven, epoch {prove.data.epoch}</Badge>
      </span>
    ) : (
      <span role="alert">
        <Badge tone="danger">the proof does not hold</Badge>
      </span>
    );
  }
  return (
    <div className="text-right">
      <Button size="sm" busy={prove.isPending} disabled={!entry.sealed} onClick={() => prove.mutate()}>
        Prove
      </Button>
      {prove.isError && (
        <p role="alert" className="mt-1 max-w-40 text-xs text-danger">
          {prove.error.message}
        </p>
      )}
    </div>
  );
}
