import type { Viewer } from '../accounts/viewer.ts';
import type { RecordEvent } from '../audit/audit-event.ts';
import type { WriteQueue } from '../database/write-queue.ts';
import { Problem } from '../http/problem.ts';
import type { Admission } from './admission.ts';
import type { CursorStore } from './cursor-store.ts';
import { spokenFingerprint } from './fingerprint.ts';
import type { Direction, Peer } from './peer.ts';
import type { PeerLog } from './peer-log.ts';
import type { PeerStore } from './peer-store.ts';
import type { PeerTokens } from './peer-tokens.ts';
import { mustRunPeers } from './policy.ts';

export type PeerChange = {
  readonly sending?: Direction | undefined;
  readonly receiving?: Direction | undefined;
  readonly relays?: boolean | undefined;
  readonly name?: string | undefined;
};

/** Decisions about peers. Refusals: `not-allowed`, `not-found`, `conflict`, `invalid`. */
export type PeerService = {
  /**
   * Somebody has compared the fingerprints: what was agreed begins as soon as the roster names the node with its members.
   * Until then it waits, and `Admission.waitsFor` says for what.
   */
  confirm(viewer: Viewer, id: string, fingerprint: string): Promise<Peer>;
  /** Opens, pauses or ends a direction; `ended` is for good. */
  change(viewer: Viewer, id: string, change: PeerChange): Promise<Peer>;
};

type Parts = {
  readonly queue: WriteQueue;
  readonly admission: Pick<Admission, 'settle'>;
  readonly peers: PeerStore;
  readonly tokens: PeerTokens;
  readonly cursors: CursorStore;
  readonly log: PeerLog;
  readonly record: RecordEvent;
  readonly now: () => string;
  readonly forgetCredential: (credentialId: string) => void;
  /** Calls the readers to order after each change. */
  readonly changed: (peer: Peer) => void;
};

export function createPeerService(parts: Parts): PeerService {
  const { queue, admission, peers, tokens, cursors, log, record, now } = parts;

  function mustFind(id: string): Peer {
    const found = peers.find(id);
    if (found === undefined) throw new Problem('not-found', 'There is no such node.');
    return found;
  }

  return {
    async confirm(viewer, id, fingerprint) {
      mustRunPeers(viewer);
      const found = mustFind(id);
      if (found.confirmed !== undefined) return found;
      if (fingerprint.replace(/\D/g, '') !== spokenFingerprint(found.publicKey).replace(/\D/g, '')) {
        throw new Problem('invalid', 'That is not the fingerprint of this node. Do not confirm it: ask who answered.', {
          property: 'fingerprint',
        });
      }
      const compared = await queue.run(() => {
        peers.change(found.peer, { compared: found.compared ?? now() });
        log.add(found.peer, 'compared', 'The fingerprints were compared.');
        record({ kind: 'peer-changed', subjects: [found.id], detail: { what: 'compared' } }, viewer);
        return peers.get(found.peer);
      });
      const settled = await admission.settle(compared);
      parts.changed(settled);
      return settled;
    },

    async change(viewer, id, change) {
      mustRunPeers(viewer);
      const found = mustFind(id);
      for (const direction of ['sending', 'receiving'] as const) {
        if (found[direction] === 'ended' && change[direction] !== undefined && change[direction] !== 'ended') {
          throw new Problem('conflict', 'This has ended; invite the other node anew.');
        }
      }
      const { name } = change;
      if (name !== undefined && peers.all().some((each) => each.peer !== found.peer && each.name === name)) {
        throw new Problem('conflict', `There is a node named ${name} already.`);
      }
      const held = tokens.ofPeer(found.peer);
      const given = withoutUndefined(change);
      const changed = await queue.run(() => {
        peers.change(found.peer, given);
        if (change.sending === 'ended') tokens.removeAll(found.peer);
        // What it passed on so far was left lying: from the beginning, then; what is here already is known again.
        if (change.relays === true && !found.relays) cursors.reset(found.peer);
        log.add(
          found.peer,
          'changed',
          Object.entries(given)
            .map(([key, value]) => `${key}: ${value}`)
            .join(', '),
        );
        record(
          { kind: 'peer-changed', subjects: [found.id], detail: withoutUndefined({ ...change, name: undefined }) },
          viewer,
        );
        return peers.get(found.peer);
      });
      // Remembered credentials and open event streams end at once.
      if (changed.sending !== 'on') for (const token of held) parts.forgetCredential(`token:${token}`);
      parts.changed(changed);
      return changed;
    },
  };
}

type Defined<T> = { [K in keyof T]: Exclude<T[K], undefined> };

function withoutUndefined<T extends object>(given: T): Defined<T> {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as Defined<T>;
}
