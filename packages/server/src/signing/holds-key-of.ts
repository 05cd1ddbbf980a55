import { keyId } from '@entente/exchange';
import type { MemberStore } from '../members/member-store.ts';
import type { SignedRoster } from '../roster/signed-roster.ts';
import type { KeyStore } from './key-store.ts';

/** Whether this node holds a key by which the roster knows a member: it is, or was, hosted here. */
export function createHoldsKeyOf(
  roster: Pick<SignedRoster, 'current'>,
  held: Pick<KeyStore, 'privateKey'>,
  members: Pick<MemberStore, 'get'>,
): (member: number) => boolean {
  return (member) => {
    const document = roster.current()?.file.roster;
    // Without a roster there is no other node.
    if (document === undefined) return true;
    const { identity } = members.get(member);
    const keys = document.members.find((each) => each.identity === identity)?.keys ?? [];
    return keys.some(({ key }) => held.privateKey(keyId(key)) !== undefined);
  };
}
