import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useEffect } from 'react';
import { isOwnEcho } from '../../lib/own-writes.ts';
import { showToast } from '../../lib/toast-store.ts';

/** Lists stay still under the reader's eyes: news refresh what counts, and offer the rest. */
const quietKeys = [
  ['alerts'],
  ['overview'],
  ['searches'],
  ['leads'],
  ['requests'],
  ['approvals'],
  ['positions'],
  ['recalls'],
];

/** Listens for “something new for you” for as long as the shell is shown. */
export function useLiveEvents(): void {
  const queryClient = useQueryClient();
  const router = useRouter();
  useEffect(() => {
    const events = new EventSource('/api/events');
    events.addEventListener('new', () => {
      for (const queryKey of quietKeys) void queryClient.invalidateQueries({ queryKey });
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
    });
    return () => events.close();
  }, [queryClient, router]);
}
