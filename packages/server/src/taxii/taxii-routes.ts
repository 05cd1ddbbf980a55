import { formatMicroseconds } from '@entente/stix';
import { type Context, Hono } from 'hono';
import type { Logger } from 'pino';
import type { Viewer } from '../accounts/viewer.ts';
import type { WhileGood } from '../accounts/while-good.ts';
import type { Audit } from '../audit/audit.ts';
import type { Collection, CollectionStore } from '../collections/collection-store.ts';
import { Problem } from '../http/problem.ts';
import type { SignIn } from '../http/sign-in-required.ts';
import { type ObjectReader, type Rendition, selectVersions, versionName } from '../objects/object-reader.ts';
import type { ObjectRemover } from '../objects/object-remover.ts';
import type { ObjectService } from '../objects/object-service.ts';
import type { DeliveryNotes } from '../peers/delivery-notes.ts';
import type { OnwardReaders } from '../peers/onward-readers.ts';
import type { ProofStore } from '../signing/proof-store.ts';
import type { NodesOnly } from '../terms/nodes-only.ts';
import { type BodyLimits, createAddObjects } from './add-objects.ts';
import { answer, onceSent, resource } from './answer.ts';
import { createCollectionAccess } from './collection-access.ts';
import { createEndpoint } from './endpoint.ts';
import { envelope } from './envelope.ts';
import { errorResource } from './error-resource.ts';
import { listPage } from './list-page.ts';
import { stixMediaType, taxiiMediaType } from './media-types.ts';
import {
  type FilterRules,
  filterRules,
  type ObjectFilter,
  type PageLimits,
  readObjectFilter,
} from './object-filter.ts';
import { createObjectPages, type Sieve } from './object-pages.ts';
import type { PageCursor } from './page-cursor.ts';
import { createProofPages } from './proof-pages.ts';
import { addProofRoutes } from './proof-routes.ts';
import { refuseNodes } from './refuse-nodes.ts';
import type { StatusStore } from './status-store.ts';

export type TaxiiParts = {
  readonly title: () => string;
  readonly signIn: SignIn;
  readonly whileGood: WhileGood;
  readonly collections: CollectionStore;
  readonly reader: ObjectReader;
  readonly service: ObjectService;
  readonly remover: ObjectRemover;
  readonly statuses: StatusStore;
  readonly cursor: PageCursor;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  /** Marks that a principal reads, so that what it gains later is placed before it anew. */
  readonly noteRead: (principal: number) => void;
  readonly onward: Pick<OnwardReaders, 'isPassedOn' | 'isNoted' | 'note'>;
  readonly audit: Pick<Audit, 'delivered' | 'deliveredPage'>;
  /** What another node is told beside the objects, and which of them it may carry. */
  readonly deliveryNotes: Pick<DeliveryNotes, 'of' | 'signed'>;
  readonly proofs: Pick<ProofStore, 'proofsFor' | 'objectsOf'>;
  /** What plain clients do not get. */
  readonly nodesOnly: NodesOnly;
  readonly log: Logger;
  readonly limits: BodyLimits & { readonly page: PageLimits };
};

/** Where discovery is (section 8.2.1), the API root that it lists, and that of the proofs. */
export const taxiiPath = '/taxii2';
const apiRoot = `${taxiiPath}/coalition`;
const proofRoot = `${taxiiPath}/proofs`;
const ofCollection = `${apiRoot}/collections/:collection`;
const ofObject = `${ofCollection}/objects/:id`;

/**
 * A TAXII 2.1 server (OASIS Standard, sections 4 and 5): everything that it answers is what the viewer's renditions
 * are. An application of its own, without middleware (see `createEndpoint`).
 */
