import type { StixObject } from '@entente/stix';
import type { z } from '@hono/zod-openapi';
import type { Viewer } from '../accounts/viewer.ts';
import { Problem } from '../http/problem.ts';
import type { Draft, Drafts } from './drafts.ts';
import type { Publication } from './messages.ts';
import type { ObjectService } from './object-service.ts';

/** Publishing what a person wrote: ids, dates, originator and markings are set here. */
export type Publisher = {
  /** The id of what was published. Throws `invalid` with the refusals, `not-found`, `not-allowed`, `conflict`. */
  publish(viewer: Viewer, publication: z.output<typeof Publication>): Promise<string>;
  /** Writes a draft in this owner's name; who publishes must have been let. */
  write(viewer: Viewer, draft: Omit<Draft, 'former'>, owner: number, options?: { isApproved: true }): Promise<string>;
};

export function createPublisher(drafts: Drafts, service: ObjectService): Publisher {
  const publisher: Publisher = {
    publish: (viewer, publication) => publisher.write(viewer, drafts.of(viewer, publication), viewer.member),
    async write(viewer, { collection, definitions, object, sayWithheld }, owner, options) {
      const incoming = [...definitions, object].map(asIncoming);
      const outcomes = await service.add(viewer, collection, incoming, { sayWithheld, owner, ...options });
      const refusals = outcomes.flatMap((outcome) => (outcome.state === 'refused' ? outcome.refusals : []));
      if (refusals.length > 0) {
        throw new Problem('invalid', refusals.map(({ path, message }) => `${path}: ${message}`).join('; '), {
          refusals,
        });
      }
      return object.id;
    },
  };
  return publisher;
}

function asIncoming(value: StixObject) {
  return { bytes: Buffer.from(JSON.stringify(value)), value };
}
