import type { CredentialEnd } from '../accounts/credential-ends.ts';
import { endsViewer } from '../accounts/credential-ends.ts';
import type { Viewer } from '../accounts/viewer.ts';
import type { Database } from '../database/open-database.ts';
import { sightOf, withinSight } from '../terms/nodes-only.ts';

/** What a stream says: that there is something to read, or, to other nodes only, that the roster is another. */
export type News = 'new' | 'roster';

/** Says "there is something new that you may see", and nothing about what or how much. */
export type EventHub = {
  /** Something was placed under these terms: wakes whoever sees one of them, and is among those meant. */
  announce(terms: ReadonlySet<number>, isMeant?: (viewer: Viewer) => boolean): void;
  /** Something of another kind waits for those viewers. */
  wake(concerns: (viewer: Viewer) => boolean): void;
  /** Tells the nodes that hear this one that its roster, or what is proposed for it, is another. */
  rosterChanged(): void;
  /** Calls `wake` when there is something new for this viewer, `end` when its credential ends; returns how to stop. */
  listen(viewer: Viewer, wake: (news: News) => void, end: () => void): () => void;
  /** How many streams hang on this credential. */
  count(viewer: Viewer): number;
  credentialEnded(end: CredentialEnd): void;
  closeAll(): void;
};

type Listener = { readonly viewer: Viewer; readonly wake: (news: News) => void; readonly end: () => void };

export function createEventHub(database: Database): EventHub {
  const listeners = new Set<Listener>();
  const sees = database.prepare(`SELECT 1 FROM visible s WHERE s.terms = ?2 AND ${withinSight('?1')}`);

  return {
    announce(terms, isMeant = () => true) {
      if (listeners.size === 0 || terms.size === 0) return;
      const woken = new Map<number, boolean>();
      for (const { viewer, wake } of listeners) {
        if (!isMeant(viewer)) continue;
        const sight = sightOf(viewer);
        let isSeen = woken.get(sight);
        if (isSeen === undefined) {
          isSeen = [...terms].some((each) => sees.get(sight, each) !== undefined);
          woken.set(sight, isSeen);
        }
        if (isSeen) wake('new');
      }
    },
    wake(concerns) {
      for (const { viewer, wake } of listeners) if (concerns(viewer)) wake('new');
    },
    rosterChanged() {
      for (const { viewer, wake } of listeners) if (viewer.peer !== undefined) wake('roster');
    },
    listen(viewer, wake, end) {
      const listener = { viewer, wake, end };
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    count: ({ credentialId }) => [...listeners].filter(({ viewer }) => viewer.credentialId === credentialId).length,
    credentialEnded(ended) {
      for (const listener of listeners) {
        if (!endsViewer(ended, listener.viewer)) continue;
        listeners.delete(listener);
        listener.end();
      }
    },
    closeAll() {
      for (const listener of listeners) listener.end();
      listeners.clear();
    },
  };
}
