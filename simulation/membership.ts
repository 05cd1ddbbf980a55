import type { Participant } from './coalition.ts';
import { type Item, secretsIn } from './item.ts';
import type { Random } from './random.ts';
import type { Ways } from './ways.ts';

/** Who belongs to the coalition, as its administrator (the first member) decided. */
export type Membership = {
  /** Those that have left, or are about to, or have not come back to their own node yet. */
  readonly away: ReadonlySet<number>;
  /** Those of them that come back, as soon as their own nodes know of it. */
  readonly returning: ReadonlyMap<number, string | undefined>;
  /**
   * What lay on the node of a member that is away, once all nodes joined with it had known that for a while: nothing
   * reaches it from then on, by no way.
   */
  readonly sealed: ReadonlyMap<number, ReadonlySet<string>>;
  /** How often somebody left, and came back, and was watched while away. */
  readonly counts: { left: number; returned: number; watched: number };
  /** Somebody leaves, of whom it can be watched that nothing comes to it; undefined where nobody may just now. */
  leaveWatched(): (() => Promise<boolean>) | undefined;
  /** Somebody leaves whose node others depend on, whoever else is away; undefined where there is none. */
  leaveServing(): (() => Promise<boolean>) | undefined;
  /** Somebody leaves; undefined where nobody may just now. */
  leave(): (() => Promise<boolean>) | undefined;
  /** Somebody that left comes back. */
  comeBack(): (() => Promise<boolean>) | undefined;
  /** One of those comes back without whom others cannot have what is for them. */
  comeBackForOthers(): (() => Promise<boolean>) | undefined;
  /** Lets those in that came back, once their own nodes know of it. False where some do not yet. */
  letIn(): Promise<boolean>;
  /** Notes what lies on the nodes of those that have left, where it is time for that. */
  seal(): Promise<void>;
  /** Those away of whom a node's own roster says so: what it publishes now must not come to them. */
  knownAway(at: Participant): Promise<readonly number[]>;
};

/** What was under way to it when the last of the others heard of its leaving has arrived by then. */
const sealMilliseconds = 5000;
/** At most this part of the members is away at a time. */
const mostAway = 0.2;

/** `serving`: members whose nodes others depend on. The administrator does not leave. */
export function createMembership(
  participants: readonly Participant[],
  serving: ReadonlySet<number>,
  items: () => readonly Item[],
  ways: Pick<Ways, 'areNear' | 'atNodeOf'>,
  random: Random,
): Membership {
  const [first] = participants;
  if (first === undefined) throw new Error('A coalition without members');
  const admin = first;
  const away = new Set<number>();
  /** Their leaving was acknowledged. */
  const left = new Set<number>();
  /** With the roster (its hash) that says so; undefined until that is acknowledged. */
  const returning = new Map<number, string | undefined>();
  /** Since when (milliseconds of this process) all nodes that could tell it something know that it has left. */
  const knownSince = new Map<number, number>();
  const sealed = new Map<number, ReadonlySet<string>>();
  const counts = { left: 0, returned: 0, watched: 0 };

  async function knows({ node, client }: Participant, member: number): Promise<boolean> {
    const identity = participants[member]?.identity ?? '';
    const core = node.here()?.core;
    return core === undefined ? await client.knowsLeft(identity) : core.members.find(identity)?.left !== undefined;
  }

  /** Whether nobody else works at its node. */
  const isAlone = (member: number): boolean => ways.atNodeOf(member).length === 1;

  function leave(
    isMeant: (member: number) => boolean,
    most = Math.max(1, participants.length * mostAway),
  ): (() => Promise<boolean>) | undefined {
    const present = participants.slice(1).filter(({ member }) => !away.has(member) && isMeant(member));
    if (present.length === 0 || away.size >= most) return undefined;
    const { member, identity } = random.pick(present);
    away.add(member);
    return async () => {
      const isDone = await admin.client.decide('leave', identity);
      if (isDone && !left.has(member)) counts.left += 1;
      if (isDone) left.add(member);
      return isDone;
    };
  }

  function comeBack(isMeant: (member: number) => boolean): (() => Promise<boolean>) | undefined {
    const gone = participants.filter(({ member }) => left.has(member) && isMeant(member));
    if (gone.length === 0) return undefined;
    const { member, identity } = random.pick(gone);
    left.delete(member);
    knownSince.delete(member);
    sealed.delete(member);
    returning.set(member, undefined);
    // From now on it may have again what was published meanwhile.
    for (const { versions } of items()) for (const version of versions) version.withheldFrom.delete(member);
    return async () => {
      const isDone = await admin.client.decide('return', identity);
      const { current } = (isDone && (await admin.client.rosters())) || {};
      returning.set(member, current);
      return current !== undefined;
    };
  }

  /** Whether nobody else works at its node, and all nodes joined with that know of its leaving. */
  async function isCutOff(member: number): Promise<boolean> {
    if (!isAlone(member)) return false;
    for (const other of participants) {
      const tells = other.member !== member && ways.areNear(other.member, member) && !away.has(other.member);
      if (tells && !(await knows(other, member))) return false;
    }
    return true;
  }

  return {
    away,
    returning,
    sealed,
    counts,
    leaveWatched: () => leave(isAlone),
    leaveServing: () => leave((member) => serving.has(member), participants.length),
    leave: () => leave(() => true),
    comeBack: () => comeBack(() => true),
    comeBackForOthers: () => comeBack((member) => serving.has(member)),
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
    async seal() {
      for (const member of left) {
        const known = knownSince.get(member);
        if (known === undefined && (await isCutOff(member))) knownSince.set(member, performance.now());
        if (known === undefined || sealed.has(member) || performance.now() - known < sealMilliseconds) continue;
        const node = participants[member]?.node;
        if (node === undefined) continue;
        sealed.set(member, secretsIn(node.files()));
        counts.watched += 1;
      }
    },
    async knownAway(at) {
      const known: number[] = [];
      for (const member of left) if (await knows(at, member)) known.push(member);
      return known;
    },
  };
}
