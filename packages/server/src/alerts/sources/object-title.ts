import { readPosition } from '@entente/positions';
import type { Viewer } from '../../accounts/viewer.ts';
import type { MemberStore } from '../../members/member-store.ts';
import type { ObjectReader, Rendition } from '../../objects/object-reader.ts';
import type { Summaries } from '../../objects/object-summary.ts';
import type { Positions } from '../../positions/create-positions.ts';

type Parts = {
  readonly reader: ObjectReader;
  readonly summaries: Summaries;
  readonly members: MemberStore;
  readonly positions: Pick<Positions, 'reader' | 'names'>;
};

/** What an alert calls an object, and all objects of which that tells: those whose terms decide whether it may leave. */
export function createObjectTitle({ reader, summaries, members, positions }: Parts) {
  return (viewer: Viewer, id: string, current: Rendition): { title: string; tellsOf: readonly string[] } => {
    const object = summaries.parse(current);
    const position = object.type === 'opinion' ? readPosition(object) : undefined;
    if (position?.ok) {
      const { claim, holder, holderName, answer, opinion } = position.value;
      const about = positions.reader.claim(viewer, claim)?.value.name;
      const who = positions.names(viewer)(holder, holderName).name;
      const stand = answer === 'declined' ? 'would not say' : stances[opinion];
      const tellsOf = [id, ...(about === undefined ? [] : [claim]), ...namedIn(viewer, [holder])];
      return { title: `${who}: ${stand}${about === undefined ? '' : ` · ${about}`}`, tellsOf };
    }
    // A relationship is told as a sentence over the names of its ends.
    const ends = object.type === 'relationship' ? [object.source_ref, object.target_ref] : [];
    const shown = ends.filter(
      (end): end is string => typeof end === 'string' && reader.current(viewer, end) !== undefined,
    );
    return { title: summaries.of(current, viewer).title, tellsOf: [id, ...shown] };
  };

  function namedIn(viewer: Viewer, identities: readonly string[]): readonly string[] {
    return whoIsNamed(reader, members, viewer, identities);
  }
}

/** Identities that are told by their own objects: members are known to everybody. */
export function whoIsNamed(
  reader: ObjectReader,
  members: MemberStore,
  viewer: Viewer,
  identities: readonly string[],
): readonly string[] {
  const known = new Set(members.all().map(({ identity }) => identity));
  return [...new Set(identities)].filter((id) => !known.has(id) && reader.current(viewer, id) !== undefined);
}

const stances = {
  'strongly-disagree': 'strongly against',
  disagree: 'against',
  neutral: 'undecided',
  agree: 'for',
  'strongly-agree': 'strongly for',
} as const;
