import type { LeavingTerms } from '@entente/server/api-types';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { leavingQuery, setLeaving } from '../../api/leaving.ts';
import { Choice } from '../../ui/controls.tsx';
import { Panel } from '../../ui/panel.tsx';
import { QueryState } from '../../ui/query-state.tsx';
import { leavingWords } from './leaving-words.ts';

const choices = Object.keys(leavingWords) as LeavingTerms['contributions'][];

/** The own member's word on what becomes of what it contributed, if it leaves the coalition. */
export function LeavingPanel({ member, mayChange }: { member: string; mayChange: boolean }) {
  const terms = useQuery(leavingQuery(member));
  const queryClient = useQueryClient();
  const change = useMutation({
    mutationFn: (contributions: LeavingTerms['contributions']) => setLeaving(member, { contributions }),
    onSuccess: (set) => queryClient.setQueryData(leavingQuery(member).queryKey, set),
  });
  return (
    <Panel title="If we leave" bare>
      <QueryState query={terms} lines={3}>
        {({ contributions }) => (
          <fieldset disabled={!mayChange || change.isPending} className="text-sm">
            <legend className="mb-1 text-ink-soft">What becomes of what we contributed</legend>
            {choices.map((each) => (
              <Choice
                key={each}
                type="radio"
                name="contributions"
                label={leavingWords[each].choice}
                checked={each === contributions}
                onChange={() => change.mutate(each)}
              />
            ))}
            {change.error && (
              <p role="alert" className="text-danger">
                {change.error.message}
              </p>
            )}
            {!mayChange && <p className="text-xs text-ink-faint">Administrators of the member decide this.</p>}
          </fieldset>
        )}
      </QueryState>
    </Panel>
  );
}
