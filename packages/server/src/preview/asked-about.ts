import { actsFor, type Viewer } from '../accounts/viewer.ts';
import { readsWholeLog } from '../audit/policy.ts';
import type { Database } from '../database/open-database.ts';
import { Problem } from '../http/problem.ts';
import type { ObjectReader, Rendition } from '../objects/object-reader.ts';

/** An object about which somebody asks who has it and why. */
export type AskedAbout = {
  readonly shown: Rendition;
  /** Whether the asker is of its owner's people, who know all of it. */
  readonly isOwners: boolean;
  /** Whether he may ask what others have of it. */
  readonly isAboutOthers: boolean;
  /** What the asker himself has of it: undefined where an auditor asks about what is not released to him. */
  readonly own: Rendition | undefined;
};

/**
 * Finds what somebody asks about: what he sees; and for auditors, whose log names every object, also what is not released
 * to them. Of that they learn who has it and by which rule, and neither text nor parts. Throws `not-found`, alike for
 * what is missing and what is hidden.
 */
export type FindAskedAbout = (viewer: Viewer, id: string) => AskedAbout;

const mayAskAboutOthers = ['analyst', 'release-officer', 'member-admin', 'auditor'] as const;

export function createFindAskedAbout(database: Database, reader: ObjectReader): FindAskedAbout {
  // The true creator's, else the earliest, as the reader would show it to somebody who sees all of them.
  const firstOwner = database.prepare(
    'SELECT owner FROM version WHERE id = ? GROUP BY owner ORDER BY max(created_by_owner) DESC, min(version) LIMIT 1',
  );

  function asItsOwnerHasIt(viewer: Viewer, id: string): Rendition | undefined {
    const owner = firstOwner.get(id)?.owner;
    return owner === undefined ? undefined : reader.current({ ...viewer, principal: Number(owner) }, id);
  }

  return (viewer, id) => {
    const own = reader.current(viewer, id);
    const isAuditor = readsWholeLog(viewer);
    const shown = own ?? (isAuditor ? asItsOwnerHasIt(viewer, id) : undefined);
    if (shown === undefined) throw new Problem('not-found', 'There is no such object, or it is not released to you.');
    const isOwners = actsFor(viewer, shown.owner);
    const isEntitled = isOwners && mayAskAboutOthers.some((role) => viewer.roles.has(role));
    return { shown, isOwners, isAboutOthers: isEntitled || isAuditor, own };
  };
}
