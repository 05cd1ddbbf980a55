import { type JsonObject, tlpMarkings } from '@entente/stix';
import { releaseExtensionId } from './extension-definitions.ts';
import { type ReleaseMarking, readReleaseMarking } from './release-marking.ts';
import type { Tlp } from './terms.ts';

/** What one marking says about release. */
export type MarkingEffect =
  | { kind: 'tlp'; id: string; tlp: Tlp }
  | ({ kind: 'release'; id: string } & ReleaseMarking)
  | { kind: 'neutral'; id: string }
  | { kind: 'closed'; id: string; reason: string };

/**
 * Finds the marking-definition with an id, among those of the owner of what it marks: another owner's object of the
 * same id must never stand in for it.
 */
export type LookupMarking = (id: string) => JsonObject | undefined;

/** Marking types that state rights or languages and say nothing of who may read. */
const neutralTypes: readonly unknown[] = ['statement', 'copyright'];

/** Reads one marking. Whatever is not understood to the last property closes. */
export function readMarking(id: string, lookup: LookupMarking): MarkingEffect {
  const standard = tlpMarkings.get(id);
  if (standard !== undefined) return { kind: 'tlp', id, tlp: standard.level };
  const definition = lookup(id);
  if (definition === undefined) return { kind: 'closed', id, reason: `unresolved:${id}` };
  const unknown: MarkingEffect = { kind: 'closed', id, reason: `unknown-marking:${id}` };
  if (definition.type !== 'marking-definition' || definition.id !== id) return unknown;

  const { definition_type: type, extensions } = definition;
  if (extensions === undefined) return neutralTypes.includes(type) ? { kind: 'neutral', id } : unknown;
  const readable = type === undefined || neutralTypes.includes(type);
  if (!readable || typeof extensions !== 'object' || extensions === null || Array.isArray(extensions)) return unknown;
  const { [releaseExtensionId]: release, ...others } = extensions as JsonObject;
  if (release === undefined || Object.keys(others).length > 0) return unknown;
  const marking = readReleaseMarking(release);
  if (marking === undefined) return { kind: 'closed', id, reason: `unreadable:${id}` };
  return { kind: 'release', id, ...marking };
}
