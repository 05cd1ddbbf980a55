import type {
  Collection,
  Group,
  LeavingTerms,
  Member,
  NewCollection,
  NewGroup,
  NewMember,
  NewUnit,
  Unit,
  UnitChange,
} from '@entente/server/api-types';

/** Who is in the coalition, and the collections that it publishes to. */
export type MemberSource = {
  members(): Promise<readonly Member[]>;
  addMember(member: NewMember): Promise<Member>;
  removeMember(nameOrId: string): Promise<void>;
  /** What becomes of what a member contributed, if it leaves. */
  leavingTerms(member: string): Promise<LeavingTerms>;
  setLeavingTerms(member: string, terms: LeavingTerms): Promise<LeavingTerms>;
  /** Of one member, or of all. */
  units(member?: string): Promise<readonly Unit[]>;
  addUnit(member: string, unit: NewUnit): Promise<Unit>;
  /** A unit by "Member/Unit" or identity id. */
  changeUnit(addressOrId: string, change: UnitChange): Promise<Unit>;
  groups(): Promise<readonly Group[]>;
  /** Makes the group, or gives the one of that name these members. */
  putGroup(group: NewGroup): Promise<Group>;
  collections(): Promise<readonly Collection[]>;
  addCollection(collection: NewCollection): Promise<Collection>;
};
