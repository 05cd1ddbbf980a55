import { useSyncExternalStore } from 'react';
import { isWayOpen, onWayChange } from '../../lib/way-to-node.ts';
import { Icon } from '../../ui/icon.tsx';

/** Stays above the page for as long as the node does not answer. */
export function UnreachableBar() {
  const isOpen = useSyncExternalStore(onWayChange, isWayOpen);
  return (
    <div role="alert" className="sticky top-16 z-10 lg:top-2">
      {!isOpen && (
        <p className="mb-4 flex items-center gap-3 rounded-lg border border-danger bg-danger-soft p-3 text-sm shadow-pop">
          <Icon name="warning" className="shrink-0 text-danger" />
          <span>
            <strong className="font-semibold">The node cannot be reached.</strong> What is shown may be out of date. It
            is asked again every two seconds; there is nothing to do.
          </span>
        </p>
      )}
    </div>
  );
}
