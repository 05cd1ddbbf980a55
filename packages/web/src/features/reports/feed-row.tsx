import type { Feed } from '@entente/server/api-types';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { feedsQuery, pauseFeed, removeFeed } from '../../api/feeds.ts';
import { TlpLabel } from '../../stix/tlp-label.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { SafeText } from '../../ui/safe-text.tsx';
import { Time } from '../../ui/time.tsx';

interface FeedRowProps {
  feed: Feed;
  /** The title of the collection that its items go to. */
  collection: string;
  mayChange: boolean;
}

export function FeedRow({ feed, collection, mayChange }: FeedRowProps) {
  const queryClient = useQueryClient();
  const refresh = () => queryClient.invalidateQueries({ queryKey: feedsQuery.queryKey });
  const [removing, setRemoving] = useState(false);
  const pause = useMutation({ mutationFn: () => pauseFeed(feed.id, !feed.paused), onSuccess: refresh });
  return (
    <li className="space-y-2 px-4 py-3">
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-1">
        <span className="min-w-0 font-semibold break-all">
          <SafeText>{feed.address}</SafeText>
        </span>
        <TlpLabel level={feed.terms.tlp ?? null} />
      </div>
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 text-sm text-ink-soft">
        <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
          {feed.paused ? <Badge>paused</Badge> : feed.problem ? <Badge tone="danger">failed</Badge> : null}
          <span>
            to <SafeText>{collection}</SafeText> · {every(feed.minutes)}
          </span>
          <span>· {feed.pulled ? <Time value={feed.pulled} /> : 'not pulled yet'}</span>
          {feed.reliability && <span>· source {feed.reliability}</span>}
        </span>
        {mayChange && (
          <span className="flex gap-2">
            <Button size="sm" busy={pause.isPending} onClick={() => pause.mutate()}>
              {feed.paused ? 'Pull again' : 'Pause'}
              <span className="sr-only"> {feed.address}</span>
            </Button>
            <Button size="sm" tone="quiet" onClick={() => setRemoving(true)}>
              Remove<span className="sr-only"> {feed.address}</span>
            </Button>
          </span>
        )}
      </div>
      {feed.problem && (
        <p className="text-sm text-danger">
          Last time: <SafeText>{feed.problem}</SafeText>
        </p>
      )}
      {pause.isError && <ErrorState error={pause.error} />}
      <ConfirmDialog
        open={removing}
        onOpenChange={setRemoving}
        title="Remove the feed"
        action="Remove"
        onConfirm={() => removeFeed(feed.id).then(refresh)}
      >
        It is pulled no more. What has come in stays.
      </ConfirmDialog>
    </li>
  );
}

/** How often, in words. */
function every(minutes: number): string {
  if (minutes === 60) return 'every hour';
  if (minutes === 1440) return 'every day';
  return minutes % 60 === 0 ? `every ${minutes / 60} hours` : `every ${minutes} minutes`;
}
