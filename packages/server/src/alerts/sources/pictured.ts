import { hash } from 'node:crypto';
import type { Signal } from '@entente/positions';
import type { Viewer } from '../../accounts/viewer.ts';
import type { LedgerParts } from '../../commitments/create-ledger.ts';
import type { MemberStore } from '../../members/member-store.ts';
import type { ObjectReader } from '../../objects/object-reader.ts';
import type { Positions } from '../../positions/create-positions.ts';
import { stateOf } from '../../positions/position-views.ts';
import { signalSentence } from '../../positions/signal-sentence.ts';
import { mostNews, type Source } from '../found.ts';
import { whoIsNamed } from './object-title.ts';
import { stateSource } from './state.ts';

type Parts = {
  readonly positions: Pick<Positions, 'pictures' | 'names' | 'dismissals'>;
  readonly ledger: Pick<LedgerParts, 'lapses' | 'reader'>;
  readonly reader: ObjectReader;
  readonly members: MemberStore;
  readonly today: () => string;
};

/** News that the picture points out: signals that nobody put aside, and announcements whose window is over. */
export function createPictured({ positions, ledger, reader, members, today }: Parts): {
  signals: Source<'signals'>;
  lapses: Source<'lapses'>;
} {
  const { pictures, names, dismissals } = positions;
  const who = (viewer: Viewer, { parties }: Signal) =>
    whoIsNamed(
      reader,
      members,
      viewer,
      parties.flatMap(({ holder, principal }) => [holder, principal]),
    );
  return {
    signals: {
      ...stateSource<'signals'>(
        (_, { kinds }) => `Signals: ${kinds.join(', ')}`,
        (viewer, { kinds }) => {
          const seen = pictures.whole(viewer, today(), true);
          const put = dismissals.all(viewer);
          const name = names(viewer);
          return pictures
            .signals(seen.picture)
            .filter((each) => kinds.includes(each.kind) && put.get(each.key)?.state !== stateOf(each))
            .slice(0, mostNews)
            .map((each) => ({
              // What a signal rests on is part of it: with more or less it is another.
              key: hash('sha256', `${each.key} ${stateOf(each)}`, 'hex'),
              what: 'signal',
              path: `/claims/${each.claim}`,
              title: signalSentence(each, name),
              tellsOf: [each.claim, ...each.rests, ...who(viewer, each)],
            }));
        },
      ),
      ready: (viewer) => pictures.prepare(viewer),
    },
    lapses: {
      ...stateSource(
        () => 'Announcements that are overdue',
        (viewer) =>
          ledger.lapses(viewer, today()).map(({ expectation, name, window }) => ({
            key: `${expectation} ${window.to ?? window.from}`,
            what: 'overdue',
            path: '/expectations',
            title: name,
            tellsOf: [expectation],
          })),
      ),
      ready: ledger.reader.prepare,
    },
  };
}
