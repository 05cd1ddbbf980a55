import { compact, compactly, Fields, type Reading, refuse } from '@entente/positions';
import type { JsonObject, StixObject } from '@entente/stix';
import { type Commitment, type Link, type LinkKind, linkKinds } from '../ledger/commitment.ts';
import { recordOf, require } from './common.ts';
import { extensionsOf } from './extension-ids.ts';

/** A commitment with the links that it names itself. Links that its reader may not know of are not there. */
export type ReadCommitment = { readonly commitment: Commitment; readonly links: readonly Link[] };

const linkProperties: Readonly<Record<LinkKind, string>> = {
  'part-of': 'part_of_refs',
  replaces: 'replaces_refs',
  'same-as': 'same_as_refs',
};

/** What a STIX object of type `commitment` says. */
export function readCommitment(object: StixObject): Reading<ReadCommitment> {
  if (object.type !== 'commitment') return refuse('type must be commitment');
  const fields = new Fields(object);
  const required = {
    name: fields.text('name'),
    commitment_kind: fields.text('commitment_kind'),
    by_ref: fields.ref('by_ref', ['identity']),
  };
  require(fields, required);
  const [from, until] = [fields.day('valid_from'), fields.day('valid_until')];
  if (from !== undefined && until !== undefined && from > until) {
    fields.problems.push('valid_until must not be before valid_from');
  }
  const commitment = {
    id: object.id,
    counterparts: fields.refs('counterpart_refs', ['identity']),
    dependsOn: fields.refs('depends_on_refs', ['commitment']),
    ...recordOf(object),
    ...compactly({
      place: fields.text('place'),
      region: fields.text('region'),
      line: fields.text('line_of_effort'),
      from,
      until,
      description: fields.text('description'),
    }),
  };
  const links = linkKinds.flatMap((kind) =>
    fields.refs(linkProperties[kind], ['commitment']).map((to): Link => ({ kind, from: object.id, to })),
  );
  const { name, commitment_kind: kind, by_ref: by } = required;
  if (name === undefined || kind === undefined || by === undefined || fields.problems.length > 0) {
    return refuse(...fields.problems);
  }
  return { ok: true, value: { commitment: { ...commitment, name, kind, by }, links } };
}

/** A commitment's properties on the wire; ids, dates, originator and markings are set by who publishes it. */
export function writeCommitment(
  commitment: Omit<Commitment, 'id' | 'owner' | 'recorded'>,
  links: readonly Omit<Link, 'from'>[] = [],
): JsonObject {
  const to = (wanted: LinkKind): string[] => links.filter(({ kind }) => kind === wanted).map((each) => each.to);
  return compact({
    type: 'commitment',
    name: commitment.name,
    description: commitment.description,
    commitment_kind: commitment.kind,
    by_ref: commitment.by,
    counterpart_refs: commitment.counterparts,
    place: commitment.place,
    region: commitment.region,
    line_of_effort: commitment.line,
    valid_from: commitment.from,
    valid_until: commitment.until,
    depends_on_refs: commitment.dependsOn,
    part_of_refs: to('part-of'),
    replaces_refs: to('replaces'),
    same_as_refs: to('same-as'),
    extensions: extensionsOf('commitment'),
  });
}

/** The link that a STIX relationship between two commitments means (`duplicate-of` is the standard's `same-as`). */
export function readLink(object: StixObject): Link | undefined {
  const { type, relationship_type: said, source_ref: from, target_ref: to } = object;
  const kind = linkKinds.find((each) => each === (said === 'duplicate-of' ? 'same-as' : said));
  if (type !== 'relationship' || kind === undefined) return undefined;
  const isCommitment = (id: unknown): id is string => typeof id === 'string' && id.startsWith('commitment--');
  return isCommitment(from) && isCommitment(to) ? { kind, from, to } : undefined;
}
