import { canonicalize, type JsonValue } from '@entente/stix';
import { keyId } from '../keys/key-id.ts';
import type { RosterAdmin, RosterDocument, RosterKey, RosterMember, RosterNode } from './roster-document.ts';

/** One difference between two rosters, as a person who is to sign must see it. */
export type RosterChange =
  | { readonly kind: 'member-joins' | 'member-returns' | 'member-leaves'; readonly member: string; readonly on: string }
  | { readonly kind: 'member-described'; readonly member: string; readonly properties: readonly string[] }
  /** What is said of when it was a member, beyond that it joins, leaves or comes back now. */
  | { readonly kind: 'member-periods'; readonly member: string }
  | { readonly kind: 'key-added'; readonly member: string; readonly key: string; readonly from: string }
  | { readonly kind: 'key-rotated' | 'key-revoked'; readonly member: string; readonly key: string }
  /** What is said of when its signatures count, beyond that it ends or is revoked now. */
  | { readonly kind: 'key-dates'; readonly member: string; readonly key: string }
  | { readonly kind: 'admin-added' | 'admin-removed' | 'admin-changed'; readonly name: string; readonly key: string }
  | { readonly kind: 'coalition-renamed'; readonly to: string }
  | { readonly kind: 'node-added'; readonly node: string; readonly hosts: readonly string[] }
  | { readonly kind: 'node-removed'; readonly node: string }
  | { readonly kind: 'node-changed'; readonly node: string; readonly properties: readonly string[] }
  | { readonly kind: 'threshold'; readonly from: number; readonly to: number }
  | { readonly kind: 'expiry'; readonly from: string | undefined; readonly to: string };

/**
 * What `next` changes of `previous`; of nothing, where it is the first. Whatever is another says so: whoever is to sign
 * reads this and not the document.
 */
export function rosterChanges(previous: RosterDocument | undefined, next: RosterDocument): RosterChange[] {
  const { name } = next.coalition;
  return [
    ...(previous === undefined || previous.coalition.name === name
      ? []
      : [{ kind: 'coalition-renamed' as const, to: name }]),
    ...(previous === undefined || previous.threshold === next.threshold
      ? []
      : [{ kind: 'threshold' as const, from: previous.threshold, to: next.threshold }]),
    ...adminChanges(previous?.admins ?? [], next.admins),
    ...next.members.flatMap((member) => memberChanges(find(previous?.members ?? [], member), member)),
    ...nodeChanges(previous?.nodes ?? [], next),
    ...(previous?.expires === next.expires
      ? []
      : [{ kind: 'expiry' as const, from: previous?.expires, to: next.expires }]),
  ];
}

function find(members: readonly RosterMember[], { identity }: RosterMember): RosterMember | undefined {
  return members.find((each) => each.identity === identity);
}

function memberChanges(before: RosterMember | undefined, after: RosterMember): RosterChange[] {
  const { name, joined, left } = after;
  const changes: RosterChange[] = [];
  if (before === undefined) changes.push({ kind: 'member-joins', member: name, on: joined });
  else if (returns(before, after)) changes.push({ kind: 'member-returns', member: name, on: joined });
  if (left !== undefined && before?.left !== left) changes.push({ kind: 'member-leaves', member: name, on: left });
  if (!isSame(earlierOf(after), expectedEarlier(before, after))) {
    changes.push({ kind: 'member-periods', member: name });
  } else if (before !== undefined && !returns(before, after) && before.joined !== joined) {
    changes.push({ kind: 'member-periods', member: name });
  }
  if (before !== undefined) {
    const properties = changed(before, after, ['name', 'kind', 'region', 'country', 'latitude', 'longitude', 'about']);
    if (properties.length > 0) changes.push({ kind: 'member-described', member: name, properties });
  }
  return [...changes, ...keyChanges(name, before?.keys ?? [], after.keys)];
}

function returns(before: RosterMember, { joined, left }: RosterMember): boolean {
  return before.left !== undefined && (left === undefined || joined > before.joined);
}

const earlierOf = ({ earlier = [] }: RosterMember) => earlier;

function expectedEarlier(before: RosterMember | undefined, after: RosterMember): NonNullable<RosterMember['earlier']> {
  if (before === undefined) return [];
  const { joined, left } = before;
  return left !== undefined && returns(before, after) ? [...earlierOf(before), { joined, left }] : earlierOf(before);
}

function keyChanges(member: string, before: readonly RosterKey[], after: readonly RosterKey[]): RosterChange[] {
  return after.flatMap(({ key, from, until, revoked }): RosterChange[] => {
    const id = keyId(key);
    const was = before.find((each) => keyId(each.key) === id);
    if (was === undefined) return [{ kind: 'key-added', member, key: id, from }];
    const changes: RosterChange[] = [];
    const isRevoked = revoked !== undefined && was.revoked === undefined;
    const isRotated = until !== undefined && was.until === undefined;
    if (isRevoked) changes.push({ kind: 'key-revoked', member, key: id });
    if (isRotated && !isRevoked) changes.push({ kind: 'key-rotated', member, key: id });
    if (was.from !== from || (!isRotated && was.until !== until) || (!isRevoked && was.revoked !== revoked)) {
      changes.push({ kind: 'key-dates', member, key: id });
    }
    return changes;
  });
}

function adminChanges(before: readonly RosterAdmin[], after: readonly RosterAdmin[]): RosterChange[] {
  const byKey = (admins: readonly RosterAdmin[]) => new Map(admins.map((admin) => [keyId(admin.key), admin]));
  const [were, are] = [byKey(before), byKey(after)];
  return [
    ...[...are].flatMap(([key, admin]): RosterChange[] => {
      const was = were.get(key);
      const { name } = admin;
      if (was === undefined) return [{ kind: 'admin-added', name, key }];
      return changed(was, admin, ['name', 'member']).length > 0 ? [{ kind: 'admin-changed', name, key }] : [];
    }),
    ...[...were]
      .filter(([key]) => !are.has(key))
      .map(([key, { name }]) => ({ kind: 'admin-removed' as const, name, key })),
  ];
}

function nodeChanges(
  before: readonly RosterNode[],
  { nodes: after, members }: Pick<RosterDocument, 'nodes' | 'members'>,
): RosterChange[] {
  const names = new Map(members.map(({ identity, name }) => [identity, name]));
  const gone = before.filter(({ id }) => !after.some((each) => each.id === id));
  return [
    ...after.flatMap((node): RosterChange[] => {
      const was = before.find(({ id }) => id === node.id);
      if (was === undefined) {
        return [{ kind: 'node-added', node: node.name, hosts: node.hosts.map((host) => names.get(host) ?? host) }];
      }
      const properties = changed(was, node, ['name', 'url', 'key', 'tls', 'operator', 'hosts']);
      return properties.length > 0 ? [{ kind: 'node-changed', node: node.name, properties }] : [];
    }),
    ...gone.map(({ name }) => ({ kind: 'node-removed' as const, node: name })),
  ];
}

function changed<T>(before: T, after: T, properties: readonly (keyof T & string)[]): string[] {
  return properties.filter((name) => !isSame(before[name], after[name]));
}

/** Canonical, so that the order of properties is no difference: the hash knows none either. */
function isSame(one: unknown, other: unknown): boolean {
  return canonicalOf(one) === canonicalOf(other);
}

function canonicalOf(value: unknown): string {
  return value === undefined ? '' : canonicalize(JSON.parse(JSON.stringify(value)) as JsonValue);
}
