import type { Approval } from '@entente/server/api-types';
import { useQuery } from '@tanstack/react-query';
import { membersQuery } from '../../api/members.ts';
import { diffObjects } from '../../lib/diff-objects.ts';
import { DifferenceRow } from '../../stix/difference-row.tsx';
import { SafeText } from '../../ui/safe-text.tsx';
import { TextDifference } from '../../ui/text-difference.tsx';
import { ApprovalTerms } from './approval-terms.tsx';
import { draftWords, readable } from './readable-draft.ts';

/** What is going to be published, and under which terms, with what changed where there was a version before. */
export function ApprovalDraft({ approval: { draft, before, publication } }: { approval: Approval }) {
  const { data: members = [] } = useQuery(membersQuery);
  if (draft === undefined) return null;
  const names = new Map(members.map(({ id, name }) => [id, name]));
  return (
    <dl className="divide-y divide-line rounded-lg border border-line text-sm">
      {publication && <ApprovalTerms publication={publication} />}
      {diffObjects(readable(before ?? {}), readable(draft)).map((change) => (
        <DifferenceRow key={change.property} property={change.property}>
          {before === undefined && 'after' in change ? (
            <p className="break-words whitespace-pre-line">
              <SafeText>{draftWords(change.after, names)}</SafeText>
            </p>
          ) : (
            <TextDifference
              before={'before' in change ? draftWords(change.before, names) : ''}
              after={'after' in change ? draftWords(change.after, names) : ''}
            />
          )}
        </DifferenceRow>
      ))}
    </dl>
  );
}
