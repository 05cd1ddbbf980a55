import { keyId } from '../keys/key-id.ts';
import type { RosterDocument, RosterMember } from './roster-document.ts';

/** What a roster says that cannot be, in a sentence; undefined where it holds together. */
export function inconsistency(roster: RosterDocument): string | undefined {
  const { admins, members, nodes, threshold, issued, expires } = roster;
  if (threshold > admins.length) return `it asks for ${threshold} signatures and names ${admins.length} administrators`;
  if (expires <= issued) return 'it expires before it was issued';
  if ((roster.previous === null) !== (roster.version === 1)) return 'only version 1 has none before it';
  const identities = members.map(({ identity }) => identity);
  const twice =
    repeated(identities) ??
    repeated(members.map(({ name }) => name.toLowerCase())) ??
    repeated(nodes.map(({ id }) => id)) ??
    repeated(nodes.flatMap(({ hosts }) => hosts));
  if (twice !== undefined) return `${twice} stands in it twice`;
  // One key in two hands would let one speak as the other.
  const keys = [...admins, ...nodes, ...members.flatMap((member) => member.keys)].map(({ key }) => keyId(key));
  const shared = repeated(keys);
  if (shared !== undefined) return `the key ${shared} stands in it twice`;
  const known = new Set(identities);
  const unknown = nodes.flatMap(({ operator, hosts }) => [operator, ...hosts]).find((each) => !known.has(each));
  if (unknown !== undefined) return `a node names ${unknown}, which is no member`;
  const backwards = members.find(({ joined, left }) => left !== undefined && left < joined);
  return backwards === undefined ? undefined : `${backwards.name} left before it joined`;
}

/**
 * What a roster leaves out or takes back of the one before, in a sentence: what was signed in the past could not be
 * judged any more. Members that left and keys that ended stay in it.
 */
export function forgotten(previous: RosterDocument, next: RosterDocument): string | undefined {
  const members = new Map(next.members.map((member) => [member.identity, member]));
  for (const member of previous.members) {
    const now = members.get(member.identity);
    if (now === undefined) return `${member.name} is missing; a member that left stays in it with the day`;
    if (!remembersWhen(member, now, next.issued.slice(0, 10))) {
      return `when ${member.name} was away; what was a time without it stays one`;
    }
    for (const { key, revoked } of member.keys) {
      const kept = now.keys.find((each) => keyId(each.key) === keyId(key));
      if (kept === undefined) return `a key of ${member.name} is missing; keys that ended stay in it`;
      if (revoked !== undefined && kept.revoked !== revoked) return `a key of ${member.name} was revoked, for good`;
    }
  }
  return undefined;
}

/** Whether the days on which a member was none are the same: what was signed on them does not come to count. */
function remembersWhen(before: RosterMember, after: RosterMember, today: string): boolean {
  const { joined, left, earlier = [] } = before;
  // Who was to leave only later may stay.
  const over = left !== undefined && left <= today ? [...earlier, { joined, left }] : earlier;
  const said = [
    ...(after.earlier ?? []),
    ...(after.left === undefined ? [] : [{ joined: after.joined, left: after.left }]),
  ];
  return over.every((each) => said.some((other) => other.joined === each.joined && other.left === each.left));
}

function repeated(texts: readonly string[]): string | undefined {
  return texts.find((text, index) => texts.indexOf(text) !== index);
}
