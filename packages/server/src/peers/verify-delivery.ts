import {
  createProofVerifier,
  type KeyRing,
  type ProofRefusal,
  type ProofTerms,
  type ProofVerifier,
} from '@entente/exchange';
import type { JsonObject, JsonValue } from '@entente/stix';
import type { SignedRoster } from '../roster/signed-roster.ts';
import type { DeliveryNote } from './delivery-note.ts';
import type { Peer } from './peer.ts';

/** One object as it came from a peer, with what the peer says of it, and its originator's proof. */
export type Arrived = {
  readonly bytes: Uint8Array;
  readonly value: JsonValue;
  readonly note: DeliveryNote;
  readonly proof?: JsonObject | undefined;
};

/** `left`: it is somebody else's to deliver, who hosts its owner. */
export type Verdict =
  | { readonly state: 'good'; readonly note: DeliveryNote; readonly proof: JsonObject; readonly sha256: string }
  | { readonly state: 'left' }
  | {
      readonly state: 'bad';
      readonly rule: string;
      readonly reason: string;
      /** It may be that the way damaged it, and that it comes whole the next time. */
      readonly isDamaged: boolean;
      /** Its own node has yet to hear that the key was revoked, and signs it anew then. */
      readonly isYetToSign?: boolean;
    };

/** What was judged by which roster: where that is not in force any more, it is judged anew. */
export type Judged = { readonly roster: string; readonly verdicts: readonly Verdict[] };

/** Says of each object whether it is what its owner released, by the owner's own signature. Before anything is written. */
export type VerifyDelivery = {
  judge(peer: Peer, arrived: readonly Arrived[]): Promise<Judged>;
  /** Whether the roster by which it was judged is still the one. */
  holds(judged: Judged): boolean;
};

const damage: ReadonlySet<ProofRefusal> = new Set([
  'malformed-proof',
  'malformed-signature',
  'changed-content',
  'bad-signature',
  'not-in-batch',
]);
const levels = [undefined, 'clear', 'green', 'amber', 'amber+strict', 'red'] as const;

export function createVerifyDelivery(
  roster: Pick<SignedRoster, 'current' | 'keys'>,
  now: () => string,
): VerifyDelivery {
  let verifier: { readonly keys: KeyRing; readonly verify: ProofVerifier } | undefined;

  function verifierFor(keys: KeyRing): ProofVerifier {
    if (verifier?.keys !== keys) verifier = { keys, verify: createProofVerifier(keys, now) };
    return verifier.verify;
  }

  async function judgeOne(
    peer: Peer,
    hosts: ReadonlyMap<string, string>,
    { bytes, value, note, proof }: Arrived,
    verify: ProofVerifier,
  ): Promise<Verdict> {
    const host = hosts.get(note.owner);
    const isItsOwn = host !== undefined && host === peer.nodeId;
    // What nobody hosts whose owner has left is not left to others: it waits, in case that one comes back.
    if (!isItsOwn && host !== undefined && note.reach === 'coalition' && !peer.relays) return { state: 'left' };
    if (proof === undefined)
      return bad('unsigned', 'Its owner has not signed it, or its proof did not come with it.', true);
    const verdict = await verify.verify({ bytes, value: value as JsonObject }, proof);
    if (verdict.state === 'refused') {
      const isYetToSign = isItsOwn && verdict.reason === 'key-revoked';
      return { ...bad(verdict.reason, verdict.message, damage.has(verdict.reason)), isYetToSign };
    }
    if (verdict.signer !== note.owner) {
      return bad('not-its-owner', 'Another member signed it than the one whose it is said to be.');
    }
    const narrowed = narrow(note, verdict.terms);
    if (isItsOwn || (narrowed.reach === 'coalition' && peer.relays)) {
      return { state: 'good', note: narrowed, proof, sha256: verdict.proof.object_sha256 };
    }
    return bad('passed-on', 'Only its originator’s own node may deliver this.');
  }

  return {
    async judge(peer, arrived) {
      const current = roster.current();
      const keys = roster.keys();
      if (current === undefined || keys === undefined) throw new Error('A node without a roster takes nothing');
      const hosts = new Map(current.file.roster.nodes.flatMap(({ id, hosts }) => hosts.map((host) => [host, id])));
      const verify = verifierFor(keys);
      const verdicts: Verdict[] = [];
      for (const each of arrived) verdicts.push(await judgeOne(peer, hosts, each, verify));
      return { roster: current.hash, verdicts };
    },
    holds: (judged) => roster.current()?.hash === judged.roster,
  };
}

/** What the peer says, as far as the originator's signed word goes: narrowest wins. */
function narrow(note: DeliveryNote, { tlp, handling, limited }: ProofTerms): DeliveryNote {
  const level = levels[Math.max(levels.indexOf(note.tlp), levels.indexOf(tlp))];
  const duties = {
    ...note.handling,
    ...(handling?.no_onward_release === true ? { noOnwardRelease: true as const } : {}),
    ...(handling?.not_for_court === true ? { notForCourt: true as const } : {}),
    ...(handling?.nodes_only === true ? { nodesOnly: true as const } : {}),
    ...(handling?.not_before === undefined ? {} : { notBefore: handling.not_before }),
    ...(handling?.review_after === undefined ? {} : { reviewAfter: handling.review_after }),
    ...(handling?.purge_after === undefined ? {} : { purgeAfter: handling.purge_after }),
  };
  const isWide = level === 'clear' || level === 'green';
  const isLimited = limited === true || duties.noOnwardRelease === true;
  return {
    owner: note.owner,
    reach: isLimited ? 'member' : note.reach,
    ...(note.byReaders === true && isWide ? { byReaders: true as const } : {}),
    ...(level === undefined ? {} : { tlp: level }),
    ...(Object.keys(duties).length === 0 ? {} : { handling: duties }),
  };
}

function bad(rule: string, reason: string, isDamaged = false): Extract<Verdict, { state: 'bad' }> {
  return { state: 'bad', rule, reason, isDamaged };
}
