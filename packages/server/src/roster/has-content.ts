import type { RosterDocument } from '@entente/exchange';
import { canonicalize, type JsonObject } from '@entente/stix';
import type { RosterContent } from './roster-of-members.ts';

/** Whether a roster says so already; when it was written, and its place among the others, do not count. */
export function hasContent(document: RosterDocument, content: RosterContent): boolean {
  const { coalition, threshold, admins, members, nodes } = document;
  return textOf({ coalition, threshold, admins, members, nodes }) === textOf(content);
}

/** The same text for the same content, in whatever order it lists things. */
function textOf({ coalition: _, members, nodes, ...content }: RosterContent): string {
  const by = <T>(key: (each: T) => string, list: readonly T[]): T[] =>
    [...list].sort((a, b) => (key(a) < key(b) ? -1 : 1));
  const listed = nodes.map((node) => ({ ...node, hosts: [...node.hosts].sort() }));
  return canonicalize({
    ...content,
    members: by(({ identity }) => identity, members),
    nodes: by(({ id }) => id, listed),
  } as JsonObject);
}
