import { formatMicroseconds } from '@entente/stix';
import type { Context } from 'hono';
import type { Viewer } from '../accounts/viewer.ts';
import type { WhileGood } from '../accounts/while-good.ts';
import type { Collection } from '../collections/collection-store.ts';
import { Problem } from '../http/problem.ts';
import { requestBody } from '../http/request-body.ts';
import { type ObjectReader, versionName } from '../objects/object-reader.ts';
import type { ObjectService } from '../objects/object-service.ts';
import { createEnvelopeSplitter } from './envelope-splitter.ts';
import { isTaxii, taxiiMediaType } from './media-types.ts';
import { createStatusCollector } from './status-collector.ts';
import type { StatusStore } from './status-store.ts';

/** Sizes in bytes. */
export type BodyLimits = { readonly bodyBytes: number; readonly objectBytes: number };

/**
 * Add Objects (section 5.5): each object is stored or refused by itself, and the status is complete when it is given,
 * so what it calls stored is durable. Answers the status as JSON. Throws `unsupported-media-type`, `too-large`, and what
 * the envelope is refused for.
 */
export function createAddObjects(
  service: ObjectService,
  reader: ObjectReader,
  statuses: StatusStore,
  clock: () => number,
  limits: BodyLimits,
  whileGood: WhileGood,
): (context: Context, viewer: Viewer, collection: Collection) => Promise<string> {
  const now = (): string => formatMicroseconds(clock() * 1000);
  return async (context, viewer, collection) => {
    if (!isTaxii(context.req.header('content-type'))) {
      throw new Problem('unsupported-media-type', `Objects are sent as ${taxiiMediaType}`);
    }
    const requested = now();
    const { tell, result } = createStatusCollector(now, (id) => {
      const stored = reader.owned(viewer, id, collection.collection).at(-1);
      return stored === undefined ? now() : versionName(stored);
    });
    const body = whileGood(viewer, requestBody(context, limits.bodyBytes));
    const splitter = createEnvelopeSplitter(limits.objectBytes);
    const { promise: status, resolve } = Promise.withResolvers<string>();
    const atEnd = (): void =>
      resolve(statuses.add(viewer.principal, { status: 'complete', request_timestamp: requested, ...result() }));
    await service.addStream(viewer, collection, splitter, body, tell, { atEnd });
    return status;
  };
}
