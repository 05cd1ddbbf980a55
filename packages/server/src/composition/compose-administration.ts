import { createCollectionService } from '../collections/collection-service.ts';
import { createMemberService } from '../members/member-service.ts';
import type { Signing } from '../signing/create-signing.ts';
import { createUnitService } from '../units/unit-service.ts';
import type { Ground } from './compose-ground.ts';
import type { MemberParts } from './compose-members.ts';
import type { TermsParts } from './compose-terms.ts';
import type { WritingParts } from './compose-writing.ts';

type Forget = {
  readonly forgetMember: (member: number) => void;
  readonly endMember: (member: number, left: string) => void;
  readonly forgetUnit: (unit: number) => void;
};

/** Changing who is in the coalition, and which collections there are. */
export function composeAdministration(
  { now, queue, audit }: Ground,
  { members, groups, units, names, roster, collections }: MemberParts,
  { terms }: TermsParts,
  { identities, changeRoster, catchUps }: WritingParts,
  { signedRoster }: Signing,
  { forgetMember, endMember, forgetUnit }: Forget,
) {
  const { record } = audit;
  const common = { members, groups, roster, identities, changeRoster, record, now };
  return {
    memberService: createMemberService({ ...common, signedRoster, names, queue, forgetMember, endMember }),
    unitService: createUnitService({ ...common, units, forgetUnit }),
    collectionService: createCollectionService(collections, members, names, terms, queue, catchUps, audit),
  };
}
