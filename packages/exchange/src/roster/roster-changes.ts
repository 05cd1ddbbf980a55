import { keyId } from '../keys/key-id.ts';
import type { RosterAdmin, RosterDocument, RosterKey, RosterMember, RosterNode } from './roster-document.ts';

/** One difference between two rosters, as a person who is to sign must see it. */
export type RosterChange =
  | { readonly kind: 'member-joins' | 'member-returns' | 'member-leaves'; readonly member: string; readonly on: string }
  | { readonly kind: 'member-described'; readonly member: string; readonly properties: readonly string[] }
  | { readonly kind: 'key-added' | 'key-rotated' | 'key-revoked'; readonly member: string; readonly key: string }
  | { readonly kind: 'admin-added' | 'admin-removed'; readonly name: string; readonly key: string }
  | { readonly kind: 'node-added' | 'node-removed'; readonly node: string }
  | { readonly kind: 'node-changed'; readonly node: string; readonly properties: readonly string[] }
  | { readonly kind: 'threshold'; readonly from: number; readonly to: number }
  | { readonly kind: 'expiry'; readonly from: string | undefined; readonly to: string };

/** What `next` changes of `previous`; of nothing, where it is the first. */
export function rosterChanges(previous: RosterDocument | undefined, next: RosterDocument): RosterChange[] {
  return [
    ...(previous === undefined || previous.threshold === next.threshold
      ? []
      : [{ kind: 'threshold' as const, from: previous.threshold, to: next.threshold }]),
    ...adminChanges(previous?.admins ?? [], next.admins),
    ...next.members.flatMap((member) => memberChanges(find(previous?.members ?? [], member), member)),
    ...nodeChanges(previous?.nodes ?? [], next.nodes),
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
  else if (before.left !== undefined && joined > before.joined) {
    changes.push({ kind: 'member-returns', member: name, on: joined });
  }
  if (left !== undefined && before?.left !== left) changes.push({ kind: 'member-leaves', member: name, on: left });
  if (before !== undefined) {
    const properties = changed(before, after, ['name', 'kind', 'region', 'country', 'latitude', 'longitude', 'about']);
    if (properties.length > 0) changes.push({ kind: 'member-described', member: name, properties });
  }
  return [...changes, ...keyChanges(name, before?.keys ?? [], after.keys)];
}

function keyChanges(member: string, before: readonly RosterKey[], after: readonly RosterKey[]): RosterChange[] {
  return after.flatMap(({ key, until, revoked }): RosterChange[] => {
    const id = keyId(key);
    const was = before.find((each) => keyId(each.key) === id);
    if (was === undefined) return [{ kind: 'key-added', member, key: id }];
    if (revoked !== undefined && was.revoked === undefined) return [{ kind: 'key-revoked', member, key: id }];
    return until !== undefined && was.until !== until ? [{ kind: 'key-rotated', member, key: id }] : [];
  });
}

function adminChanges(before: readonly RosterAdmin[], after: readonly RosterAdmin[]): RosterChange[] {
  const ids = (admins: readonly RosterAdmin[]) => new Map(admins.map((admin) => [keyId(admin.key), admin.name]));
  const [were, are] = [ids(before), ids(after)];
  return [
    ...[...are].filter(([key]) => !were.has(key)).map(([key, name]) => ({ kind: 'admin-added' as const, name, key })),
    ...[...were].filter(([key]) => !are.has(key)).map(([key, name]) => ({ kind: 'admin-removed' as const, name, key })),
  ];
}

function nodeChanges(before: readonly RosterNode[], after: readonly RosterNode[]): RosterChange[] {
  const gone = before.filter(({ id }) => !after.some((each) => each.id === id));
  return [
    ...after.flatMap((node): RosterChange[] => {
      const was = before.find(({ id }) => id === node.id);
      if (was === undefined) return [{ kind: 'node-added', node: node.name }];
      const properties = changed(was, node, ['name', 'url', 'key', 'tls', 'operator', 'hosts']);
      return properties.length > 0 ? [{ kind: 'node-changed', node: node.name, properties }] : [];
    }),
    ...gone.map(({ name }) => ({ kind: 'node-removed' as const, node: name })),
  ];
}

function changed<T>(before: T, after: T, properties: readonly (keyof T & string)[]): string[] {
  return properties.filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]));
}
