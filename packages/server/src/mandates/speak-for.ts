import type { Viewer } from '../accounts/viewer.ts';
import { Problem } from '../http/problem.ts';
import type { MemberStore } from '../members/member-store.ts';
import type { MandateStore } from './mandate-store.ts';

/** The viewer as one who speaks for another member; himself where none is named. Throws `not-found`, `not-allowed`. */
export type SpeakFor = (viewer: Viewer, nameOrIdentity: string | undefined) => Viewer;

export function createSpeakFor(members: MemberStore, mandates: MandateStore): SpeakFor {
  return (viewer, nameOrIdentity) => {
    if (nameOrIdentity === undefined) return viewer;
    const giver = members.find(nameOrIdentity);
    if (giver === undefined) throw new Problem('not-found', `There is no member named ${nameOrIdentity}.`);
    if (giver.member === viewer.member) return viewer;
    if (viewer.unit !== undefined || !mandates.isInForce(giver.member, viewer.member)) {
      throw new Problem('not-allowed', `${giver.name} has given you no mandate to publish in its name.`);
    }
    return { ...viewer, member: giver.member, memberName: giver.name };
  };
}
