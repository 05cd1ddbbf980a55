import { type Core, feedMessage, readMessage, reportMessage, taxiiFeedMessage } from '@entente/server';
import type { DataViewers } from '../data-viewers.ts';
import type { ReportSource } from './report-source.ts';

/** Texts that come into a data folder, and its feeds. */
export function createDataReports(core: Core, { viewerOf }: DataViewers): ReportSource {
  const { service: reports, feeds } = core.reports;
  return {
    addReport: (member, report) => reports.add(viewerOf(member), readMessage(reportMessage, report)),
    feeds: async (member) => feeds.list(viewerOf(member)),
    addFeed: (member, feed) => feeds.add(viewerOf(member), readMessage(feedMessage, feed)),
    removeFeed: (member, id) => feeds.remove(viewerOf(member), id),
    taxiiFeeds(member) {
      const { service } = core.taxiiFeeds;
      const as = viewerOf(member);
      return {
        list: async () => service.list(as),
        add: (feed) => service.add(as, readMessage(taxiiFeedMessage, feed)),
        async run(id) {
          // What goes out with its proof must be signed; a server does that by itself.
          await core.signer.catchUp();
          return service.run(as, id);
        },
        setState: (id, state) => service.setState(as, id, state),
        remove: (id) => service.remove(as, id),
      };
    },
  };
}
