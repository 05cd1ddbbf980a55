import type { Graph } from '@entente/server/api-types';
import { Link } from '@tanstack/react-router';
import { plainText } from '../../../lib/hostile-text.ts';
import { objectTitle } from '../../../stix/object-title.ts';
import { objectType } from '../../../stix/object-types.ts';
import { TlpLabel } from '../../../stix/tlp-label.tsx';
import { IconButton } from '../../../ui/button.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { SafeText } from '../../../ui/safe-text.tsx';
import { groupNeighbours } from './group-neighbours.ts';

interface NeighbourListProps {
  graph: Graph;
  centre: string;
  onGoTo: (id: string) => void;
}

export function NeighbourList({ graph, centre, onGoTo }: NeighbourListProps) {
  return (
    <div className="space-y-5">
      {groupNeighbours(graph, centre).map((group) => (
        <section key={group.label} aria-label={plainText(group.label)}>
          <h2 className="eyebrow mb-1">
            <SafeText>{group.label}</SafeText>
          </h2>
          <ul className="divide-y divide-line rounded-lg border border-line bg-sheet">
            {group.neighbours.map((node) => (
              <li key={node.id} className="flex items-center gap-2 py-1 pr-1 pl-3">
                <div className="min-w-0 flex-1">
                  <Link
                    to="/objects/$id"
                    params={{ id: node.id }}
                    data-row-link=""
                    className="block truncate text-sm font-medium hover:text-accent"
                  >
                    <SafeText>{objectTitle(node)}</SafeText>
                  </Link>
                  <span className="flex flex-wrap items-center gap-2 text-xs text-ink-faint">
                    {objectType(node.type).singular} <TlpLabel level={node.tlp} />
                  </span>
                </div>
                <IconButton label={`Walk to ${plainText(objectTitle(node))}`} onClick={() => onGoTo(node.id)}>
                  <Icon name="graph" />
                </IconButton>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}
