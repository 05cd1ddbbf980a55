import { handlingOf } from '@entente/release';
import { compareTimestamps } from '@entente/stix';
import { actsFor, type Viewer } from '../accounts/viewer.ts';
import type { Database } from '../database/open-database.ts';
import type { ObjectReader, Rendition } from '../objects/object-reader.ts';
import { wholeOf } from '../terms/expression.ts';
import type { TermsStore } from '../terms/terms-store.ts';
import type { DueDates } from './due-dates.ts';

/** An object that its owner should look at again, since `due` (ISO 8601, as its marking says it). */
export type Review = { readonly shown: Rendition; readonly due: string };

/** What is due for review of the viewer's own member, longest due first. A new version with a later date ends it. */
export type Reviews = (viewer: Viewer) => readonly Review[];

export function createReviews(
  database: Database,
  dates: DueDates,
  terms: TermsStore,
  reader: ObjectReader,
  now: () => string,
): Reviews {
  const under = database.prepare(
    `SELECT DISTINCT v.id FROM placement p JOIN version v ON v.version = p.version
     WHERE p.terms IN (SELECT value FROM json_each(?)) AND v.owner = ?`,
  );

  return (viewer) => {
    const moment = now();
    const due = dates.due('review', moment).filter((each) => actsFor(viewer, terms.read(each).owner));
    return under
      .all(JSON.stringify(due), viewer.member)
      .flatMap((row): Review[] => {
        const shown = reader.current(viewer, String(row.id));
        if (shown === undefined || !actsFor(viewer, shown.owner)) return [];
        const { reviewAfter } = handlingOf(wholeOf(terms.read(shown.terms).expression));
        if (reviewAfter === undefined || compareTimestamps(reviewAfter, moment) > 0) return [];
        return [{ shown, due: reviewAfter }];
      })
      .sort((a, b) => compareTimestamps(a.due, b.due));
  };
}
