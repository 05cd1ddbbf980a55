import { createRouter } from '@tanstack/react-router';
import { meQuery } from '../api/session.ts';
import { Skeleton } from '../ui/skeleton.tsx';
import { queryClient, sessionEnd } from './query-client.ts';
import { routeTree } from './route-tree.ts';
import { FailedPage } from './shell/failed-page.tsx';
import { NotFoundPage } from './shell/not-found-page.tsx';

export const router = createRouter({
  routeTree,
  context: { queryClient },
  defaultPreload: 'intent',
  // The query client decides what is fresh; the router only asks for it early.
  defaultPreloadStaleTime: 0,
  scrollRestoration: true,
  defaultPendingComponent: () => <Skeleton lines={8} className="p-6" />,
  defaultErrorComponent: FailedPage,
  defaultNotFoundComponent: NotFoundPage,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}

sessionEnd.notify = () => {
  const { pathname, href } = router.state.location;
  // Who comes without a session is sent to the sign-in by the route; nothing has ended for him.
  if (pathname === '/sign-in' || queryClient.getQueryData(meQuery.queryKey) === undefined) return;
  queryClient.clear();
  void router.navigate({ to: '/sign-in', search: { next: href, ended: true } });
};
