import { randomUUID } from 'node:crypto';
import type { Viewer } from '../accounts/viewer.ts';
import type { RecordEvent } from '../audit/audit-event.ts';
import { Problem } from '../http/problem.ts';
import type { ChangeRoster } from '../members/change-roster.ts';
import type { GroupStore } from '../members/group-store.ts';
import type { IdentityObjects } from '../members/identity-objects.ts';
import type { MemberStore } from '../members/member-store.ts';
import type { RosterStore } from '../members/roster-store.ts';
import { knowsUnit, managesUnitsOf } from './policy.ts';
import { addressOf, type NewUnit as StoredNewUnit, type Unit, type UnitStore } from './unit-store.ts';

export type NewUnit = Pick<StoredNewUnit, 'name' | 'kind'> & {
  readonly about?: string | undefined;
  readonly amberStrict?: boolean | undefined;
  readonly amber?: boolean | undefined;
  /** Absent: the coalition knows of it. */
  readonly listed?: boolean | undefined;
};

/** What is not named stays. What the coalition knows it cannot unlearn, and who is closed stays closed. */
export type UnitChange = {
  readonly amberStrict?: boolean | undefined;
  readonly amber?: boolean | undefined;
  readonly listed?: true | undefined;
  readonly closed?: true | undefined;
};

/** Units of members, on behalf of a viewer. Refusals: `not-found`, `not-allowed`, `conflict`, `invalid`. */
export type UnitService = {
  /** Those that the viewer may know of, of one member or of all. */
  list(viewer: Viewer, member?: string): readonly Unit[];
  /** `member` by name or identity id. */
  add(viewer: Viewer, member: string, unit: NewUnit): Promise<Unit>;
  /** Clearances, listing, closing. Whoever loses by it loses at once; the accounts and tokens of a closed unit end. */
  change(viewer: Viewer, addressOrIdentity: string, change: UnitChange): Promise<Unit>;
};

type Parts = {
  readonly units: UnitStore;
  readonly members: MemberStore;
  readonly groups: GroupStore;
  readonly roster: RosterStore;
  readonly identities: IdentityObjects;
  readonly changeRoster: ChangeRoster;
  readonly record: RecordEvent;
  readonly now: () => string;
  readonly forgetUnit: (unit: number) => void;
};

export function createUnitService(parts: Parts): UnitService {
  const { units, members, groups, roster, identities, changeRoster, record, now } = parts;

  function memberNamed(nameOrIdentity: string) {
    const found = members.find(nameOrIdentity);
    if (found === undefined) throw new Problem('not-found', `There is no member named ${nameOrIdentity}.`);
    return found;
  }

  /** The unit, where the viewer may change it; one that he may not know of is like none. */
  function managed(viewer: Viewer, addressOrIdentity: string): Unit {
    const found = units.find(addressOrIdentity);
    if (found === undefined || !knowsUnit(viewer, found)) throw new Problem('not-found', 'There is no such unit.');
    mustManage(viewer, found.member);
    return found;
  }

  function makeKnown(unit: Unit): void {
    roster.changed();
    identities.publish(members.get(unit.member), unit);
  }

  function recordUnit(viewer: Viewer, { member, identity, kind, amberStrict, amber, listed, closed }: Unit): void {
    const detail = { kind, amberStrict, amber, listed, closed: closed !== undefined };
    record({ kind: 'unit-changed', members: [member], subjects: [identity], detail }, viewer);
  }

  return {
    list(viewer, member) {
      const of = member === undefined ? undefined : memberNamed(member).member;
      return units.all().filter((each) => (of === undefined || each.member === of) && knowsUnit(viewer, each));
    },
    async add(viewer, member, { name, kind, about, amberStrict = false, amber = false, listed = true }) {
      const owner = memberNamed(member);
      mustManage(viewer, owner.member);
      mustSuit(kind, { amberStrict, amber });
      return changeRoster(() => {
        const address = addressOf({ memberName: owner.name, name });
        if (owner.left !== undefined) throw new Problem('conflict', `${owner.name} has left the coalition.`);
        if ((units.find(address) ?? members.find(address) ?? groups.find(address)) !== undefined) {
          throw new Problem('conflict', `The name ${address} is taken.`);
        }
        const added = units.add({
          identity: `identity--${randomUUID()}`,
          member: owner.member,
          name,
          kind,
          ...(about === undefined ? {} : { about }),
          amberStrict,
          amber,
          listed,
          created: now(),
        });
        recordUnit(viewer, added);
        if (listed) makeKnown(added);
        return { result: added, concerns: [added.unit] };
      });
    },
    async change(viewer, addressOrIdentity, { amberStrict, amber, listed, closed }) {
      const changed = await changeRoster(() => {
        const before = managed(viewer, addressOrIdentity);
        if (before.closed !== undefined) throw new Problem('conflict', 'The unit is closed.');
        mustSuit(before.kind, { amberStrict, amber });
        units.change(before.unit, {
          ...(amberStrict === undefined ? {} : { amberStrict }),
          ...(amber === undefined ? {} : { amber }),
          ...(listed === undefined ? {} : { listed }),
          ...(closed === undefined ? {} : { closed: now() }),
        });
        const after = units.get(before.unit);
        recordUnit(viewer, after);
        if (after.listed && !before.listed) makeKnown(after);
        return { result: after, concerns: units.withPeople(after.unit) };
      });
      if (changed.closed !== undefined) parts.forgetUnit(changed.unit);
      return changed;
    },
  };
}

function mustManage(viewer: Viewer, member: number): void {
  if (managesUnitsOf(viewer, member) && viewer.mayWrite) return;
  throw new Problem('not-allowed', 'Only an administrator of the member, or of the coalition, may do that.');
}

/** Throws `invalid` for a clearance that units of this kind do not have. */
function mustSuit(kind: Unit['kind'], { amberStrict = false, amber = false }: UnitChange): void {
  if (amberStrict && kind === 'served') {
    throw new Problem('invalid', 'AMBER+STRICT is for internal units alone.', { property: 'amberStrict' });
  }
  if (amber && kind === 'internal') {
    throw new Problem('invalid', 'An internal unit has AMBER with its member; only served units are allowed it.', {
      property: 'amber',
    });
  }
}
