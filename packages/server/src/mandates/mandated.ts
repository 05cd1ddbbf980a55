import type { JsonValue } from '@entente/stix';
import type { Viewer } from '../accounts/viewer.ts';
import type { MemberStore } from '../members/member-store.ts';
import type { MandateStore } from './mandate-store.ts';

/** In whose name objects are written: the viewer's own member's, or that of a member that they name and that lets it. */
export type Mandated = (viewer: Viewer) => (value: JsonValue) => number;

export function createMandated(members: MemberStore, mandates: MandateStore): Mandated {
  return ({ member, unit }) => {
    const givers = new Map(
      mandates
        .of(member)
        .filter(({ giver, withdrawn }) => giver !== member && withdrawn === undefined)
        .map(({ giver }) => [members.get(giver).identity, giver]),
    );
    if (givers.size === 0 || unit !== undefined) return () => member;
    return (value) => {
      const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
      const creator = isObject && 'created_by_ref' in value ? value.created_by_ref : undefined;
      return (typeof creator === 'string' ? givers.get(creator) : undefined) ?? member;
    };
  };
}
