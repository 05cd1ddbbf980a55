import type { Viewer } from '../../accounts/viewer.ts';
import type { LeadService } from '../../leads/lead-service.ts';
import type { LeadViews } from '../../leads/lead-views.ts';
import type { ReleaseNames } from '../../members/release-names.ts';
import type { ObjectReader } from '../../objects/object-reader.ts';
import type { Summaries } from '../../objects/object-summary.ts';
import type { NodeOrders } from '../../recall/node-orders.ts';
import type { RecallService } from '../../recall/recall-service.ts';
import { type RequestService, selfOf } from '../../requests/request-service.ts';
import type { RequestStore } from '../../requests/request-store.ts';
import { mostNews, type Source } from '../found.ts';
import { stateSource } from './state.ts';

type Parts = {
  readonly leadService: Pick<LeadService, 'list'>;
  readonly leadViews: LeadViews;
  readonly requestService: Pick<RequestService, 'list'>;
  readonly requests: Pick<RequestStore, 'answers'>;
  readonly recallService: Pick<RecallService, 'list'>;
  readonly nodeOrders: Pick<NodeOrders, 'of'>;
  readonly names: Pick<ReleaseNames, 'identityOf'>;
  readonly reader: ObjectReader;
  readonly summaries: Summaries;
};

/** News of what waits on somebody's desk: leads, requests for information, recalls. What one did oneself is none. */
export function createDesk(parts: Parts): {
  leads: Source<'leads'>;
  requests: Source<'requests'>;
  recalls: Source<'recalls'>;
} {
  const { leadService, leadViews, requestService, requests, recallService, nodeOrders, names, reader, summaries } =
    parts;

  /** How many answers of others the asker has; who was asked sees his own alone. */
  function answersTo(viewer: Viewer, id: string): number {
    return requests
      .answers(id)
      .filter((answer) => answer.principal !== selfOf(viewer) && reader.current(viewer, answer.id) !== undefined)
      .length;
  }

  return {
    leads: stateSource(
      () => 'Leads',
      (viewer) => {
        const self = names.identityOf(selfOf(viewer));
        return leadService.list(viewer).flatMap((seen) => {
          const { id, from, summary, thread = [] } = leadViews.of(viewer, seen, true);
          if (summary === undefined) return [];
          const said = thread.filter((entry) => entry.from.id !== self).length;
          // Sent by oneself and not answered yet: one knows of it.
          if (from.id === self && said === 0) return [];
          const path = `/leads?lead=${encodeURIComponent(id)}`;
          return [{ key: `${id} ${said}`, what: 'lead', path, title: summary.title, tellsOf: [summary.id] }];
        });
      },
    ),
    requests: stateSource(
      () => 'Requests for information',
      (viewer) =>
        requestService.list(viewer).flatMap(({ request, shown }) => {
          const answers = answersTo(viewer, request.id);
          if (request.closed !== undefined || (request.asker === selfOf(viewer) && answers === 0)) return [];
          const { title } = summaries.of(shown, viewer);
          return [
            { key: `${request.id} ${answers}`, what: 'request', path: '/requests', title, tellsOf: [request.id] },
          ];
        }),
    ),
    recalls: stateSource(
      () => 'Recalls of what is ours',
      (viewer) =>
        recallService.list(viewer, Number.MAX_SAFE_INTEGER, mostNews).map(({ recall, id, purged }) => {
          const states = [
            purged === undefined ? 'pending' : 'confirmed',
            ...nodeOrders.of(recall).map(({ state }) => state),
          ];
          const confirmed = states.filter((state) => state === 'confirmed').length;
          return {
            key: `${id} ${confirmed}`,
            what: 'recall',
            path: `/recalls/${id}`,
            title: `${confirmed} of ${states.length} ${states.length === 1 ? 'node has' : 'nodes have'} confirmed`,
          };
        }),
    ),
  };
}
