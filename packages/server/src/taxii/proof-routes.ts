import { formatMicroseconds } from '@entente/stix';
import type { Context, Hono } from 'hono';
import type { Viewer } from '../accounts/viewer.ts';
import type { Collection } from '../collections/collection-store.ts';
import { Problem } from '../http/problem.ts';
import { resource } from './answer.ts';
import type { CollectionAccess, CollectionResource } from './collection-access.ts';
import type { Endpoint } from './endpoint.ts';
import { listPage } from './list-page.ts';
import { stixMediaType, taxiiMediaType } from './media-types.ts';
import { type FilterRules, filterRules, type ObjectFilter } from './object-filter.ts';
import type { ObjectPage } from './object-pages.ts';
import type { ProofPages, ServedProof } from './proof-pages.ts';
import { refuseNodes } from './refuse-nodes.ts';

type Parts = {
  readonly title: () => string;
  readonly endpoint: Endpoint;
  readonly access: CollectionAccess;
  readonly pages: ProofPages;
  readonly filterOf: (context: Context, rules: FilterRules) => ObjectFilter;
  /** Of the API root, in bytes. */
  readonly longestBody: number;
};

/**
 * An API root with the same collections, which hold the proofs of what those of the content root hold. Discovery does not
 * list it (section 4.1.1): clients that know nothing of proofs never meet it. It is only read.
 */
export function addProofRoutes(app: Hono, root: string, parts: Parts): void {
  const { title, endpoint, access, pages, filterOf } = parts;
  const ofCollection = `${root}/collections/:collection`;
  const ofProof = `${ofCollection}/objects/:id`;

  /** A route that reads a collection. */
  function reading(
    path: string,
    handle: (context: Context, viewer: Viewer, collection: Collection) => Response | Promise<Response>,
  ): void {
    app.get(
      path,
      endpoint((context, viewer) => {
        refuseNodes(viewer);
        return handle(context, viewer, access.toRead(context, viewer));
      }),
    );
  }

  /** Hidden and nonexistent answer alike. */
  function pageOfProof(context: Context, viewer: Viewer, collection: Collection, rules: FilterRules) {
    const page = pages.ofProof(viewer, collection, context.req.param('id') ?? '', filterOf(context, rules));
    if (page === undefined) throw new Problem('not-found', 'There is no such proof');
    return page;
  }

  app.get(
    root,
    endpoint((context) =>
      resource(context, {
        title: `Proofs of ${title()}`,
        description: 'Who signed what the collections of the same ids hold beside this: entente-proof objects.',
        versions: [taxiiMediaType],
        max_content_length: parts.longestBody,
      }),
    ),
  );
  app.get(
    `${root}/collections`,
    endpoint((context, viewer) => {
      const list = access.list(viewer).map(ofProofs);
      return resource(context, list.length === 0 ? {} : { collections: list });
    }),
  );
  app.get(
    ofCollection,
    endpoint((context, viewer) => resource(context, ofProofs(access.describe(context, viewer)))),
  );
  reading(`${ofCollection}/manifest`, (context, viewer, collection) => {
    const { rows, next, headers } = pages.ofCollection(viewer, collection, filterOf(context, filterRules.proofs));
    const objects = rows.map(({ added, proof: { id, modified: version } }) => ({
      id,
      date_added: formatMicroseconds(added),
      version,
      media_type: stixMediaType,
    }));
    return resource(context, listPage({ objects }, next), { headers });
  });
  reading(`${ofCollection}/objects`, (context, viewer, collection) =>
    envelope(context, pages.ofCollection(viewer, collection, filterOf(context, filterRules.proofs))),
  );
  reading(ofProof, (context, viewer, collection) =>
    envelope(context, pageOfProof(context, viewer, collection, filterRules.proof)),
  );
  reading(`${ofProof}/versions`, (context, viewer, collection) => {
    const { rows, next, headers } = pageOfProof(context, viewer, collection, filterRules.versions);
    return resource(context, listPage({ versions: rows.map(({ proof }) => proof.modified) }, next), { headers });
  });
}

function envelope(context: Context, { rows, next, headers }: ObjectPage<ServedProof>): Response | Promise<Response> {
  return resource(context, listPage({ objects: rows.map(({ proof }) => proof) }, next), { headers });
}

function ofProofs(collection: CollectionResource): CollectionResource {
  const description = 'The proofs of what the collection of the same id holds, as far as you may have that.';
  return { ...collection, title: `Proofs: ${collection.title}`, description, can_write: false };
}
