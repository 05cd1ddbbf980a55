import type { Tlp } from '@entente/release';
import { Problem } from '../http/problem.ts';
import type { GroupStore } from '../members/group-store.ts';
import type { MemberStore } from '../members/member-store.ts';
import type { ImportedTerms } from '../terms/object-terms.ts';

/** Terms for an import, as people name them: names or identity ids of members and groups. Throws `not-found`. */
export function readImportedTerms(
  { members, groups }: { readonly members: MemberStore; readonly groups: GroupStore },
  { tlp, releasableTo = [] }: { readonly tlp?: Tlp | undefined; readonly releasableTo?: readonly string[] | undefined },
): ImportedTerms | undefined {
  const to = releasableTo.map((name) => {
    const found = members.find(name) ?? groups.find(name);
    if (found === undefined) throw new Problem('not-found', `There is no member or group named ${name}.`);
    return found.identity;
  });
  if (tlp === undefined && to.length === 0) return undefined;
  return { ...(tlp === undefined ? {} : { tlp }), ...(to.length === 0 ? {} : { to }) };
}
