import type { Viewer } from '../accounts/viewer.ts';
import type { PlacementChanges, SightChanges } from '../audit/releases.ts';
import type { EventHub } from './event-hub.ts';
import type { SeesTerms } from './sees-terms.ts';

/**
 * Watches what anybody loses: what is recalled, purged or taken out, what is narrowed, whom a group or a date no longer
 * lets see. Whoever could see it, and listens, is told to look anew at what he has open; not what it was.
 */
export type WithdrawalWatch = {
  readonly placements: Pick<PlacementChanges, 'moving' | 'removing'>;
  readonly sight: Pick<SightChanges, 'lost'>;
};

export function createWithdrawalWatch(events: Pick<EventHub, 'isHeard' | 'wake'>, sees: SeesTerms): WithdrawalWatch {
  /** What was told of in this turn: thousands that go together mostly stand under the same few terms. */
  const told = new Set<string>();

  /** Other nodes hear by orders what to purge. */
  function tell(concerns: (viewer: Viewer) => boolean): void {
    events.wake((viewer) => viewer.peer === undefined && concerns(viewer), 'gone');
  }

  function once(what: string, concerns: (viewer: Viewer) => boolean): void {
    if (!events.isHeard() || told.has(what)) return;
    if (told.size === 0) setImmediate(() => told.clear());
    told.add(what);
    tell(concerns);
  }

  return {
    placements: {
      removing({ terms }) {
        once(`${terms}`, (viewer) => sees(viewer, terms));
      },
      moving({ terms }, to) {
        once(`${terms} ${to}`, (viewer) => sees(viewer, terms) && !sees(viewer, to));
      },
    },
    sight: {
      lost(terms, principals) {
        if (!events.isHeard()) return;
        const losing = new Set(principals);
        // A program of one of them need not have seen it: what is for nodes only it never had.
        tell((viewer) => losing.has(viewer.principal) && sees(viewer, terms));
      },
    },
  };
}
