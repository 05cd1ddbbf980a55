import type { GivenStatement, Proposal } from '@entente/server/api-types';

/** What is sent where a proposal is accepted as it is. A person with a full name becomes an identity. */
export function acceptedAs(proposal: Proposal): GivenStatement {
  const { id, source, cue, content, kind, negated, hedged, said, speaker, speakerName, office, spokenFor } = proposal;
  return {
    proposal: id,
    source,
    cue,
    content,
    kind,
    negated,
    hedged,
    quantities: proposal.quantities,
    ...(said ? { said } : {}),
    ...(speaker ? { speaker: speaker.id } : {}),
    ...(speakerName ? { speakerName } : {}),
    ...(office ? { office } : {}),
    ...(spokenFor ? { spokenFor: spokenFor.id } : {}),
    newPerson: !speaker && proposal.speakerKind === 'person' && isFullName(speakerName ?? ''),
  };
}

/** Two capitalised words or more: who is only described is not made a person. */
function isFullName(name: string): boolean {
  const words = name.trim().split(/\s+/);
  return (
    words.length > 1 &&
    words.length < 6 &&
    words.every((word) => /^\p{Lu}|^(?:al|bin|ben|de|del|der|den|da|di|du|el|la|le|van|von|ter|ibn)$/u.test(word))
  );
}
