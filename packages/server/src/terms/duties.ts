import type { Handling } from '@entente/release';

/** The duties and dates that come with something, each as a sentence. */
export function dutiesOf({
  noOnwardRelease,
  notForCourt,
  nodesOnly,
  reviewAfter,
  purgeAfter,
  notBefore,
}: Handling): readonly string[] {
  return [
    ...(noOnwardRelease ? ['Not to be passed on without the originator’s word.'] : []),
    ...(notForCourt ? ['Not for use in court.'] : []),
    ...(nodesOnly ? ['For Entente nodes only: not for plain TAXII clients or files.'] : []),
    ...(notBefore === undefined ? [] : [`Not before ${momentWords(notBefore)}.`]),
    ...(reviewAfter === undefined ? [] : [`To be reviewed after ${momentWords(reviewAfter)}.`]),
    ...(purgeAfter === undefined ? [] : [`To be purged after ${momentWords(purgeAfter)}.`]),
  ];
}

/** `2026-12-01 14:05 UTC`: parts of seconds tell a reader nothing. */
export function momentWords(timestamp: string): string {
  return `${timestamp.slice(0, 10)} ${timestamp.slice(11, 16)} UTC`;
}
