import { randomUUID } from 'node:crypto';
import { type Tlp, writeReleaseMarking } from '@entente/release';
import { type JsonObject, type JsonValue, observableId, tlpMarkings } from '@entente/stix';
import type { z } from '@hono/zod-openapi';
import { actsFor, type Viewer } from '../accounts/viewer.ts';
import type { CollectionStore } from '../collections/collection-store.ts';
import { Problem } from '../http/problem.ts';
import type { MemberStore } from '../members/member-store.ts';
import type { ReleaseNames } from '../members/release-names.ts';
import type { Publication } from './messages.ts';
import type { ObjectReader } from './object-reader.ts';
import type { ObjectService } from './object-service.ts';

/** Publishing what a person wrote: ids, dates, originator and markings are set here. */
export type Publisher = {
  /** The id of what was published. Throws `invalid` with the refusals, `not-found`, `not-allowed`, `conflict`. */
  publish(viewer: Viewer, publication: z.infer<typeof Publication>): Promise<string>;
};

/** What the author's terms are written with, and an author does not write himself. */
const ownedByPublisher = ['spec_version', 'created', 'modified', 'created_by_ref', 'object_marking_refs'];

export function createPublisher(
  collections: CollectionStore,
  members: MemberStore,
  names: ReleaseNames,
  reader: ObjectReader,
  service: ObjectService,
  clock: () => number,
): Publisher {
  /** Markings that say these terms: the standard's TLP, and a release marking of the author's own where lists are named. */
  function markings(
    viewer: Viewer,
    { tlp, releasableTo, notReleasableTo }: z.infer<typeof Publication>['terms'],
    now: string,
  ) {
    const level = [...tlpMarkings.values()].find((marking) => marking.version === 2 && marking.level === tlp);
    if (level === undefined) throw new Problem('invalid', `There is no TLP level ${tlp}.`);
    const to = [...names.identities(viewer, releasableTo), ...author(viewer, tlp, releasableTo.length > 0)];
    const not = names.identities(viewer, notReleasableTo);
    if (to.length === 0 && not.length === 0) return { refs: [level.definition.id], definitions: [] };
    const definition = writeReleaseMarking(
      { ...(to.length > 0 ? { to } : {}), ...(not.length > 0 ? { not } : {}) },
      { id: `marking-definition--${randomUUID()}`, created: now, createdBy: members.get(viewer.member).identity },
    );
    return { refs: [level.definition.id, String(definition.id)], definitions: [definition] };
  }

  /**
   * A member sees what it owns, its units only what its terms let them have. So that who writes for a unit sees what he
   * wrote, the list that he gives names his unit too, or himself where the level is for persons.
   */
  function author({ unit, principal, account }: Viewer, tlp: Tlp, isListed: boolean): string[] {
    if (unit === undefined) return [];
    if (tlp === 'red' && account === undefined) {
      throw new Problem('invalid', 'RED is for persons: a token of a unit could not read what it wrote.');
    }
    if (isListed) return [names.identityOf(tlp === 'red' ? principal : unit)];
    if (tlp === 'clear' || tlp === 'green') return [];
    throw new Problem('invalid', 'Who publishes for a unit says for whom, where the level is narrower than GREEN.');
  }

  /** The version that a new one follows; its `created` stays, and `modified` moves on. */
  function before(viewer: Viewer, id: JsonValue | undefined) {
    if (id === undefined) return undefined;
    const current = typeof id === 'string' ? reader.current(viewer, id) : undefined;
    if (current === undefined) throw new Problem('not-found', 'There is no such object, or it is not released to you.');
    if (!actsFor(viewer, current.owner) || !current.createdByOwner) {
      throw new Problem('not-allowed', 'Only its originator may publish a new version of an object.');
    }
    const [bytes] = reader.bodies([current]);
    return JSON.parse(Buffer.from(bytes ?? []).toString()) as JsonObject;
  }

  return {
    async publish(viewer, { collection: named, terms, object }) {
      const collection = collections.find(named);
      if (collection === undefined || !(service.mayRead(viewer, collection) || service.mayWrite(viewer, collection))) {
        throw new Problem('not-found', `There is no collection ${named}.`);
      }
      if (viewer.unit !== undefined && !service.mayRead(viewer, collection)) {
        throw new Problem('not-allowed', `Your unit does not read the collection ${collection.title}.`);
      }
      const former = before(viewer, object.id as JsonValue | undefined);
      // Never the same moment as the version before, however quick the author.
      const moment = Math.max(clock(), former === undefined ? 0 : Date.parse(String(former.modified)) + 1);
      const now = new Date(moment).toISOString();
      const { refs, definitions } = markings(viewer, terms, now);
      const content = Object.fromEntries(Object.entries(object).filter(([key]) => !ownedByPublisher.includes(key)));
      const type = String(object.type);
      const observable = former === undefined ? observableId(content as JsonObject) : undefined;
      const written = {
        ...content,
        type,
        spec_version: '2.1',
        id: former?.id ?? observable ?? `${type}--${randomUUID()}`,
        ...(observable !== undefined
          ? {}
          : {
              created_by_ref: members.get(viewer.member).identity,
              created: former?.created ?? now,
              modified: now,
            }),
        object_marking_refs: refs,
      } as JsonObject;
      const outcomes = await service.add(viewer, collection, [...definitions, written].map(incoming));
      const refusals = outcomes.flatMap((outcome) => (outcome.state === 'refused' ? outcome.refusals : []));
      if (refusals.length > 0) {
        throw new Problem('invalid', refusals.map(({ path, message }) => `${path}: ${message}`).join('; '), {
          refusals,
        });
      }
      return String(written.id);
    },
  };
}

function incoming(value: JsonObject) {
  return { bytes: Buffer.from(JSON.stringify(value)), value };
}
