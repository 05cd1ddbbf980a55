import { randomUUID } from 'node:crypto';
import type { Handling, Tlp } from '@entente/release';
import { type JsonObject, type JsonValue, observableId, type StixObject, tlpMarkings } from '@entente/stix';
import type { z } from '@hono/zod-openapi';
import { actsFor, type Viewer, writerFor } from '../accounts/viewer.ts';
import type { Collection, CollectionStore } from '../collections/collection-store.ts';
import { Problem } from '../http/problem.ts';
import type { MemberStore } from '../members/member-store.ts';
import type { ReleaseNames } from '../members/release-names.ts';
import type { ReleaseMarkings } from '../terms/release-markings.ts';
import type { GivenTerms, HandlingMessage, Publication } from './messages.ts';
import type { ObjectReader, Rendition } from './object-reader.ts';
import type { ObjectService } from './object-service.ts';

/** What a person wrote as the object that it is going to be: ids, dates, originator and markings are set. */
export type Draft = {
  readonly collection: Collection;
  readonly object: StixObject;
  /** The release markings that the object names. */
  readonly definitions: readonly StixObject[];
  /** The version that it follows. */
  readonly former: Rendition | undefined;
  readonly sayWithheld: boolean | undefined;
};

/** Makes drafts, and stores nothing. */
export type Drafts = {
  /** In the name of `as`, but of what the viewer himself knows. Throws `invalid`, `not-found`, `not-allowed`. */
  of(viewer: Viewer, publication: z.output<typeof Publication>, as?: Viewer): Draft;
};

type Given = z.output<typeof GivenTerms>;

/** What the author's terms are written with, and an author does not write himself. */
const ownedByPublisher = ['spec_version', 'created', 'modified', 'created_by_ref', 'object_marking_refs'];

const noFormer =
  'There is no such object, or it is not released to you. To publish something new, leave the id out: the node gives it one.';

