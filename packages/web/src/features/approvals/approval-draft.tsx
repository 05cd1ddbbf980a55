import type { Approval } from '@entente/server/api-types';
import { useQuery } from '@tanstack/react-query';
import { membersQuery } from '../../api/members.ts';
import { diffObjects } from '../../lib/diff-objects.ts';
import { DifferenceRow } from '../../stix/difference-row.tsx';
import { TextDifference } from '../../ui/text-difference.tsx';
import { ApprovalTerms } from './approval-terms.tsx';
import { draftWords, readable } from './readable-draft.ts';

/** What is going to be published, and under which terms, against the version before; all of it is new where there is none. */
export function ApprovalDraft({ approval: { draft, before, publication } }: { approval: Approval }) {
  const { data: members = [] } = useQuery(membersQuery);
  if (draft === undefined) return null;
  const names = new Map(members.map(({ id, name }) => [id, name]));
  return (
    <dl className="divide-y divide-line rounded-lg border border-line text-sm">
      {publication && <ApprovalTerms publication={publication} />}
      {diffObjects(readable(before ?? {}), readable(draft)).map((change) => (
        <DifferenceRow key={change.property} property={change.property}>
          <TextDifference
            before={'before' in change ? draftWords(change.before, names) : ''}
            after={'after' in change ? draftWords(change.after, names) : ''}
          />
        </DifferenceRow>
      ))}
    </dl>
  );
}
