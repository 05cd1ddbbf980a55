import { type ErrorComponentProps, useRouter } from '@tanstack/react-router';
import { useEffect, useSyncExternalStore } from 'react';
import { isAway } from '../../api/request.ts';
import { checkWay, isWayOpen, onWayChange } from '../../lib/way-to-node.ts';
import { ErrorState } from '../../ui/error-state.tsx';

/** A page that could not be shown: its script or its reader did not come, or it failed. */
export function FailedPage({ error, reset }: ErrorComponentProps) {
  const router = useRouter();
  const isScript = /dynamically imported module|module script/i.test(String(error));
  const isCut = isScript || isAway(error);
  useEffect(() => {
    if (!isCut) return;
    if (isScript) checkWay();
    // A script that did not come is not asked for again by every browser; another version of the node has other ones.
    return onWayChange(() => {
      if (!isWayOpen()) return;
      if (isScript) window.location.reload();
      else void router.invalidate();
    });
  }, [isCut, isScript, router]);
  const isReachable = useSyncExternalStore(onWayChange, isWayOpen);
  const again = () => {
    if (isScript) window.location.reload();
    else if (isCut) void router.invalidate();
    else reset();
  };
  const missing = isReachable
    ? 'This page did not come. Perhaps the node is a newer one now.'
    : 'This page did not come.';
  return (
    <div className="p-6">
      {/* Loading anew without the node would leave the browser's own page of failure. */}
      <ErrorState
        error={isScript ? new Error(missing) : error}
        {...(isScript && !isReachable ? {} : { onRetry: again })}
      />
    </div>
  );
}