export function createDrafts(
  collections: CollectionStore,
  members: MemberStore,
  names: ReleaseNames,
  reader: ObjectReader,
  service: Pick<ObjectService, 'mayRead' | 'mayWrite'>,
  releaseMarkings: ReleaseMarkings,
  clock: () => number,
): Drafts {
  function collectionFor(viewer: Viewer, named: string): Collection {
    const collection = collections.find(named);
    if (collection === undefined || !(service.mayRead(viewer, collection) || service.mayWrite(viewer, collection))) {
      throw new Problem('not-found', `There is no collection ${named}.`);
    }
    if (viewer.unit !== undefined && !service.mayRead(viewer, collection)) {
      throw new Problem('not-allowed', `Your unit does not read the collection ${collection.title}.`);
    }
    return collection;
  }

  /** Writes terms as markings: the standard's TLP, and the author's own release marking where there is more to say. */
  function createMarker(viewer: Viewer, owner: number, now: string) {
    const made = new Map<string, StixObject>();
    const { identity } = members.get(owner);
    const writtenBy = writerFor(viewer, owner);
    return {
      definitions: (): StixObject[] => [...new Map([...made.values()].map((each) => [each.id, each])).values()],
      refs({ tlp, releasableTo, notReleasableTo }: Given, handling: Handling = {}): string[] {
        const level = [...tlpMarkings.values()].find((marking) => marking.version === 2 && marking.level === tlp);
        if (level === undefined) throw new Problem('invalid', `There is no TLP level ${tlp}.`);
        const to = [...names.identities(viewer, releasableTo), ...author(viewer, tlp, releasableTo.length > 0)];
        const not = names.identities(viewer, notReleasableTo);
        const says = {
          ...(to.length > 0 ? { to } : {}),
          ...(not.length > 0 ? { not } : {}),
          ...(Object.keys(handling).length > 0 ? { handling } : {}),
        };
        if (Object.keys(says).length === 0) return [level.definition.id];
        const key = JSON.stringify(says);
        const definition =
          made.get(key) ?? (releaseMarkings.saying(says, { owner, identity, writtenBy, now }) as StixObject);
        made.set(key, definition);
        return [level.definition.id, definition.id];
      },
    };
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

  /** The version that a new one follows. */
  function formerOf(viewer: Viewer, as: Viewer, id: JsonValue | undefined): Rendition | undefined {
    if (id === undefined) return undefined;
    const current = typeof id === 'string' ? reader.current(viewer, id) : undefined;
    if (current === undefined) throw new Problem('not-found', noFormer);
    if (!actsFor(as, current.owner) || !current.createdByOwner) {
      throw new Problem('not-allowed', 'Only its originator may publish a new version of an object.');
    }
    return current;
  }

  function contentOf(former: Rendition): JsonObject {
    const [bytes] = reader.bodies([former]);
    return JSON.parse(Buffer.from(bytes ?? []).toString()) as JsonObject;
  }

  return {
    of(viewer, { collection: named, terms, parts, handling, sayWithheld, object }, as = viewer) {
      const collection = collectionFor(viewer, named);
      const former = formerOf(viewer, as, object.id as JsonValue | undefined);
      const before = former === undefined ? undefined : contentOf(former);
      // STIX 2.1, section 3.6: of what was revoked no later versions are made.
      if (before?.revoked === true) {
        throw new Problem('conflict', 'It was revoked, and that is for good: publish a new object.');
      }
      // Never the same moment as the version before, however quick the author.
      const moment = Math.max(clock(), before === undefined ? 0 : Date.parse(String(before.modified)) + 1);
      const now = new Date(moment).toISOString();
      const marker = createMarker(viewer, as.member, now);
      const refs = marker.refs(terms, handlingOf(handling));
      const granular = parts?.flatMap((part) =>
        marker
          .refs(part.terms, handlingOf(part.terms.handling))
          .map((ref) => ({ marking_ref: ref, selectors: [...part.selectors] })),
      );
      const ours = granular === undefined ? ownedByPublisher : [...ownedByPublisher, 'granular_markings'];
      const content = Object.fromEntries(Object.entries(object).filter(([key]) => !ours.includes(key)));
      const type = String(object.type);
      const isMarking = type === 'marking-definition';
      mustBeForAll(type, terms, handling);
      const observable = before === undefined ? observableId(content as JsonObject) : undefined;
      const written = {
        ...content,
        type,
        spec_version: '2.1',
        id: before?.id ?? observable ?? `${type}--${randomUUID()}`,
        ...(observable !== undefined
          ? {}
          : {
              created_by_ref: members.get(as.member).identity,
              created: before?.created ?? now,
              // A marking has no versions (STIX 2.1, section 7.2.1).
              ...(isMarking ? {} : { modified: now }),
            }),
        ...(isMarking ? {} : { object_marking_refs: refs }),
        ...(granular === undefined || granular.length === 0 ? {} : { granular_markings: granular }),
      } as JsonObject;
      return { collection, object: written as StixObject, definitions: marker.definitions(), former, sayWithheld };
    },
  };
}

/** What everybody needs to read anything else is for the coalition (`termsKind`): narrower terms would be a lie. */
function mustBeForAll(
  type: string,
  { tlp, releasableTo, notReleasableTo }: Given,
  handling: z.output<typeof HandlingMessage> = {},
): void {
  if (type !== 'marking-definition' && type !== 'extension-definition') return;
  const isForAll = tlp === 'clear' && releasableTo.length === 0 && notReleasableTo.length === 0;
  if (isForAll && Object.keys(handlingOf(handling)).length === 0) return;
  throw new Problem(
    'invalid',
    'Markings and definitions of extensions are for all who read the collection: publish them as TLP:CLEAR, without a list.',
    { property: 'terms' },
  );
}

/** Duties that are given as false are none. */
function handlingOf(given: z.output<typeof HandlingMessage> = {}): Handling {
  const { noOnwardRelease, notForCourt, nodesOnly, notBefore, reviewAfter, purgeAfter } = given;
  return {
    ...(noOnwardRelease ? { noOnwardRelease } : {}),
    ...(notForCourt ? { notForCourt } : {}),
    ...(nodesOnly ? { nodesOnly } : {}),
    ...(notBefore === undefined ? {} : { notBefore }),
    ...(reviewAfter === undefined ? {} : { reviewAfter }),
    ...(purgeAfter === undefined ? {} : { purgeAfter }),
  };
}
