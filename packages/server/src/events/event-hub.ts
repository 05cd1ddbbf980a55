import type { CredentialEnd } from '../accounts/credential-ends.ts';
import { endsViewer } from '../accounts/credential-ends.ts';
import type { Viewer } from '../accounts/viewer.ts';
import { sightOf } from '../terms/nodes-only.ts';
import type { SeesTerms } from './sees-terms.ts';

/**
 * What a stream says: that there is something to read; that something one follows stands otherwise; that something one
 * could read is gone, so that one looks anew at what one has; or, to other nodes only, that the roster is another.
 */
export type News = 'new' | 'changed' | 'gone' | 'roster';

/** Says "there is something new that you may see", and nothing about what or how much. */
export type EventHub = {
  /** Something was placed under these terms: wakes whoever sees one of them, and is among those meant. */
  announce(terms: ReadonlySet<number>, isMeant?: (viewer: Viewer) => boolean): void;
  /** Something of another kind waits for those viewers; or what they follow has changed, or is gone. */
  wake(concerns: (viewer: Viewer) => boolean, news?: Exclude<News, 'roster'>): void;
  /** Whether anybody listens, and whether a peer (its row) does. */
  isHeard(): boolean;
  isListening(peer: number): boolean;
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

export function createEventHub(sees: SeesTerms): EventHub {
  const listeners = new Set<Listener>();

  return {
    announce(terms, isMeant = () => true) {
      if (listeners.size === 0 || terms.size === 0) return;
      const woken = new Map<number, boolean>();
      for (const { viewer, wake } of listeners) {
        if (!isMeant(viewer)) continue;
        const sight = sightOf(viewer);
        let isSeen = woken.get(sight);
        if (isSeen === undefined) {
          isSeen = [...terms].some((each) => sees(viewer, each));
          woken.set(sight, isSeen);
        }
        if (isSeen) wake('new');
      }
    },
    wake(concerns, news = 'new') {
      for (const { viewer, wake } of listeners) if (concerns(viewer)) wake(news);
    },
    isHeard: () => listeners.size > 0,
    isListening: (peer) => [...listeners].some(({ viewer }) => viewer.peer === peer),
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
