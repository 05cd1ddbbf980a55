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
    ...(notBefore === undefined ? [] : [`Not before ${notBefore}.`]),
    ...(reviewAfter === undefined ? [] : [`To be reviewed after ${reviewAfter}.`]),
    ...(purgeAfter === undefined ? [] : [`To be purged after ${purgeAfter}.`]),
  ];
}
