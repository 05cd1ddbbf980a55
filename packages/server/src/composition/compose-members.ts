import { createLocalViewer } from '../accounts/local-viewer.ts';
import { createMemberRefs } from '../accounts/member-refs.ts';
import { createCollectionStore } from '../collections/collection-store.ts';
import { createGroupStore } from '../members/group-store.ts';
import { createMemberStore } from '../members/member-store.ts';
import { createNoteRead } from '../members/reading-principals.ts';
import { createReleaseNames } from '../members/release-names.ts';
import { createRosterStore } from '../members/roster-store.ts';
import { createUnitStore } from '../units/unit-store.ts';
import type { Ground } from './compose-ground.ts';

/** Who is in the coalition, what they are called, and where they publish to. */
export type MemberParts = ReturnType<typeof composeMembers>;

export function composeMembers({ database, now, today }: Ground) {
  const members = createMemberStore(database);
  const groups = createGroupStore(database);
  const units = createUnitStore(database);
  const roster = createRosterStore(database, today);
  return {
    members,
    memberRefs: createMemberRefs(database),
    groups,
    units,
    names: createReleaseNames(database, members, groups, units),
    roster,
    noteRead: createNoteRead(database, roster),
    collections: createCollectionStore(database, now),
    localViewer: createLocalViewer(members),
  };
}
