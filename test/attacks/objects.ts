import { randomUUID } from 'node:crypto';
import { claimExtensionId, positionExtensionId, statementExtensionId } from '@entente/positions';
import { paragraphsExtensionId, writeReleaseMarking } from '@entente/release';
import { type JsonObject, observableId, type TlpLevel, tlpMarkings } from '@entente/stix';
import type { Member } from './coalition.ts';

/** The id of the standard's TLP 2.0 marking. */
export function tlp(level: TlpLevel): string {
  for (const [id, marking] of tlpMarkings) if (marking.version === 2 && marking.level === level) return id;
  throw new Error(`no TLP level ${level}`);
}

/** A release marking of `author` that names who may have what carries it; a new one each time. */
export function releaseTo(
  author: Member,
  ...to: readonly { readonly identity: string }[]
): JsonObject & { id: string } {
  return writeReleaseMarking(
    { to: to.map(({ identity }) => identity) },
    { id: `marking-definition--${randomUUID()}`, created: '2026-01-01T00:00:00.000Z', createdBy: author.identity },
  ) as JsonObject & { id: string };
}

/** A release marking of `author` for Entente nodes only; a new one each time. */
export function keptToNodes(author: Member): JsonObject & { id: string } {
  return writeReleaseMarking(
    { handling: { nodesOnly: true } },
    { id: `marking-definition--${randomUUID()}`, created: '2026-01-01T00:00:00.000Z', createdBy: author.identity },
  ) as JsonObject & { id: string };
}

type Wanted = Record<string, unknown> & { readonly id?: string };

/** A note of `author`; what is given replaces what is made up. */
export function note(author: Member, markings: readonly string[], wanted: Wanted = {}) {
  const created = typeof wanted.created === 'string' ? wanted.created : '2026-01-02T00:00:00.000Z';
  return {
    type: 'note',
    spec_version: '2.1',
    id: `note--${randomUUID()}`,
    created_by_ref: author.identity,
    created,
    modified: created,
    content: 'a note',
    object_refs: [author.identity],
    ...(markings.length === 0 ? {} : { object_marking_refs: markings }),
    ...wanted,
  };
}

/** An IPv4 address: an observable, whose id everybody can work out. */
export function address(value: string, markings: readonly string[] = []) {
  const object = { type: 'ipv4-addr', spec_version: '2.1', value };
  return {
    ...object,
    id: String(observableId(object)),
    ...(markings.length === 0 ? {} : { object_marking_refs: markings }),
  };
}

export function relationship(author: Member, from: string, to: string, markings: readonly string[]) {
  return {
    type: 'relationship',
    spec_version: '2.1',
    id: `relationship--${randomUUID()}`,
    created_by_ref: author.identity,
    created: '2026-01-02T00:00:00.000Z',
    modified: '2026-01-02T00:00:00.000Z',
    relationship_type: 'related-to',
    source_ref: from,
    target_ref: to,
    object_marking_refs: markings,
  };
}

/** An indicator, which exports list beside all else. */
export function indicator(author: Member, markings: readonly string[], name: string) {
  const { object_refs: _, content: __, ...common } = note(author, markings);
  return {
    ...common,
    type: 'indicator',
    id: `indicator--${randomUUID()}`,
    name,
    pattern: "[ipv4-addr:value = '198.51.100.9']",
    pattern_type: 'stix',
    valid_from: '2026-01-01T00:00:00Z',
  };
}

/** A claim of `author`. */
export function claim(author: Member, markings: readonly string[], name: string) {
  const extensions = { [claimExtensionId]: { extension_type: 'new-sdo' } };
  return { ...envelope('claim', author, markings), name, extensions };
}

/** Where `holder` stands on a claim, as `author` says. */
export function position(
  author: Member,
  markings: readonly string[],
  on: string,
  holder: string,
  opinion: string,
  since = '2019-02-06',
) {
  const extension = { extension_type: 'property-extension', holder_ref: holder, since };
  const extensions = { [positionExtensionId]: extension };
  return { ...envelope('opinion', author, markings), opinion, object_refs: [on], extensions };
}

/** What `speaker` said on a claim, as `author` has it. */
export function statement(
  author: Member,
  markings: readonly string[],
  on: string,
  speaker: string,
  stance: string,
  said = '2019-02-06',
) {
  const extensions = { [statementExtensionId]: { extension_type: 'new-sdo' } };
  const spoken = { kind: 'said', said, speaker_ref: speaker, claim_ref: on, stance, quote: 'weather' };
  return { ...envelope('statement', author, markings), ...spoken, extensions };
}

/** A text that came in, of one sentence. */
export function report(author: Member, markings: readonly string[], name: string) {
  const text = `The harbour keeper reads the ${name} and expects fog.`;
  const extension = { extension_type: 'property-extension', paragraphs: [{ text }] };
  const more = { name, published: '2019-02-06T00:00:00Z', extensions: { [paragraphsExtensionId]: extension } };
  return { ...envelope('report', author, markings), ...more, object_refs: [author.identity] };
}

/** That one report is a copy of another. */
export function copyOf(author: Member, markings: readonly string[], one: string, other: string) {
  return { ...relationship(author, one, other, markings), relationship_type: 'duplicate-of' };
}

function envelope(type: string, author: Member, markings: readonly string[]) {
  return {
    type,
    spec_version: '2.1',
    id: `${type}--${randomUUID()}`,
    created_by_ref: author.identity,
    created: '2026-01-02T00:00:00.000Z',
    modified: '2026-01-02T00:00:00.000Z',
    ...(markings.length === 0 ? {} : { object_marking_refs: markings }),
  };
}
