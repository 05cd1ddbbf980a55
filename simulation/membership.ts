import type { Participant } from './coalition.ts';
import type { Item } from './item.ts';
import type { Random } from './random.ts';

/** Who belongs to the coalition, as its administrator (the first member) decided. */
export type Membership = {
  /** Those that have left, or are about to, or have not come back to their own node yet. */
  readonly away: ReadonlySet<number>;
  /** Those of them that come back, as soon as their own nodes know of it. */
  readonly returning: ReadonlyMap<number, string | undefined>;
  /** How often somebody left, and came back. */
  readonly counts: { left: number; returned: number };
  /** Somebody leaves; undefined where nobody may just now. */
  leave(): (() => Promise<boolean>) | undefined;
  /** Somebody that left comes back. */
  comeBack(): (() => Promise<boolean>) | undefined;
  /** Lets those in that came back, once their own nodes know of it. False where some do not yet. */
  letIn(): Promise<boolean>;
  /** Those away of whom a node's own roster says so: what it publishes now must not come to them. */
  knownAway(at: Participant): Promise<readonly number[]>;
};

/** At most this part of the members is away at a time. */
const mostAway = 0.2;

/** `stays`: members that do not leave; the administrator does not either. */
export function createMembership(
  participants: readonly Participant[],
  stays: ReadonlySet<number>,
  items: () => readonly Item[],
  random: Random,
): Membership {
  const away = new Set<number>();
  /** Their leaving was acknowledged. */
  const left = new Set<number>();
  /** With the roster (its hash) that says so; undefined until that is acknowledged. */
  const returning = new Map<number, string | undefined>();
  const counts = { left: 0, returned: 0 };
  const [admin] = participants;
  if (admin === undefined) throw new Error('A coalition without members');

  return {
    away,
    returning,
    counts,
    leave() {
      const present = participants.slice(1).filter(({ member }) => !away.has(member) && !stays.has(member));
      if (present.length === 0 || away.size >= Math.max(1, participants.length * mostAway)) return undefined;
      const { member, identity } = random.pick(present);
      away.add(member);
      return async () => {
        const isDone = await admin.client.decide('leave', identity);
        if (isDone && !left.has(member)) counts.left += 1;
        if (isDone) left.add(member);
        return isDone;
      };
    },
    comeBack() {
      const gone = participants.filter(({ member }) => left.has(member));
      if (gone.length === 0) return undefined;
      const { member, identity } = random.pick(gone);
      left.delete(member);
      returning.set(member, undefined);
      // From now on it may have again what was published meanwhile.
      for (const { versions } of items()) for (const version of versions) version.withheldFrom.delete(member);
      return async () => {
        const isDone = await admin.client.decide('return', identity);
        const { current } = (isDone && (await admin.client.rosters())) || {};
        returning.set(member, current);
        return current !== undefined;
      };
    },
    async letIn() {
      for (const [member, roster] of returning) {
        const participant = participants[member];
        if (roster === undefined || participant?.node.isRunning() !== true) continue;
        // A node that has not even heard of the leaving would end what is begun now when it does.
        const known = await participant.client.rosters();
        if (known?.all.has(roster) !== true || !(await participant.client.enter())) continue;
        returning.delete(member);
        away.delete(member);
        counts.returned += 1;
      }
      return returning.size === 0;
    },
    async knownAway({ node, client }) {
      const known: number[] = [];
      for (const member of left) {
        const identity = participants[member]?.identity ?? '';
        const core = node.here()?.core;
        const isKnown =
          core === undefined ? await client.knowsLeft(identity) : core.members.find(identity)?.left !== undefined;
        if (isKnown) known.push(member);
      }
      return known;
    },
  };
}
