import { Audience, type PrincipalId } from '@entente/release';
import type { z } from '@hono/zod-openapi';
import type { Viewer } from '../accounts/viewer.ts';
import type { MemberStore } from '../members/member-store.ts';
import { byName } from '../members/name-order.ts';
import type { ReleaseNames } from '../members/release-names.ts';
import type { RosterStore } from '../members/roster-store.ts';
import type { AudienceRef } from './messages.ts';

export type Ref = z.infer<typeof AudienceRef>;

/** Audiences as people read them: members, the units that the viewer may know of, and no person by name. */
export type AudienceNames = {
  of(viewer: Viewer, principal: PrincipalId): Ref;
  list(viewer: Viewer, audience: Audience): Ref[];
  /** A few of them by name and the others by number, as in "France, Iraq and 5 others". */
  phrase(viewer: Viewer, audience: Audience): string;
  /** The members of the coalition that are in it. */
  members(audience: Audience): Audience;
  /** All members of the coalition, as of today. */
  everyMember(): Audience;
};

const namedInPhrase = 3;

export function createAudienceNames(roster: RosterStore, members: MemberStore, names: ReleaseNames): AudienceNames {
  function ref(viewer: Viewer, principal: PrincipalId): Ref {
    const { kind, identity, member, unit } = found(principal);
    if (kind === 'member') return { id: identity, name: members.get(principal).name, kind };
    const side = found(kind === 'person' ? (unit ?? member) : principal);
    const name = names.nameOf(viewer, side.identity);
    // A unit that is not listed is its member's own business, and so is who its people are.
    const isKnown = name !== side.identity;
    const memberRef = { id: found(member).identity, name: members.get(member).name };
    const shown = isKnown ? { id: side.identity, name } : { ...memberRef, name: `a unit of ${memberRef.name}` };
    return kind === 'unit' ? { ...shown, kind } : { ...shown, name: `people of ${shown.name}`, kind };
  }

  function found(principal: PrincipalId) {
    const known = roster.current().principals.get(principal);
    if (known === undefined) throw new Error(`No principal ${principal}`);
    return known;
  }

  const audienceNames: AudienceNames = {
    of: ref,
    list(viewer, audience) {
      const { principals } = roster.current();
      const refs = new Map<string, Ref>();
      for (const principal of audience.list()) {
        const known = principals.get(principal);
        if (known === undefined) continue;
        // With a member or unit come its people, with a member its hidden units: they need no line of their own.
        if (known.kind === 'person' && audience.has(known.unit ?? known.member)) continue;
        const shown = ref(viewer, principal);
        const isHidden = known.kind === 'unit' && shown.id !== known.identity;
        if (isHidden && audience.has(known.member)) continue;
        refs.set(`${shown.kind} ${shown.id}`, shown);
      }
      const order = ['member', 'unit', 'person'];
      return [...refs.values()].sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind) || byName(a, b));
    },
    phrase(viewer, audience) {
      const all = audienceNames.list(viewer, audience);
      const onlyMembers = all.filter(({ kind }) => kind === 'member');
      const list = (onlyMembers.length > 0 ? onlyMembers : all).map(({ name }) => name);
      const few = list.length <= namedInPhrase + 1 ? list : list.slice(0, namedInPhrase);
      const rest = list.length - few.length;
      const last = rest > 0 ? `${rest} others` : few.pop();
      return few.length > 0 ? `${few.join(', ')} and ${last}` : (last ?? 'nobody');
    },
    members(audience) {
      return audience.intersect(audienceNames.everyMember());
    },
    everyMember() {
      const { principals } = roster.current();
      return Audience.of(
        [...principals.values()].flatMap(({ id, kind, active }) => (kind === 'member' && active ? [id] : [])),
      );
    },
  };
  return audienceNames;
}
