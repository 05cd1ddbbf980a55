import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { recallsOfQuery } from '../../../api/recalls.ts';
import { SafeText } from '../../../ui/safe-text.tsx';
import { Time } from '../../../ui/time.tsx';
import { RecallProgress } from '../../recall/recall-state.tsx';

/** From whom it, or a version of it, was taken back, and how far that is: each leads to what the nodes signed. */
export function TakenBackList({ id }: { id: string }) {
  const { data: recalls = [] } = useQuery(recallsOfQuery(id));
  if (recalls.length === 0) return null;
  return (
    <section aria-labelledby="taken-back-heading" className="space-y-2">
      <h2 id="taken-back-heading" className="text-sm font-medium">
        Taken back
      </h2>
      <ul className="divide-y divide-line text-sm">
        {recalls.map(({ id: recall, from, whole, ordered, nodes }) => (
          <li key={recall} className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1 py-1.5">
            <Link to="/recalls/$id" params={{ id: recall }} className="text-accent hover:underline">
              {from ? (
                <SafeText>{`From ${from.name} alone`}</SafeText>
              ) : (
                `${whole ? 'All versions' : 'One version'}, from everybody`
              )}
            </Link>
            <span className="flex flex-wrap items-center gap-2 text-ink-soft">
              <RecallProgress nodes={nodes} />
              <Time value={ordered} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
