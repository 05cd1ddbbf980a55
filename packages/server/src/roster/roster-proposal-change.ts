import { keyId, PublicJwk, type RosterDocument, RosterMember, RosterNode } from '@entente/exchange';
import { z } from 'zod';
import { Problem } from '../http/problem.ts';
import { canSign, type RosterContent } from './roster-of-members.ts';

const member = z.string().min(1).max(300).describe('identity id or name of a member');
const day = z.iso.date().optional().describe('today where absent');

/** One thing that a proposal changes. */
export const ProposalChange = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('join'),
    member: RosterMember.omit({ joined: true, left: true, earlier: true, keys: true }).partial({ identity: true }),
    joined: day,
    keys: z.array(PublicJwk).max(20).default([]).describe('none where this node is to host it and make its key'),
    node: RosterNode.omit({ operator: true, hosts: true }).optional().describe('where it has a node of its own'),
  }),
  z.strictObject({ kind: z.literal('leave'), member, on: day }),
  z.strictObject({ kind: z.literal('return'), member, on: day }),
  z.strictObject({ kind: z.literal('add-key'), member, key: PublicJwk }),
  z.strictObject({
    kind: z.literal('rotate-key'),
    member,
    curve: z.enum(['Ed25519', 'P-256']).optional().describe('that of the key before where absent'),
  }),
  z.strictObject({
    kind: z.literal('replace-keys'),
    member,
    keys: z.array(PublicJwk).min(1).max(20).describe('those that it signs with now, on a node of its own'),
  }),
  z.strictObject({ kind: z.literal('revoke-key'), key: z.string().max(100).describe('id of the key') }),
  z.strictObject({ kind: z.literal('add-admin'), name: z.string().min(1).max(200), key: PublicJwk }),
  z.strictObject({ kind: z.literal('remove-admin'), key: z.string().max(100).describe('id of the key') }),
  z.strictObject({ kind: z.literal('threshold'), threshold: z.int().min(1).max(200) }),
  z.strictObject({ kind: z.literal('put-node'), node: RosterNode }),
  z.strictObject({ kind: z.literal('remove-node'), node: z.string().max(100).describe('id of the node') }),
  z.strictObject({ kind: z.literal('renew') }),
]);
export type ProposalChange = z.infer<typeof ProposalChange>;

export type ChangeContext = {
  readonly now: string;
  readonly node: string;
  /** Makes a key for a member that this node hosts, and keeps it. */
  readonly makeKey: (identity: string, curve?: PublicJwk['crv']) => PublicJwk;
  readonly makeIdentity: () => string;
  /** The node (its id) that hosted a member last, by any version there was. */
  readonly lastHost: (identity: string) => string | undefined;
};

/** What the roster would say after a change. Throws `not-found` for what it does not name, and `conflict`. */
export function applyChange(roster: RosterContent, change: ProposalChange, context: ChangeContext): RosterContent {
  const { now } = context;
  const today = now.slice(0, 10);
  const find = (named: string): RosterMember => memberNamed(roster, named);
  const withMember = (changed: RosterMember): RosterContent => ({
    ...roster,
    members: roster.members.map((each) => (each.identity === changed.identity ? changed : each)),
  });
  switch (change.kind) {
    case 'join':
      return join(roster, change, context);
    case 'leave': {
      const found = find(change.member);
      if (found.left !== undefined) throw new Problem('conflict', `${found.name} has left already.`);
      return withoutHost(withMember({ ...found, left: change.on ?? today }), found.identity);
    }
    case 'return': {
      const { left, ...found } = find(change.member);
      if (left === undefined) throw new Problem('conflict', `${found.name} is a member.`);
      const { joined, earlier = [] } = found;
      const back = { ...found, joined: change.on ?? today, earlier: [...earlier, { joined, left }] };
      const own = roster.nodes.find(({ operator }) => operator === found.identity);
      // Its people, and its keys, are where they were when it left.
      const before = roster.nodes.find(({ id }) => id === context.lastHost(found.identity));
      return hostedAt(withMember(back), (own ?? before)?.id ?? context.node, found.identity);
    }
    case 'add-key': {
      const found = find(change.member);
      return withMember({ ...found, keys: [...found.keys, { key: change.key, from: now }] });
    }
    case 'rotate-key': {
      const found = find(change.member);
      mustHost(roster, found, context.node);
      const ended = found.keys.map((each) => (each.until === undefined ? { ...each, until: now } : each));
      const made = context.makeKey(found.identity, change.curve ?? found.keys.at(-1)?.key.crv);
      return withMember({ ...found, keys: [...ended, { key: made, from: now }] });
    }
    case 'replace-keys': {
      const found = find(change.member);
      const wanted = new Set(change.keys.map(keyId));
      const ended = found.keys.map((each) =>
        each.until === undefined && !wanted.has(keyId(each.key)) ? { ...each, until: now } : each,
      );
      const listed = new Set(found.keys.map(({ key }) => keyId(key)));
      const added = change.keys.filter((key) => !listed.has(keyId(key))).map((key) => ({ key, from: now }));
      return withMember({ ...found, keys: [...ended, ...added] });
    }
    case 'revoke-key':
      return revoke(roster, change.key, context);
    case 'add-admin':
      return { ...roster, admins: [...roster.admins, { name: change.name, key: change.key }] };
    case 'remove-admin': {
      const admins = roster.admins.filter(({ key }) => keyId(key) !== change.key);
      if (admins.length === roster.admins.length) throw new Problem('not-found', 'No administrator has that key.');
      return { ...roster, admins };
    }
    case 'threshold':
      return { ...roster, threshold: change.threshold };
    case 'put-node':
      return {
        ...roster,
        nodes: [
          ...roster.nodes
            .filter(({ id }) => id !== change.node.id)
            .map((each) => ({ ...each, hosts: each.hosts.filter((host) => !change.node.hosts.includes(host)) })),
          change.node,
        ],
      };
    case 'remove-node':
      if (change.node === context.node) throw new Problem('conflict', 'That is this node itself.');
      return { ...roster, nodes: roster.nodes.filter(({ id }) => id !== change.node) };
    case 'renew':
      return roster;
  }
}

