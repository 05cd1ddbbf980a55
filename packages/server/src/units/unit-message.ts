import type { z } from '@hono/zod-openapi';
import type { MemberRefs } from '../accounts/member-refs.ts';
import type { Viewer } from '../accounts/viewer.ts';
import type { UnitMessage } from './messages.ts';
import { knowsClearances } from './policy.ts';
import { addressOf, type Unit } from './unit-store.ts';

/** A unit as the viewer may know it. */
export function unitMessage(viewer: Viewer, unit: Unit, members: MemberRefs): z.infer<typeof UnitMessage> {
  const { unit: _, memberName: __, identity, member, amberStrict, amber, ...facts } = unit;
  const clearances = unit.kind === 'internal' ? { amberStrict } : { amber };
  return {
    id: identity,
    address: addressOf(unit),
    member: members.of(member),
    ...facts,
    ...(knowsClearances(viewer, unit) ? clearances : {}),
  };
}