export function createTaxiiRoutes(parts: TaxiiParts): Hono {
  const { collections, reader, service, remover, statuses, audit, nodesOnly, onward, limits } = parts;
  const endpoint = createEndpoint(parts.signIn);
  const access = createCollectionAccess(collections, service, parts.noteRead, onward);
  const pages = createObjectPages(reader, parts.cursor);
  const addObjects = createAddObjects(service, reader, statuses, parts.clock, limits, parts.whileGood);
  const app = new Hono({ strict: false });

  function filterOf(context: Context, rules: FilterRules): ObjectFilter {
    const { url } = context.req;
    const query = url.indexOf('?');
    return readObjectFilter(query < 0 ? '' : url.slice(query + 1), rules, limits.page);
  }

  /** What may leave with a plain client, which carries no terms. */
  function leaving(viewer: Viewer, { collection }: Collection): Pick<Sieve, 'keeps'> {
    if (!nodesOnly.isAnyIn(collection)) return {};
    return {
      keeps: ({ rows, more }) => ({ rows: rows.filter(({ terms }) => nodesOnly.mayLeave(viewer, terms)), more }),
    };
  }

  /** While the client takes a page in, and before it asks for the next. */
  function readAhead(viewer: Viewer, collection: Collection, filter: ObjectFilter, last: number): void {
    try {
      pages.readAhead(viewer, collection, filter, last);
    } catch {
      // The node is being closed, or the disk fails: who asks next is told.
    }
  }

  /** A page for another node, or of what does not all leave with a plain client. */
  function putTogether(context: Context, viewer: Viewer, collection: Collection, filter: ObjectFilter) {
    const sieve = viewer.peer === undefined ? leaving(viewer, collection) : { cut: parts.deliveryNotes.signed };
    const { rows: seen, after, next, headers, isSifted } = pages.ofCollection(viewer, collection, filter, sieve);
    const noted = viewer.peer === undefined ? undefined : parts.deliveryNotes.of(viewer, viewer.peer, seen);
    const rows = noted?.rows ?? seen;
    // A range would tell of what was left out as well: then each object is told of by itself.
    const told = isSifted || rows.length < seen.length ? { ...filter, ids: [] } : filter;
    audit.delivered(viewer, { collection: collection.collection, after, rows, filter: told });
    return answer(context, envelope(reader, rows, next, noted?.property), { headers });
  }

  /** What the viewer may see of the object in the path; hidden and nonexistent answer alike. */
  function objectOf(context: Context, viewer: Viewer, collection: Collection) {
    const id = context.req.param('id') ?? '';
    const found = reader.renditions(viewer, id, collection.collection);
    const renditions = found.filter(({ terms }) => nodesOnly.mayLeave(viewer, terms));
    if (renditions.length === 0) throw new Problem('not-found', 'There is no such object');
    return { id, renditions };
  }

  app.get(
    taxiiPath,
    endpoint((context) => {
      const root = `${apiRoot}/`;
      return resource(context, { title: parts.title(), description: 'Entente', default: root, api_roots: [root] });
    }),
  );

  app.get(
    apiRoot,
    endpoint((context) =>
      resource(context, {
        title: parts.title(),
        versions: [taxiiMediaType],
        max_content_length: limits.bodyBytes,
        x_entente_proofs: `${proofRoot}/`,
      }),
    ),
  );

  app.get(
    `${apiRoot}/status/:id`,
    endpoint((context, viewer) => {
      const status = statuses.find(viewer.principal, context.req.param('id') ?? '');
      if (status === undefined) throw new Problem('not-found', 'There is no such status');
      return answer(context, status);
    }),
  );

  app.get(
    `${apiRoot}/collections`,
    endpoint((context, viewer) => {
      const list = access.list(viewer);
      return resource(context, list.length === 0 ? {} : { collections: list });
    }),
  );

  app.get(
    ofCollection,
    endpoint((context, viewer) => resource(context, access.describe(context, viewer))),
  );

  app.get(
    `${ofCollection}/manifest`,
    endpoint((context, viewer) => {
      refuseNodes(viewer);
      const collection = access.toRead(context, viewer);
      const filter = filterOf(context, filterRules.collection);
      const { rows, next, headers } = pages.ofCollection(viewer, collection, filter, leaving(viewer, collection));
      const names = reader.names(rows);
      const objects = rows.map(({ added }, index) => ({
        id: names[index]?.id,
        date_added: formatMicroseconds(added),
        version: versionName({ added, stamp: names[index]?.stamp ?? '' }),
        media_type: stixMediaType,
      }));
      return resource(context, listPage({ objects }, next), { headers });
    }),
  );

  app.get(
    `${ofCollection}/objects`,
    endpoint((context, viewer) => {
      const collection = access.toRead(context, viewer);
      const filter = filterOf(context, filterRules.collection);
      // What another node gets has a note with each object, and plain clients do not get all: that is put together here.
      const inPieces = viewer.peer !== undefined || nodesOnly.isAnyIn(collection.collection);
      const whole = inPieces ? undefined : pages.envelopeOf(viewer, collection, filter);
      if (whole !== undefined) {
        audit.deliveredPage(viewer, { collection: collection.collection, after: whole.after, last: whole.last });
        const given = answer(context, whole.body, { headers: whole.headers });
        if (whole.next !== undefined) onceSent(context, () => readAhead(viewer, collection, filter, whole.last));
        return given;
      }
      const { peer } = viewer;
      const mustNote = peer !== undefined && onward.isPassedOn(collection.collection) && !onward.isNoted(peer);
      if (mustNote) return onward.note(peer).then(() => putTogether(context, viewer, collection, filter));
      return putTogether(context, viewer, collection, filter);
    }),
  );

  app.post(
    `${ofCollection}/objects`,
    endpoint(async (context, viewer) => {
      const status = await addObjects(context, viewer, access.toWrite(context, viewer));
      return answer(context, status, { status: 202 });
    }),
  );

  app.get(
    ofObject,
    endpoint((context, viewer) => {
      refuseNodes(viewer);
      const collection = access.toRead(context, viewer);
      const filter = filterOf(context, filterRules.object);
      const { id, renditions } = objectOf(context, viewer, collection);
      requireVersion(renditions, filter);
      const { rows, after, next, headers } = pages.ofObject(viewer, collection, id, renditions, filter);
      audit.delivered(viewer, { collection: collection.collection, after, rows, filter: { ...filter, ids: [id] } });
      return answer(context, envelope(reader, rows, next), { headers });
    }),
  );

  app.delete(
    ofObject,
    endpoint(async (context, viewer) => {
      // Section 5.7: deleting takes both rights.
      const { collection } = access.toRead(context, viewer);
      access.toWrite(context, viewer);
      const filter = filterOf(context, filterRules.deletion);
      const id = context.req.param('id') ?? '';
      const own = reader.owned(viewer, id, collection);
      const meant = filter.matchesSpecVersion ? selectVersions(own, filter.versions) : [];
      if (meant.length === 0) throw new Problem('not-found', 'There is no such object');
      await remover.remove(viewer, id, meant);
      return answer(context, '');
    }),
  );

  app.get(
    `${ofObject}/versions`,
    endpoint((context, viewer) => {
      refuseNodes(viewer);
      const collection = access.toRead(context, viewer);
      const filter = filterOf(context, filterRules.versions);
      const { id, renditions } = objectOf(context, viewer, collection);
      const { rows, next, headers } = pages.ofObject(viewer, collection, id, renditions, filter);
      return resource(context, listPage({ versions: rows.map(versionName) }, next), { headers });
    }),
  );

  addProofRoutes(app, proofRoot, {
    title: parts.title,
    endpoint,
    access,
    pages: createProofPages(parts, createObjectPages(reader, parts.cursor, 'proofs')),
    filterOf,
    longestBody: limits.bodyBytes,
  });

  app.notFound(async (context) => {
    await parts.signIn(context);
    const allow = ['GET', 'POST', 'DELETE'].filter(
      (method) => app.router.match(method, context.req.path)[0].length > 0,
    );
    if (allow.length === 0) throw new Problem('not-found', 'There is nothing here');
    const methods = [...allow.flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method])), 'OPTIONS'].join(
      ', ',
    );
    if (context.req.method === 'OPTIONS') return new Response(null, { status: 204, headers: { Allow: methods } });
    throw new Problem('method-not-allowed', `This takes ${methods}`, { allow: methods });
  });
  app.onError((error, context) => errorResource(context, error, parts.log));

  return app;
}

/** A version asked for by name that is not there is not found, as section 5.7 says of one that was deleted. */
function requireVersion(renditions: readonly Rendition[], { versions, matchesSpecVersion }: ObjectFilter): void {
  if (versions.at.length === 0 || !matchesSpecVersion) return;
  if (selectVersions(renditions, versions).length === 0) throw new Problem('not-found', 'There is no such version');
}
