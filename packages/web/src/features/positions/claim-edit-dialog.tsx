import type { Claim } from '@entente/server/api-types';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { objectQuery } from '../../api/objects.ts';
import { presentTerms } from '../../release/terms-draft.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { QueryState } from '../../ui/query-state.tsx';
import { ClaimDialog } from './claim-dialog.tsx';

/** Puts an own claim differently, beginning with what it says and the terms that it has. */
export function ClaimEditDialog({ claim, onClose }: { claim: Claim; onClose: () => void }) {
  const object = useQuery(objectQuery(claim.id));
  // Parts with terms of their own are kept by the page that shows them.
  const hasParts = (object.data?.parts ?? []).length > 0;
  if (object.data && !hasParts) {
    return <ClaimDialog before={{ claim, terms: presentTerms(object.data) }} onClose={onClose} />;
  }
  return (
    <Dialog open onOpenChange={onClose} title="Put the claim differently">
      <QueryState query={object} lines={8}>
        {() => (
          <p className="text-sm">
            Parts of this claim have terms of their own.{' '}
            <Link to="/objects/$id/edit" params={{ id: claim.id }}>
              Edit it with its parts
            </Link>
          </p>
        )}
      </QueryState>
    </Dialog>
  );
}
