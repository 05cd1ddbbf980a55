import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { searchesQuery } from '../../api/searches.ts';
import { SafeText } from '../../ui/safe-text.tsx';
import { readBrowseSearch } from '../browse-search.ts';

export function SavedSearchLinks({ onNavigate }: { onNavigate?: (() => void) | undefined }) {
  const { data: searches = [] } = useQuery(searchesQuery);
  if (searches.length === 0) return null;
  return (
    <ul className="mb-1 ml-4.5 border-l border-line pl-2">
      {searches.map((search) => (
        <li key={search.id}>
          <Link
            to="/browse"
            search={readBrowseSearch(search.query)}
            onClick={onNavigate}
            className="flex min-h-8 items-center justify-between gap-2 rounded-md px-2 text-sm text-ink-soft hover:bg-sunk hover:text-ink"
            activeProps={{}}
          >
            <span className="truncate">
              <SafeText>{search.name}</SafeText>
            </span>
            {search.fresh > 0 && (
              <span className="tabular rounded-sm bg-accent px-1 text-2xs font-semibold text-accent-ink">
                {search.fresh >= 100 ? '100+' : search.fresh}
                <span className="sr-only"> new</span>
              </span>
            )}
          </Link>
        </li>
      ))}
    </ul>
  );
}
