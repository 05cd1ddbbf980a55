import type { Me } from '@entente/server/api-types';
import type { QueryClient } from '@tanstack/react-query';
import { createRootRouteWithContext, createRoute, redirect } from '@tanstack/react-router';
import { ApiError } from '../api/request.ts';
import { meQuery } from '../api/session.ts';
import { readAuditSearch } from '../features/audit/audit-search.ts';
import { safeReturnPath } from '../lib/safe-href.ts';
import { readBriefSearch } from './brief-search.ts';
import { readBrowseSearch } from './browse-search.ts';
import { readAsOf, readLedgerFilters, readScenarios } from './ledger-search.ts';
import { NotFoundPage } from './shell/not-found-page.tsx';
import { Shell } from './shell/shell.tsx';

const rootRoute = createRootRouteWithContext<{ queryClient: QueryClient }>()();

const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in',
  validateSearch: (search: Record<string, unknown>): { next?: string; ended?: true } => ({
    ...readNext(search),
    ...(search.ended === true ? { ended: true } : {}),
  }),
}).lazy(() => import('./routes/sign-in.lazy.tsx').then((file) => file.Route));

const newPasswordRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/new-password',
  validateSearch: readNext,
  beforeLoad: async ({ context, search }) => {
    const { mustChangePassword } = await whoIsSignedIn(context.queryClient, '/new-password');
    if (mustChangePassword === undefined) throw redirect({ href: search.next ?? '/' });
  },
}).lazy(() => import('./routes/new-password.lazy.tsx').then((file) => file.Route));

/** Who is signed in; else one is sent to the sign-in, and back from there. */
async function whoIsSignedIn(queryClient: QueryClient, next: string): Promise<Me> {
  try {
    return await queryClient.ensureQueryData(meQuery);
  } catch (error) {
    if (error instanceof ApiError && error.status === 401) throw redirect({ to: '/sign-in', search: { next } });
    throw error;
  }
}

/** Where to go on to. */
function readNext(search: Record<string, unknown>): { next?: string } {
  const next = safeReturnPath(search.next);
  return next === '/' ? {} : { next };
}

/** Everything behind the sign-in. */
const shellRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'shell',
  component: Shell,
  beforeLoad: async ({ context, location }) => {
    const { mustChangePassword } = await whoIsSignedIn(context.queryClient, location.href);
    if (mustChangePassword) throw redirect({ to: '/new-password', search: { next: location.href } });
  },
});

const overviewRoute = createRoute({ getParentRoute: () => shellRoute, path: '/' }).lazy(() =>
  import('./routes/overview.lazy.tsx').then((file) => file.Route),
);

const browseRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/browse',
  validateSearch: readBrowseSearch,
}).lazy(() => import('./routes/browse.lazy.tsx').then((file) => file.Route));

const objectRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/objects/$id',
  validateSearch: (search: Record<string, unknown>): { tab?: string; version?: string } => ({
    ...(typeof search.tab === 'string' ? { tab: search.tab } : {}),
    ...(typeof search.version === 'string' ? { version: search.version } : {}),
  }),
}).lazy(() => import('./routes/object.lazy.tsx').then((file) => file.Route));

const editRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/objects/$id/edit',
  validateSearch: (search: Record<string, unknown>): { grants?: string } =>
    typeof search.grants === 'string' ? { grants: search.grants } : {},
}).lazy(() => import('./routes/edit.lazy.tsx').then((file) => file.Route));

const publishRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/publish',
  validateSearch: (search: Record<string, unknown>): { type?: string; about?: string } => ({
    ...(typeof search.type === 'string' ? { type: search.type } : {}),
    ...(typeof search.about === 'string' ? { about: search.about } : {}),
  }),
}).lazy(() => import('./routes/publish.lazy.tsx').then((file) => file.Route));

const importRoute = createRoute({ getParentRoute: () => shellRoute, path: '/import' }).lazy(() =>
  import('./routes/import.lazy.tsx').then((file) => file.Route),
);

const reportsRoute = createRoute({ getParentRoute: () => shellRoute, path: '/reports' }).lazy(() =>
  import('./routes/reports.lazy.tsx').then((file) => file.Route),
);

const addReportRoute = createRoute({ getParentRoute: () => shellRoute, path: '/reports/add' }).lazy(() =>
  import('./routes/add-report.lazy.tsx').then((file) => file.Route),
);

const feedsRoute = createRoute({ getParentRoute: () => shellRoute, path: '/reports/feeds' }).lazy(() =>
  import('./routes/feeds.lazy.tsx').then((file) => file.Route),
);

const reportRoute = createRoute({ getParentRoute: () => shellRoute, path: '/reports/$id' }).lazy(() =>
  import('./routes/report.lazy.tsx').then((file) => file.Route),
);

const membersRoute = createRoute({ getParentRoute: () => shellRoute, path: '/members' }).lazy(() =>
  import('./routes/members.lazy.tsx').then((file) => file.Route),
);

const rosterRoute = createRoute({ getParentRoute: () => shellRoute, path: '/roster' }).lazy(() =>
  import('./routes/roster.lazy.tsx').then((file) => file.Route),
);

const memberRoute = createRoute({ getParentRoute: () => shellRoute, path: '/members/$id' }).lazy(() =>
  import('./routes/member.lazy.tsx').then((file) => file.Route),
);

const collectionsRoute = createRoute({ getParentRoute: () => shellRoute, path: '/collections' }).lazy(() =>
  import('./routes/collections.lazy.tsx').then((file) => file.Route),
);

const settingsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/settings',
  validateSearch: (search: Record<string, unknown>): { tab?: string } =>
    typeof search.tab === 'string' ? { tab: search.tab } : {},
}).lazy(() => import('./routes/settings.lazy.tsx').then((file) => file.Route));

const operatorRoute = createRoute({ getParentRoute: () => shellRoute, path: '/operator' }).lazy(() =>
  import('./routes/operator.lazy.tsx').then((file) => file.Route),
);

const leadsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/leads',
  validateSearch: (search: Record<string, unknown>): { lead?: string } =>
    typeof search.lead === 'string' ? { lead: search.lead } : {},
}).lazy(() => import('./routes/leads.lazy.tsx').then((file) => file.Route));

const positionsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/positions',
  validateSearch: (search: Record<string, unknown>): { tab?: string } =>
    typeof search.tab === 'string' ? { tab: search.tab } : {},
}).lazy(() => import('./routes/positions.lazy.tsx').then((file) => file.Route));

const claimRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/claims/$id',
  validateSearch: (search: Record<string, unknown>): { holder?: string } =>
    typeof search.holder === 'string' ? { holder: search.holder } : {},
}).lazy(() => import('./routes/claim.lazy.tsx').then((file) => file.Route));

const alertsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/alerts',
  validateSearch: (search: Record<string, unknown>): { tab?: string } =>
    typeof search.tab === 'string' ? { tab: search.tab } : {},
}).lazy(() => import('./routes/alerts.lazy.tsx').then((file) => file.Route));

const requestsRoute = createRoute({ getParentRoute: () => shellRoute, path: '/requests' }).lazy(() =>
  import('./routes/requests.lazy.tsx').then((file) => file.Route),
);

const approvalsRoute = createRoute({ getParentRoute: () => shellRoute, path: '/approvals' }).lazy(() =>
  import('./routes/approvals.lazy.tsx').then((file) => file.Route),
);

const reviewsRoute = createRoute({ getParentRoute: () => shellRoute, path: '/reviews' }).lazy(() =>
  import('./routes/reviews.lazy.tsx').then((file) => file.Route),
);

const exposureRoute = createRoute({ getParentRoute: () => shellRoute, path: '/members/$id/exposure' }).lazy(() =>
  import('./routes/exposure.lazy.tsx').then((file) => file.Route),
);

const recallsRoute = createRoute({ getParentRoute: () => shellRoute, path: '/recalls' }).lazy(() =>
  import('./routes/recalls.lazy.tsx').then((file) => file.Route),
);

const recallRoute = createRoute({ getParentRoute: () => shellRoute, path: '/recalls/$id' }).lazy(() =>
  import('./routes/recall.lazy.tsx').then((file) => file.Route),
);

const nodesRoute = createRoute({ getParentRoute: () => shellRoute, path: '/nodes' }).lazy(() =>
  import('./routes/nodes.lazy.tsx').then((file) => file.Route),
);

const taxiiFeedsRoute = createRoute({ getParentRoute: () => shellRoute, path: '/taxii-feeds' }).lazy(() =>
  import('./routes/taxii-feeds.lazy.tsx').then((file) => file.Route),
);

const nodeRoute = createRoute({ getParentRoute: () => shellRoute, path: '/nodes/$id' }).lazy(() =>
  import('./routes/node.lazy.tsx').then((file) => file.Route),
);

const auditRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/audit',
  validateSearch: readAuditSearch,
}).lazy(() => import('./routes/audit.lazy.tsx').then((file) => file.Route));

const commitmentsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/commitments',
  validateSearch: readLedgerFilters,
}).lazy(() => import('./routes/commitments.lazy.tsx').then((file) => file.Route));

const commitmentRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/commitments/$id',
  validateSearch: readAsOf,
}).lazy(() => import('./routes/commitment.lazy.tsx').then((file) => file.Route));

const expectationsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/expectations',
  validateSearch: readAsOf,
}).lazy(() => import('./routes/expectations.lazy.tsx').then((file) => file.Route));

const conditionsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/conditions',
  validateSearch: readAsOf,
}).lazy(() => import('./routes/conditions.lazy.tsx').then((file) => file.Route));

const whatIfRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/what-if',
  validateSearch: readScenarios,
}).lazy(() => import('./routes/what-if.lazy.tsx').then((file) => file.Route));

const briefRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/brief',
  validateSearch: readBriefSearch,
}).lazy(() => import('./routes/brief.lazy.tsx').then((file) => file.Route));

/** What no other route is, inside the shell, so that the way on is at hand. */
const strayRoute = createRoute({ getParentRoute: () => shellRoute, path: '$', component: NotFoundPage });

export const routeTree = rootRoute.addChildren([
  signInRoute,
  newPasswordRoute,
  shellRoute.addChildren([
    overviewRoute,
    briefRoute,
    browseRoute,
    objectRoute,
    editRoute,
    publishRoute,
    importRoute,
    reportsRoute,
    feedsRoute,
    addReportRoute,
    reportRoute,
    membersRoute,
    memberRoute,
    rosterRoute,
    collectionsRoute,
    commitmentsRoute,
    commitmentRoute,
    expectationsRoute,
    conditionsRoute,
    whatIfRoute,
    positionsRoute,
    claimRoute,
    alertsRoute,
    leadsRoute,
    requestsRoute,
    approvalsRoute,
    reviewsRoute,
    exposureRoute,
    recallsRoute,
    recallRoute,
    nodesRoute,
    nodeRoute,
    taxiiFeedsRoute,
    settingsRoute,
    operatorRoute,
    auditRoute,
    strayRoute,
  ]),
]);