/** A member by name (any case) or identity. Throws `not-found`. */
export function memberNamed({ members }: Pick<RosterDocument, 'members'>, named: string): RosterMember {
  const wanted = named.toLowerCase();
  const found = members.find(({ identity, name }) => identity === wanted || name.toLowerCase() === wanted);
  if (found === undefined) throw new Problem('not-found', `The roster names no member ${named}.`);
  return found;
}

function join(
  roster: RosterContent,
  { member: facts, joined, keys, node }: Extract<ProposalChange, { kind: 'join' }>,
  { now, node: here, makeKey, makeIdentity }: ChangeContext,
): RosterContent {
  const identity = facts.identity ?? makeIdentity();
  const isHosted = node === undefined;
  const listed = keys.length > 0 || !isHosted ? keys : [makeKey(identity)];
  const added: RosterMember = {
    ...facts,
    identity,
    joined: joined ?? now.slice(0, 10),
    keys: listed.map((key) => ({ key, from: now })),
  };
  const joinedIn = { ...roster, members: [...roster.members, added] };
  return isHosted
    ? hostedAt(joinedIn, here, identity)
    : { ...joinedIn, nodes: [...roster.nodes, { ...node, operator: identity, hosts: [identity] }] };
}

function revoke(roster: RosterContent, id: string, { now, node, makeKey }: ChangeContext): RosterContent {
  const holder = roster.members.find(({ keys }) => keys.some(({ key }) => keyId(key) === id));
  if (holder === undefined) throw new Problem('not-found', 'No member has that key.');
  const keys = holder.keys.map((each) => (keyId(each.key) === id ? { ...each, revoked: each.revoked ?? now } : each));
  const isHere = roster.nodes.some((each) => each.id === node && each.hosts.includes(holder.identity));
  const made = canSign({ keys }) || !isHere ? undefined : makeKey(holder.identity, keys.at(-1)?.key.crv);
  const replaced = made === undefined ? keys : [...keys, { key: made, from: now }];
  return {
    ...roster,
    members: roster.members.map((each) => (each === holder ? { ...holder, keys: replaced } : each)),
  };
}

function hostedAt(roster: RosterContent, node: string, identity: string): RosterContent {
  return {
    ...roster,
    nodes: roster.nodes.map((each) => (each.id === node ? { ...each, hosts: [...each.hosts, identity] } : each)),
  };
}

function withoutHost(roster: RosterContent, identity: string): RosterContent {
  return {
    ...roster,
    nodes: roster.nodes.map((each) => ({ ...each, hosts: each.hosts.filter((host) => host !== identity) })),
  };
}

function mustHost({ nodes }: RosterContent, { identity, name }: RosterMember, node: string): void {
  if (nodes.some(({ id, hosts }) => id === node && hosts.includes(identity))) return;
  throw new Problem('conflict', `${name} is not hosted here; its own node makes its keys.`);
}
