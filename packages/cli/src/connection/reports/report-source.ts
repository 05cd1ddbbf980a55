import type { AddedReports, Feed, NewFeed, NewReport } from '@entente/server/api-types';
import type { TaxiiFeedSource } from './taxii-feed-source.ts';

/** Texts and files that come in, and where they are fetched from. */
export type ReportSource = {
  /** Brings a text or file in, in a member's name. */
  addReport(member: string, report: NewReport): Promise<AddedReports>;
  feeds(member: string): Promise<readonly Feed[]>;
  addFeed(member: string, feed: NewFeed): Promise<Feed>;
  removeFeed(member: string, id: string): Promise<void>;
  /** Plain TAXII servers that a member pulls from and pushes to. */
  taxiiFeeds(member: string): TaxiiFeedSource;
};
