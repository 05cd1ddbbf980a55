import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { markPositionsSeen, positionChangesQuery } from '../../api/positions.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Panel } from '../../ui/panel.tsx';
import { QueryState } from '../../ui/query-state.tsx';
import { SafeText } from '../../ui/safe-text.tsx';
import { Time } from '../../ui/time.tsx';
import { PointLine } from './point-line.tsx';
import { SignalCard } from './signal-card.tsx';

/** What changed since one last looked, with the signals that rest on it. */
export function ChangesTab() {
  const queryClient = useQueryClient();
  const changes = useQuery(positionChangesQuery);
  const seen = useMutation({
    mutationFn: markPositionsSeen,
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['positions'] }),
  });
  return (
    <QueryState query={changes} lines={8}>
      {({ since, points, claims, signals }) => (
        <div className="max-w-4xl space-y-6">
          <div className="flex flex-wrap items-center justify-between gap-3 text-sm text-ink-soft">
            <p>
              {since ? (
                <>
                  Since <Time value={since} form="full" />.
                </>
              ) : (
                'You have not marked anything as seen yet.'
              )}
            </p>
            <Button busy={seen.isPending} onClick={() => seen.mutate()}>
              Mark all as seen
            </Button>
          </div>
          {points.length + claims.length + signals.length === 0 && (
            <EmptyState title="Nothing new">Nobody has taken a position since, as far as you may see.</EmptyState>
          )}
          {signals.length > 0 && (
            <Panel title="Signals" bare>
              <div className="space-y-3">
                {signals.map((signal) => (
                  <SignalCard key={signal.key} signal={signal} />
                ))}
              </div>
            </Panel>
          )}
          {points.length > 0 && (
            <Panel title="Positions and statements" bare>
              <ul className="divide-y divide-line rounded-lg border border-line bg-sheet">
                {points.map((point) => (
                  <li key={point.id} className="space-y-1 px-4 py-2.5">
                    <Link to="/claims/$id" params={{ id: point.claim.id }} className="text-sm">
                      <SafeText>{point.claim.name}</SafeText>
                    </Link>
                    <PointLine point={point} />
                  </li>
                ))}
              </ul>
            </Panel>
          )}
          {claims.length > 0 && (
            <Panel title="New claims" bare>
              <ul className="space-y-1 text-sm">
                {claims.map(({ id, name }) => (
                  <li key={id}>
                    <Link to="/claims/$id" params={{ id }}>
                      <SafeText>{name}</SafeText>
                    </Link>
                  </li>
                ))}
              </ul>
            </Panel>
          )}
        </div>
      )}
    </QueryState>
  );
}
