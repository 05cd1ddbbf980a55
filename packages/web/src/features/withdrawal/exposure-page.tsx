import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { exposureHref, exposureQuery } from '../../api/exposure.ts';
import { mayRecall, useMe } from '../../api/session.ts';
import { usePageTitle } from '../../lib/use-page-title.ts';
import { Button, buttonClass } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Icon } from '../../ui/icon.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { QueryState } from '../../ui/query-state.tsx';
import { SafeText } from '../../ui/safe-text.tsx';
import { ExposedObject } from './exposed-object.tsx';
import { TakeBackDialog } from './take-back-dialog.tsx';

/** What a member holds of what is one's own: what to know, and to do, when it leaves. */
export function ExposurePage({ id }: { id: string }) {
  const me = useMe();
  const query = useInfiniteQuery(exposureQuery(id));
  const [isTaking, setTaking] = useState(false);
  const first = query.data?.pages[0];
  usePageTitle(first && `Exposure to ${first.member.name}`);
  return (
    <QueryState query={query} lines={10} page="Exposure">
      {({ pages: [page, ...more] }) => {
        if (page === undefined) return null;
        const { member, counts } = page;
        const objects = [page, ...more].flatMap((each) => each.objects);
        const total = counts.reduce((sum, { count }) => sum + count, 0);
        return (
          <>
            <PageHeader
              eyebrow="Exposure"
              title={<SafeText>{`What ${member.name} has of yours`}</SafeText>}
              lead={
                total === 0
                  ? 'Nothing of yours was ever released to it.'
                  : counts
                      .map(
                        ({ tlp, count }) => `${count} ${tlp === null ? 'without a level' : `TLP:${tlp.toUpperCase()}`}`,
                      )
                      .join(', ')
              }
              actions={
                <>
                  <a href={exposureHref(id)} download className={buttonClass()}>
                    <Icon name="export" /> CSV
                  </a>
                  {member.left && mayRecall(me) && (
                    <Button tone="danger" aria-haspopup="dialog" onClick={() => setTaking(true)}>
                      Take back
                    </Button>
                  )}
                </>
              }
            />
            <div className="max-w-4xl space-y-4">
              {objects.length === 0 ? (
                <EmptyState title="No exposure">
                  What your member released to it, and what it opened, fetched or took out, would stand here.
                </EmptyState>
              ) : (
                <ul className="divide-y divide-line rounded-lg border border-line bg-sheet">
                  {objects.map((each) => (
                    <ExposedObject key={each.summary.id} exposed={each} />
                  ))}
                </ul>
              )}
              {query.hasNextPage && (
                <Button busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
                  More
                </Button>
              )}
            </div>
            {isTaking && <TakeBackDialog id={id} name={member.name} onClose={() => setTaking(false)} />}
          </>
        );
      }}
    </QueryState>
  );
}
