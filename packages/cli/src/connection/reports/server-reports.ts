import type { AddedReports, Feed, TaxiiFeed, TaxiiFeedList, TaxiiFeedView } from '@entente/server/api-types';
import type { ServerApi } from '../server-api.ts';
import type { ReportSource } from './report-source.ts';

/** Texts that come into a running server, and its feeds. */
export function createServerReports(api: ServerApi): ReportSource {
  return {
    async addReport(member, report) {
      await api.mustActFor(member);
      return api.send<AddedReports>('POST', '/reports', report);
    },
    async feeds(member) {
      await api.mustActFor(member);
      return (await api.get<{ feeds: Feed[] }>('/feeds')).feeds;
    },
    async addFeed(member, feed) {
      await api.mustActFor(member);
      return api.send<Feed>('POST', '/feeds', feed);
    },
    async removeFeed(member, id) {
      await api.mustActFor(member);
      await api.send('DELETE', `/feeds/${encodeURIComponent(id)}`);
    },
    taxiiFeeds(member) {
      const pathOf = (id: string): string => `/taxii-feeds/${encodeURIComponent(id)}`;
      const as = <T>(ask: () => Promise<T>): Promise<T> => api.mustActFor(member).then(ask);
      return {
        list: () => as(async () => (await api.get<TaxiiFeedList>('/taxii-feeds')).feeds),
        add: (feed) => as(() => api.send<TaxiiFeed>('POST', '/taxii-feeds', feed)),
        run: (id) => as(() => api.send<TaxiiFeedView>('POST', `${pathOf(id)}/run`)),
        setState: (id, state) => as(() => api.send<TaxiiFeed>('PATCH', pathOf(id), { state })),
        remove: (id) => as(() => api.send('DELETE', pathOf(id))),
      };
    },
  };
}
