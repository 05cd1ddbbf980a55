import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { exportHref, type ObjectFilters } from '../../api/objects.ts';
import { deleteSearch, markSearchOpened, searchesQuery } from '../../api/searches.ts';
import { Button, buttonClass } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { AlertButton } from '../alerts/alert-button.tsx';
import { sameFilters } from './filter-values.ts';
import { SaveSearchDialog } from './save-search-dialog.tsx';

/** Keeps the search for next time, and takes its results away as a file. */
export function BrowseActions({ filters }: { filters: ObjectFilters }) {
  const [saving, setSaving] = useState(false);
  const queryClient = useQueryClient();
  const { data: searches = [] } = useQuery(searchesQuery);
  const saved = searches.find((search) => sameFilters(search.query, { ...filters }));
  const refresh = () => queryClient.invalidateQueries({ queryKey: searchesQuery.queryKey });
  const remove = useMutation({ mutationFn: deleteSearch, onSuccess: refresh });
  const opened = useMutation({ mutationFn: markSearchOpened, onSuccess: refresh });
  const openedNow = saved && saved.fresh > 0 ? saved.id : undefined;
  const { mutate: markOpened } = opened;
  useEffect(() => {
    if (openedNow) markOpened(openedNow);
  }, [openedNow, markOpened]);
  return (
    <div className="flex flex-wrap gap-2">
      {saved && (
        <AlertButton watch={{ about: 'search', search: saved.id }} name={`In the saved search “${saved.name}”`} />
      )}
      {saved ? (
        <Button busy={remove.isPending} onClick={() => remove.mutate(saved.id)}>
          <Icon name="trash" /> Forget search
        </Button>
      ) : (
        <Button disabled={Object.keys(filters).length === 0} onClick={() => setSaving(true)}>
          <Icon name="bookmark" /> Save search
        </Button>
      )}
      <a href={exportHref(filters, 'stix')} download className={buttonClass()}>
        <Icon name="export" /> STIX
      </a>
      <a href={exportHref(filters, 'csv')} download className={buttonClass()}>
        <Icon name="export" /> CSV
      </a>
      {saving && <SaveSearchDialog filters={filters} onClose={() => setSaving(false)} />}
    </div>
  );
}
