import { useQueryClient } from '@tanstack/react-query';
import { objectGraphQuery } from '../../../api/objects.ts';
import { objectTitle } from '../../../stix/object-title.ts';
import { Icon } from '../../../ui/icon.tsx';
import { SafeText } from '../../../ui/safe-text.tsx';

/** The way that was walked, each step a way back. */
export function Trail({ trail, onGoTo }: { trail: string[]; onGoTo: (id: string) => void }) {
  const queryClient = useQueryClient();
  const titleOf = (id: string) => {
    const graph = queryClient.getQueryData(objectGraphQuery(id).queryKey);
    const found = graph?.nodes.find((node) => node.id === id);
    return found ? objectTitle(found) : id;
  };
  return (
    <nav aria-label="The way here">
      <ol className="flex flex-wrap items-center gap-1 text-sm">
        {trail.map((id, index) => (
          <li key={id} className="flex items-center gap-1">
            {index > 0 && <Icon name="right" className="size-3 text-ink-faint" />}
            <button
              type="button"
              onClick={() => onGoTo(id)}
              aria-current={index === trail.length - 1 ? 'step' : undefined}
              className="max-w-56 min-h-7 truncate rounded-sm px-1 text-accent hover:underline aria-[current]:font-semibold aria-[current]:text-ink"
            >
              <SafeText>{titleOf(id)}</SafeText>
            </button>
          </li>
        ))}
      </ol>
    </nav>
  );
}
