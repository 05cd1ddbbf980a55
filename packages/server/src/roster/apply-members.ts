import type { RosterDocument, RosterMember } from '@entente/exchange';
import type { RecordEvent } from '../audit/audit-event.ts';
import { Problem } from '../http/problem.ts';
import type { IdentityObjects } from '../members/identity-objects.ts';
import type { Member, MemberStore } from '../members/member-store.ts';
import type { RosterStore } from '../members/roster-store.ts';

type Parts = {
  readonly members: MemberStore;
  readonly identities: IdentityObjects;
  readonly roster: Pick<RosterStore, 'changed'>;
  readonly record: RecordEvent;
  /** Ends what could act for a member that left on that day. */
  readonly endMember: (member: number, left: string) => void;
};

/** What following a roster came to: whether anything changed, and whose accounts and tokens end. */
export type AppliedMembers = { readonly isChanged: boolean; readonly gone: readonly number[] };

/**
 * Makes the table of members say what a roster says. To be called in the transaction that takes the roster. Throws
 * `conflict` where another member has a name already.
 */
export function applyMembers(document: RosterDocument, node: string, today: string, parts: Parts): AppliedMembers {
  const { members, identities, roster, record, endMember } = parts;
  const hosts = new Set(document.nodes.find(({ id }) => id === node)?.hosts);
  const gone: number[] = [];
  let isChanged = false;
  // Those that are known first: one may have got another name to make room for a newcomer.
  const isNew = ({ identity }: RosterMember): number => (members.find(identity) === undefined ? 1 : 0);
  for (const listed of [...document.members].sort((a, b) => isNew(a) - isNew(b))) {
    const facts = factsOf(listed);
    const known = members.find(listed.identity);
    const namesake = members.find(listed.name);
    if (namesake !== undefined && namesake.identity !== listed.identity) {
      throw new Problem('conflict', `There is another member named ${listed.name} on this node.`);
    }
    if (known === undefined) {
      const added = members.add(facts);
      isChanged = true;
      // What is published in its name refers to the roster, which must know it by then.
      roster.changed();
      record({ kind: 'member-joined', members: [added.member] });
      if (hosts.has(listed.identity)) identities.publish(added);
      continue;
    }
    if (isSame(known, facts)) continue;
    isChanged = true;
    members.update(known.member, facts);
    const isGone = facts.left !== undefined && facts.left <= today;
    if (isGone && known.left === undefined) {
      record({ kind: 'member-left', members: [known.member] });
      endMember(known.member, facts.left ?? today);
      gone.push(known.member);
    } else if (known.left !== undefined && facts.left === undefined) {
      record({ kind: 'member-joined', members: [known.member] });
      gone.push(known.member);
    }
  }
  return { isChanged, gone };
}

/** A row as the roster has it. */
export function factsOf({ keys: _, earlier: __, ...facts }: RosterMember): Omit<Member, 'member'> {
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined)) as Omit<Member, 'member'>;
}

function isSame({ member: _, ...row }: Member, facts: Omit<Member, 'member'>): boolean {
  const sorted = (value: object): string => JSON.stringify(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
  return sorted(row) === sorted(facts);
}
