import type { Collection } from '@entente/server/api-types';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { collectionsQuery } from '../../api/collections.ts';
import { useMe } from '../../api/session.ts';
import { usePageTitle } from '../../lib/use-page-title.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Icon } from '../../ui/icon.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { QueryState } from '../../ui/query-state.tsx';
import { CollectionCard } from './collection-card.tsx';
import { CollectionDialog } from './collection-dialog.tsx';

/** The places where intelligence is put: who reads and writes each, and what unmarked means in it. */
export function CollectionsPage() {
  usePageTitle('Collections');
  const me = useMe();
  const collections = useQuery(collectionsQuery);
  const [edited, setEdited] = useState<Collection | 'new'>();
  const mayAdd = me?.roles.some((role) => role === 'member-admin' || role === 'coalition-admin') ?? false;
  const add = mayAdd && (
    <Button tone="primary" onClick={() => setEdited('new')}>
      <Icon name="plus" /> New collection
    </Button>
  );
  return (
    <>
      <PageHeader
        title="Collections"
        lead="Each object is published to a collection. Its readers are the widest circle that an object in it can reach; the object’s own terms narrow that further."
        actions={collections.data !== undefined && collections.data.length > 0 && add}
      />
      <QueryState query={collections} lines={8}>
        {(list) =>
          list.length === 0 ? (
            <EmptyState title="No collections yet" action={add}>
              A collection is where objects are published to. Its owner decides who reads and writes it.
            </EmptyState>
          ) : (
            <ul className="grid gap-4 lg:grid-cols-2 2xl:grid-cols-3">
              {list.map((collection) => (
                <li key={collection.id}>
                  <CollectionCard
                    collection={collection}
                    mayChange={
                      collection.owner.id === me?.member.id ? mayAdd : me?.roles.includes('coalition-admin') === true
                    }
                    onChange={() => setEdited(collection)}
                  />
                </li>
              ))}
            </ul>
          )
        }
      </QueryState>
      {edited && (
        <CollectionDialog collection={edited === 'new' ? undefined : edited} onClose={() => setEdited(undefined)} />
      )}
    </>
  );
}
