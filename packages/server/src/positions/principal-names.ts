import type { Viewer } from '../accounts/viewer.ts';
import type { MemberStore } from '../members/member-store.ts';
import type { ObjectReader } from '../objects/object-reader.ts';
import type { Summaries } from '../objects/object-summary.ts';

/** What kind of principal an identity is, as far as pictures tell them apart. */
export type Named = {
  readonly id: string;
  readonly name: string;
  readonly kind: 'member' | 'other';
  readonly country?: string;
};

/**
 * Names of identities as a viewer may know them: of members, else as what he sees calls them, else by the identity object
 * if he sees that. Asked for one answer: it remembers.
 */
export function createPrincipalNames(members: MemberStore, reader: ObjectReader, summaries: Summaries) {
  return (viewer: Viewer): ((identity: string, called?: string) => Named) => {
    const byIdentity = new Map(members.all().map((member) => [member.identity, member]));
    const known = new Map<string, string>();
    return (id, called) => {
      const member = byIdentity.get(id);
      if (member !== undefined) {
        const { name, country } = member;
        return { id, name, kind: 'member', ...(country === undefined ? {} : { country }) };
      }
      if (called !== undefined) known.set(id, called);
      let name = known.get(id);
      if (name === undefined) {
        const current = reader.current(viewer, id);
        name = current === undefined ? 'Somebody unnamed' : summaries.of(current).title;
        known.set(id, name);
      }
      return { id, name, kind: 'other' };
    };
  };
}
export type PrincipalNames = ReturnType<typeof createPrincipalNames>;
