import type { Facet } from '@entente/server/api-types';
import { Link } from '@tanstack/react-router';
import { formatFacetCount } from '../../lib/format-number.ts';
import { objectType } from '../../stix/object-types.ts';
import { BarList } from '../../ui/bar-list.tsx';
import { Panel } from '../../ui/panel.tsx';
import { SafeText } from '../../ui/safe-text.tsx';

const shown = 12;

interface CountsProps {
  title: string;
  facets: Facet[];
  filter: 'member' | 'type';
}

/** How much there is of each, as bars that lead to it. */
export function Counts({ title, facets, filter }: CountsProps) {
  const bars = facets.slice(0, shown).map((facet) => ({
    key: facet.value,
    count: facet.count,
    text: formatFacetCount(facet.count),
    label: (
      <Link to="/browse" search={{ [filter]: facet.value }} className="hover:underline">
        {filter === 'type' ? objectType(facet.value).plural : <SafeText>{facet.label}</SafeText>}
      </Link>
    ),
  }));
  return (
    <Panel title={title} bare aside={facets.length > shown ? `${shown} of ${facets.length}` : undefined}>
      {bars.length > 0 ? <BarList bars={bars} /> : <p className="text-sm text-ink-soft">Nothing yet.</p>}
    </Panel>
  );
}
