import type { ObjectSummary } from '@entente/server/api-types';
import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { ObjectRow } from '../../stix/object-row.tsx';
import { classNames } from '../../ui/class-names.ts';
import { ErrorState } from '../../ui/error-state.tsx';

interface ResultListProps {
  objects: ObjectSummary[];
  /** How many there are in all; undefined where that is not counted out. */
  total: number | undefined;
  /** These are the results of the filters before. */
  stale: boolean;
  since: string | undefined;
  more: boolean;
  loadMore: () => void;
  failure: Error | null | undefined;
}

const rowHeight = 86;

/** Only the rows in sight are in the document, however many there are; the page itself scrolls. */
export function ResultList({ objects, total, stale, since, more, loadMore, failure }: ResultListProps) {
  const frame = useRef<HTMLOListElement>(null);
  const [offset, setOffset] = useState(0);
  useLayoutEffect(() => setOffset((frame.current?.getBoundingClientRect().top ?? 0) + window.scrollY), []);
  const rows = useWindowVirtualizer({
    count: objects.length,
    estimateSize: () => rowHeight,
    overscan: 10,
    scrollMargin: offset,
    getItemKey: (index) => objects[index]?.id ?? index,
  });
  const items = rows.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (more && !failure && last >= objects.length - 30) loadMore();
  }, [last, more, failure, objects.length, loadMore]);
  return (
    <>
      <ol
        ref={frame}
        className={classNames(
          'relative rounded-lg border border-line bg-sheet transition-opacity',
          stale && 'opacity-60',
        )}
        style={{ height: rows.getTotalSize() + 2 }}
      >
        {items.map((item) => {
          const object = objects[item.index];
          return (
            object && (
              <li
                key={item.key}
                ref={rows.measureElement}
                data-index={item.index}
                aria-posinset={item.index + 1}
                aria-setsize={total ?? -1}
                className="absolute inset-x-0 top-0 border-b border-line"
                style={{ transform: `translateY(${item.start - offset}px)` }}
              >
                <ObjectRow object={object} fresh={since !== undefined} />
              </li>
            )
          );
        })}
      </ol>
      {failure && (
        <div className="mt-3">
          <ErrorState error={failure} onRetry={loadMore} />
        </div>
      )}
      {!more && objects.length > 10 && <p className="py-4 text-center text-xs text-ink-faint">That is everything.</p>}
    </>
  );
}
