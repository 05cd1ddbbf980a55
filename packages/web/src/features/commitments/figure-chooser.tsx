import type { CommitmentView } from '@entente/server/api-types';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId } from 'react';
import { chooseFigures } from '../../api/commitments.ts';
import { ErrorState } from '../../ui/error-state.tsx';
import { Panel } from '../../ui/panel.tsx';
import { SafeText } from '../../ui/safe-text.tsx';
import { stageNames } from './words.ts';

/** What each source says by itself, and whose figures one's own totals use. */
export function FigureChooser({ view }: { view: CommitmentView }) {
  const name = useId();
  const queryClient = useQueryClient();
  const choose = useMutation({
    mutationFn: (source: string | undefined) => chooseFigures(view.commitment.id, source),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['commitments'] }),
  });
  const chosen = choose.isPending ? choose.variables : view.chosen;
  return (
    <Panel title="Whose figures">
      <fieldset>
        <legend className="mb-2 text-xs text-ink-soft">Your totals use, and nobody else’s change:</legend>
        <label className="flex gap-2 py-1 text-sm">
          <input type="radio" name={name} checked={chosen === undefined} onChange={() => choose.mutate(undefined)} />
          <span>
            The rule
            <span className="block text-xs text-ink-faint">
              the newest word; of one day the member’s own, then its counterpart’s, then the surer one
            </span>
          </span>
        </label>
        {view.accounts.map(({ source, stage, figures }) => (
          <label key={source.key} className="flex gap-2 py-1 text-sm">
            <input
              type="radio"
              name={name}
              checked={chosen === source.key}
              onChange={() => choose.mutate(source.key)}
            />
            <span className="min-w-0">
              <SafeText>{source.name}</SafeText>
              <span className="block text-xs text-ink-faint">
                {stageNames[stage]}
                {figures.promised && `, promised ${figures.promised.words}`}
                {figures.delivered && `, there ${figures.delivered.words}`}
                {figures.leaving && `, to leave ${figures.leaving.words}`}
              </span>
            </span>
          </label>
        ))}
      </fieldset>
      {choose.isError && <ErrorState error={choose.error} />}
    </Panel>
  );
}
