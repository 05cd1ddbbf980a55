import type { Tlp } from '@entente/release';
import { actsFor, type Viewer } from '../accounts/viewer.ts';
import type { Audit } from '../audit/audit.ts';
import type { WriteQueue } from '../database/write-queue.ts';
import { Problem } from '../http/problem.ts';
import type { MemberStore } from '../members/member-store.ts';
import type { ReleaseNames } from '../members/release-names.ts';
import type { CatchUpJobs } from '../terms/catch-up-jobs.ts';
import type { TermsStore } from '../terms/terms-store.ts';
import { type Access, admits, type Collection, type CollectionStore } from './collection-store.ts';

/** Names or identity ids of members and units, or everybody. */
export type NamedAccess = 'all' | readonly string[];

export type NewCollection = {
  readonly title: string;
  readonly description?: string | undefined;
  readonly alias?: string | undefined;
  readonly readers?: NamedAccess | undefined;
  /** Absent: its owner alone. */
  readonly writers?: NamedAccess | undefined;
  readonly unmarked?: Tlp | undefined;
  /** Name or identity of the owning member; absent: the one that the viewer acts for. */
  readonly owner?: string | undefined;
};

export type CollectionChange = Pick<NewCollection, 'description' | 'readers' | 'writers'> & {
  readonly title?: string | undefined;
};

/** Making and changing collections. Refusals: `not-allowed`, `not-found`, `conflict`. */
export type CollectionService = {
  add(viewer: Viewer, collection: NewCollection): Promise<Collection>;
  /** Readers that are added do not widen what is there already; readers that are taken away lose it at once. */
  change(viewer: Viewer, idOrAlias: string, change: CollectionChange): Promise<Collection>;
};

export function createCollectionService(
  collections: CollectionStore,
  members: MemberStore,
  names: ReleaseNames,
  terms: TermsStore,
  queue: WriteQueue,
  catchUps: CatchUpJobs,
  audit: Pick<Audit, 'record' | 'names'>,
): CollectionService {
  function access(viewer: Viewer, named: NamedAccess): Access {
    if (named === 'all') return 'all';
    return named.map((name) => {
      const found = names.find(viewer, name);
      if (found?.kind === 'member' || found?.kind === 'unit') return found.principal;
      throw new Problem('not-found', `There is no member or unit named ${name}.`);
    });
  }

  function isAdminOf(viewer: Viewer, owner: number): boolean {
    if (!viewer.mayWrite) return false;
    return viewer.roles.has('coalition-admin') || (viewer.roles.has('member-admin') && viewer.member === owner);
  }

  function isReaderOf(viewer: Viewer, { owner, readers }: Collection): boolean {
    return actsFor(viewer, owner) || admits(readers, viewer);
  }

  function record(kind: 'collection-added' | 'collection-changed', viewer: Viewer, collection: Collection): void {
    const { id, owner, readers, writers, unmarked } = collection;
    const named = (list: Access) => (list === 'all' ? list : list.map(audit.names.principal));
    const detail = { readers: named(readers), writers: named(writers), unmarked: unmarked ?? null };
    audit.record({ kind, members: [owner], subjects: [id], detail }, viewer);
  }

  return {
    async add(viewer, { title, description, alias, readers = 'all', writers = [], unmarked, owner }) {
      const owning = owner === undefined ? viewer.member : members.find(owner)?.member;
      if (owning === undefined) throw new Problem('not-found', `There is no member named ${owner}.`);
      if (!isAdminOf(viewer, owning)) {
        throw new Problem(
          'not-allowed',
          'Only an administrator of the owning member, or of the coalition, may do that.',
        );
      }
      const taken = collections
        .all()
        .some(
          (each) => each.title.toLowerCase() === title.toLowerCase() || (alias !== undefined && each.alias === alias),
        );
      if (taken) throw new Problem('conflict', 'There is a collection of that title or alias already.');
      return queue.run(() => {
        const added = collections.add({
          title,
          owner: owning,
          readers: access(viewer, readers),
          writers: access(viewer, writers),
          ...(description === undefined ? {} : { description }),
          ...(alias === undefined ? {} : { alias }),
          ...(unmarked === undefined ? {} : { unmarked }),
        });
        record('collection-added', viewer, added);
        return added;
      });
    },
    async change(viewer, idOrAlias, { title, description, readers, writers }) {
      const found = collections.find(idOrAlias);
      // Whose readers one is not among is not to be found by trying names.
      if (found === undefined || !(isReaderOf(viewer, found) || isAdminOf(viewer, found.owner))) {
        throw new Problem('not-found', 'There is no such collection.');
      }
      if (!isAdminOf(viewer, found.owner)) {
        throw new Problem(
          'not-allowed',
          'Only an administrator of the owning member, or of the coalition, may do that.',
        );
      }
      const gains = await queue.run(() => {
        collections.describe(found.collection, {
          ...(title === undefined ? {} : { title }),
          ...(description === undefined ? {} : { description }),
        });
        collections.setAccess(found.collection, {
          ...(readers === undefined ? {} : { readers: access(viewer, readers) }),
          ...(writers === undefined ? {} : { writers: access(viewer, writers) }),
        });
        record('collection-changed', viewer, collections.get(found.collection));
        return readers === undefined ? [] : terms.reevaluate();
      });
      catchUps.start(gains);
      return collections.get(found.collection);
    },
  };
}
