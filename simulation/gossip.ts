import type { Participant } from './coalition.ts';
import type { Item } from './item.ts';
import type { Gossip } from './lies.ts';
import type { Ways } from './ways.ts';
import type { Workload } from './workload.ts';

/** What the liar hears of the others without anybody having told it a secret. */
export function gossipOf(
  participants: readonly Participant[],
  liar: number,
  items: () => readonly Item[],
  workload: Workload,
  ways: Ways,
): Gossip {
  const identity = (member: number): string => participants[member]?.identity ?? '';
  const saidBy = (isMeant: (item: Item) => boolean) =>
    items()
      .filter((item) => item.author !== liar && isMeant(item))
      // What it knows and nobody else may is no secret any more, whatever the others' nodes do; nor are orders to purge
      // sent to those to whom their owners never released anything.
      .flatMap(({ versions }) =>
        versions.filter(({ terms, isForAllThere }) => {
          return isForAllThere && (terms.tlp === 'clear' || terms.tlp === 'green') && terms.isBound !== true;
        }),
      )
      .flatMap(({ text }) => workload.sent(text) ?? []);
  const hear = participants.filter(({ member }) => member !== liar && ways.areNear(liar, member));
  return {
    own: identity(liar),
    others: participants.filter(({ member }) => member !== liar).map((each) => each.identity),
    said: () => saidBy(({ recalled }) => !recalled),
    // Orders go where the object went: a hub that was told before anything came tells nobody, and who never heard of it
    // keeps the lie among what it set aside. So only what those who hear the liar were told by the owner itself.
    recalled: () =>
      saidBy(({ recalled, author }) => recalled && hear.every(({ member }) => ways.areNear(author, member))),
  };
}
