import { type ProofObject, proofType } from '@entente/exchange';
import { timestampKey } from '@entente/stix';
import type { Viewer } from '../accounts/viewer.ts';
import type { Collection } from '../collections/collection-store.ts';
import type { ObjectReader, Page, Rendition, VersionFilter } from '../objects/object-reader.ts';
import type { DeliveryNotes } from '../peers/delivery-notes.ts';
import type { ProofStore } from '../signing/proof-store.ts';
import type { NodesOnly } from '../terms/nodes-only.ts';
import { everyVersion, type ObjectFilter } from './object-filter.ts';
import type { ObjectPage, ObjectPages } from './object-pages.ts';

/** A proof as it is served: the date added (microseconds) is that of what it is of, as its viewer has that. */
export type ServedProof = { readonly added: number; readonly proof: ProofObject };

/**
 * Pages of the proofs of what a viewer may have as a plain client, and of nothing else. A proof has one version, the day
 * when it was signed; those of all versions of an object are listed.
 */
export type ProofPages = {
  ofCollection(viewer: Viewer, collection: Collection, filter: ObjectFilter): ObjectPage<ServedProof>;
  /** Of one proof, by its id; undefined where the viewer has none of that id there. */
  ofProof(
    viewer: Viewer,
    collection: Collection,
    id: string,
    filter: ObjectFilter,
  ): ObjectPage<ServedProof> | undefined;
};

type Parts = {
  readonly reader: Pick<ObjectReader, 'renditions'>;
  readonly proofs: Pick<ProofStore, 'proofsFor' | 'objectsOf'>;
  /** Pages end before what is not signed yet, so that who goes on from there misses nothing. */
  readonly deliveryNotes: Pick<DeliveryNotes, 'signed'>;
  readonly nodesOnly: Pick<NodesOnly, 'mayLeave'>;
};

export function createProofPages({ reader, proofs, deliveryNotes, nodesOnly }: Parts, pages: ObjectPages): ProofPages {
  const proofsOf = (rows: readonly { readonly body: number }[]) =>
    proofs.proofsFor(rows.map(({ body }) => body)) as unknown as ReadonlyMap<number, ProofObject>;

  return {
    ofCollection(viewer, collection, filter) {
      const { ids, types, versions } = filter;
      const found = new Map<number, ProofObject>();
      const isMeant = ({ id, object_ref: object, modified }: ProofObject): boolean =>
        (ids === undefined || ids.includes(id) || ids.includes(object)) && isVersion(modified, versions);

      function keeps({ rows, more }: Page): Page {
        const leaving = rows.filter(({ terms }) => nodesOnly.mayLeave(viewer, terms));
        const signed = deliveryNotes.signed({ rows: leaving, more });
        for (const [body, proof] of proofsOf(signed.rows)) if (isMeant(proof)) found.set(body, proof);
        return { rows: signed.rows.filter(({ body }) => found.has(body)), more: signed.more };
      }

      // No object that can be asked for has a type that is none.
      const none = types !== undefined && !types.includes(proofType);
      const objects = none ? [] : ids?.flatMap((id) => (isOfProof(id) ? proofs.objectsOf(id) : id));
      // One more tells whether there is more, without another look.
      const read = { ids: objects, types: undefined, versions: everyVersion, limit: filter.limit + 1 };
      const page = pages.ofCollection(viewer, collection, filter, { keeps, read });
      return { ...page, rows: page.rows.flatMap(({ added, body }) => served(added, found.get(body))) };
    },
    ofProof(viewer, collection, id, filter) {
      const seen = proofs.objectsOf(id).flatMap((object) => reader.renditions(viewer, object, collection.collection));
      const leaving = seen.filter(({ terms }) => nodesOnly.mayLeave(viewer, terms));
      const found = proofsOf(leaving);
      const meant = leaving.flatMap((rendition): Rendition[] => {
        const proof = found.get(rendition.body);
        if (proof?.id !== id) return [];
        return [{ ...rendition, modified: timestampKey(proof.modified), stamp: proof.modified }];
      });
      if (meant.length === 0) return undefined;
      const page = pages.ofObject(viewer, collection, id, meant, filter);
      return { ...page, rows: page.rows.flatMap(({ added, body }) => served(added, found.get(body))) };
    },
  };
}

function isOfProof(id: string): boolean {
  return id.startsWith(`${proofType}--`);
}

/** First, last and every version of a proof are the one that it has. */
function isVersion(modified: string, { all, first, last, at }: VersionFilter): boolean {
  return all || first || last || at.some((text) => timestampKey(text) === timestampKey(modified));
}

function served(added: number, proof: ProofObject | undefined): ServedProof[] {
  return proof === undefined ? [] : [{ added, proof }];
}
