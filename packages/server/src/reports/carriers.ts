import { z } from '@hono/zod-openapi';
import type { Viewer } from '../accounts/viewer.ts';
import type { Database } from '../database/open-database.ts';
import type { ObjectReader } from '../objects/object-reader.ts';
import type { Summaries } from '../objects/object-summary.ts';
import { titleOf } from '../placements/search-text.ts';
import type { Projections } from '../projections/projections.ts';
import { createOneSource } from './one-source.ts';
import { factsOf } from './report-text.ts';

export const CarriedBy = z
  .object({
    reports: z.int().describe('how many copies of one text the viewer may see'),
    first: z
      .array(
        z.object({
          id: z.string(),
          name: z.string(),
          publisher: z.string().optional(),
          published: z.string().optional(),
        }),
      )
      .describe('those that came first, up to a limit'),
  })
  .openapi('CarriedBy');

/** The copies of a report's text that a viewer may see, that report among them; undefined below two. */
export type Carriers = (report: string | undefined) => z.infer<typeof CarriedBy> | undefined;

type Parts = {
  readonly database: Database;
  readonly projections: Pick<Projections, 'mustBeReady'>;
  readonly reader: Pick<ObjectReader, 'current'>;
  readonly summaries: Pick<Summaries, 'parse'>;
};

/** So many of the copies are named; all are counted. */
const mostNamed = 20;

/** Which reports are one source, for one viewer; to be made for each request, since it keeps what it has found. */
export function createCarriers({ database, projections, reader, summaries }: Parts): (viewer: Viewer) => Carriers {
  const sourcesOf = createOneSource(database, projections);
  return (viewer) => {
    const { copiesOf } = sourcesOf(viewer);
    const known = new Map<readonly string[], z.infer<typeof CarriedBy> | undefined>();

    function find(copies: readonly string[]): z.infer<typeof CarriedBy> | undefined {
      // A link may tell of a report that was unknown when it was made, and is hidden from this viewer now.
      const seen = copies.flatMap((id) => {
        const current = reader.current(viewer, id);
        if (current === undefined) return [];
        const object = summaries.parse(current);
        return object.revoked === true ? [] : [{ id, object, added: current.added }];
      });
      if (seen.length < 2) return undefined;
      const first = seen.sort((a, b) => a.added - b.added).slice(0, mostNamed);
      return {
        reports: seen.length,
        first: first.map(({ id, object }) => {
          const { publisher, published } = factsOf(object);
          return {
            id,
            name: titleOf(object),
            ...(publisher === undefined ? {} : { publisher }),
            ...(published === undefined ? {} : { published }),
          };
        }),
      };
    }

    return (report) => {
      const copies = report === undefined ? undefined : copiesOf(report);
      if (copies === undefined) return undefined;
      if (!known.has(copies)) known.set(copies, find(copies));
      return known.get(copies);
    };
  };
}
export type CarriersFor = ReturnType<typeof createCarriers>;
