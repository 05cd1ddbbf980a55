import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useEffect } from 'react';
import { dropWithdrawn } from '../../api/drop-withdrawn.ts';
import { meQuery } from '../../api/session.ts';
import { isOwnEcho } from '../../lib/own-writes.ts';
import { showToast } from '../../lib/toast-store.ts';
import { checkWay } from '../../lib/way-to-node.ts';

/** What somebody follows: it changes under his eyes, and is no news. */
const followedKeys = [['recalls'], ['peers'], ['objects', 'holders']];

/** Lists stay still under the reader's eyes: news refresh what counts, and offer the rest. */
const quietKeys = [
  ['alerts'],
  ['overview'],
  ['searches'],
  ['leads'],
  ['requests'],
  ['approvals'],
  ['positions'],
  ...followedKeys,
];

/** The node refuses a stream where too many are open. */
const againMilliseconds = 30_000;

/** Listens for as long as the shell is shown: “something new for you”, “it stands otherwise”, “something is gone”. */
export function useLiveEvents(): void {
  const queryClient = useQueryClient();
  const router = useRouter();
  useEffect(() => {
    let events: EventSource;
    let timer: number | undefined;
    let wasOpen = false;
    const refresh = (keys: readonly (readonly string[])[]): void => {
      for (const queryKey of keys) void queryClient.invalidateQueries({ queryKey });
    };

    function showNews(): void {
      refresh(quietKeys);
      void queryClient.invalidateQueries({ queryKey: ['objects'], refetchType: 'none' });
      void queryClient.invalidateQueries({ queryKey: ['reports'], refetchType: 'none' });
      if (isOwnEcho()) return;
      showToast({
        title: 'There is something new for you.',
        action: {
          label: 'Show',
          run: () => {
            void queryClient.invalidateQueries({ queryKey: ['objects'] });
            void router.navigate({ to: '/' });
          },
        },
      });
    }

    function open(): void {
      events = new EventSource('/api/events');
      events.addEventListener('hello', () => {
        // What went while nothing was heard was told to nobody here.
        if (wasOpen) void dropWithdrawn(queryClient);
        wasOpen = true;
      });
      events.addEventListener('new', showNews);
      events.addEventListener('changed', () => refresh(followedKeys));
      events.addEventListener('gone', () => void dropWithdrawn(queryClient));
      events.addEventListener('error', () => {
        checkWay();
        // The stream also ends with the session: then nothing of what it showed stays.
        void queryClient.invalidateQueries({ queryKey: meQuery.queryKey });
        // Broken connections are made anew by the browser, refused ones by nobody.
        if (events.readyState !== EventSource.CLOSED) return;
        wasOpen = true;
        timer = window.setTimeout(open, againMilliseconds);
      });
    }

    open();
    return () => {
      window.clearTimeout(timer);
      events.close();
    };
  }, [queryClient, router]);
}
