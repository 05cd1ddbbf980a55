import {
  type Core,
  exportStream,
  importStream,
  type Limits,
  Problem,
  publicationMessage,
  readImportedTerms,
  readMessage,
  releaseRequestMessage,
} from '@entente/server';
import type { DataViewers } from '../data-viewers.ts';
import type { ObjectSource } from './object-source.ts';

/** Objects written together by an import: nobody waits for a page meanwhile, so a batch may be large. */
const batchSize = 2000;

/** Objects of a data folder, as each member may see them. */
export function createDataObjects(core: Core, viewers: DataViewers, { objectBytes }: Limits): ObjectSource {
  const { viewerOf } = viewers;
  return {
    async importFile({ member, collection: named, tlp, releasableTo, handling }, chunks) {
      const collection = viewers.collection(named);
      const bringing = viewerOf(member);
      const imported = readImportedTerms(core.names, bringing, { tlp, releasableTo, duties: handling });
      const options = { imported, batchSize, importBytes: Number.POSITIVE_INFINITY, objectBytes };
      return importStream(core.service, bringing, collection, chunks, options);
    },
    async *exportFile({ as, format, collection: named, proofs = false }) {
      const collections = named === undefined ? undefined : [viewers.collection(named).collection];
      if (proofs) await core.signer.catchUp();
      yield* exportStream(core, viewerOf(as), { collections }, format, { withHandling: !proofs, withProofs: proofs });
    },
    async search({ as, text, limit }) {
      const reading = viewerOf(as);
      const filter = { text };
      const rows = core.catalogue.page(reading, filter, Number.MAX_SAFE_INTEGER, limit).slice(0, limit);
      const { count, exact } = core.catalogue.count(reading, filter);
      return { objects: rows.map((row) => core.summaries.of(row)), total: { count, exact } };
    },
    view: (id, as) => found(() => core.views.view(viewerOf(as), id)),
    raw: (id, as) => found(() => core.views.bytes(viewerOf(as), id)),
    preview: async (member, publication) =>
      core.previewer.preview(viewerOf(member), readMessage(publicationMessage, publication)),
    why: async (id, { as, viewer, property }) => core.explainer.why(viewerOf(as), id, { viewer, property }),
    async askRelease(as, request) {
      const asker = viewerOf(as);
      const id = await core.releaseRequests.ask(asker, request);
      return releaseRequestMessage(core, asker, core.releaseRequests.find(asker, id));
    },
    async releaseRequests(as) {
      const asker = viewerOf(as);
      return core.releaseRequests.list(asker).map((each) => releaseRequestMessage(core, asker, each));
    },
    tookInReceipts: async ({ as, object, version }) => core.tookInReceipts(viewerOf(as), object, version),
  };
}

/** What a reader answers; undefined for what is not there or hidden, which are one. */
async function found<T>(read: () => T): Promise<T | undefined> {
  try {
    return read();
  } catch (error) {
    if (error instanceof Problem && error.code === 'not-found') return undefined;
    throw error;
  }
}
