import { readProof, versionOf } from '@entente/exchange';
import { compareTimestamps, isTimestamp, type JsonObject, type JsonValue, type StixObject } from '@entente/stix';
import type { Collection } from '../collections/collection-store.ts';
import type { Database } from '../database/open-database.ts';
import type { MemberStore } from '../members/member-store.ts';
import type { Delivered, DeliveredOutcome, DeliveredWriter } from '../objects/delivered-writer.ts';
import { stampOf, versionKey } from '../objects/stored-version.ts';
import { isOfPurged } from '../purging/is-of-purged.ts';
import type { TombstoneStore } from '../purging/tombstone-store.ts';
import type { TakenInStore } from '../receipts/taken-in-store.ts';
import type { ProofStore } from '../signing/proof-store.ts';
import type { CursorStore } from './cursor-store.ts';
import { type DeliveryNote, DeliveryNotes, deliveryProperty } from './delivery-note.ts';
import { unpackProof } from './delivery-proofs.ts';
import type { Peer } from './peer.ts';
import { PeerFailure } from './peer-failure.ts';
import type { PeerStore } from './peer-store.ts';
import type { SetAsideStore } from './set-aside-store.ts';
import type { TaxiiPage } from './taxii-page.ts';
import type { Arrived, Judged, VerifyDelivery } from './verify-delivery.ts';

/** Where a page comes from, and for whom. */
export type Reading = {
  readonly peer: Peer;
  /** Row id of the member, hosted here, in whose name it was read. */
  readonly member: number;
  /** Id of the collection over there. */
  readonly source: string;
  /** The collection here. */
  readonly collection: Collection;
};

/** What a page came to. */
export type Taken = {
  readonly stored: number;
  readonly known: number;
  readonly setAside: number;
  readonly touched: ReadonlySet<number>;
};

/** A page as it was read and judged, before anything is written. */
export type Checked = {
  readonly reading: Reading;
  readonly arrived: readonly Arrived[];
  /** What is no object, or came without a note. */
  readonly broken: readonly { readonly refused: Refused; readonly bytes: Uint8Array; readonly value: unknown }[];
  readonly judged: Judged;
  /** Whether the way may have damaged something, so that it is worth asking for it again. */
  readonly isDamaged: boolean;
};

/** Takes in what was read, together with how far that is. */
export type Receiver = {
  /** Reads and verifies a page. Throws `PeerFailure` for a page that is none. */
  check(reading: Reading, page: TaxiiPage): Promise<Checked>;
  /** In a transaction; undefined where the roster changed meanwhile, so that it must be checked anew. */
  take(checked: Checked, after: string | undefined): Taken | undefined;
  /** Something set aside, once more; in transactions of its own. */
  retry(
    reading: Reading,
    arrived: Arrived,
    write: <T>(work: () => T) => Promise<T>,
  ): Promise<{ readonly refused?: Refused; readonly touched: ReadonlySet<number> }>;
};

type Parts = {
  readonly database: Database;
  readonly members: MemberStore;
  readonly peers: PeerStore;
  readonly writer: DeliveredWriter;
  readonly cursors: CursorStore;
  readonly setAsides: SetAsideStore;
  readonly tombstones: Pick<TombstoneStore, 'isOfPurged'>;
  readonly verify: VerifyDelivery;
  readonly proofs: Pick<ProofStore, 'keepReceived'>;
  readonly takenIn: Pick<TakenInStore, 'add'>;
  /** The peer through which a receipt reaches an owner. */
  readonly receiptRoute: (owner: string, cameBy: number) => number;
  readonly now: () => string;
};

/** Why it is not taken: a stable name, and words for people. */
export type Refused = { readonly rule: string; readonly reason: string };
type Prepared = Delivered & { readonly proof: JsonObject; readonly sha256: string };

const goneRules: ReadonlySet<string> = new Set(['recalled', 'purged', 'expired']);

export function createReceiver(parts: Parts): Receiver {
  const {
    database,
    members,
    peers,
    writer,
    cursors,
    setAsides,
    tombstones,
    verify,
    proofs,
    takenIn,
    receiptRoute,
    now,
  } = parts;
  const held = database.prepare('SELECT 1 FROM version WHERE id = ? AND modified = ? LIMIT 1');
  const noteWay = database.prepare(
    'INSERT OR IGNORE INTO peer_delivery (version, member, peer, at) VALUES (?, ?, ?, ?)',
  );

  /** Whom we host: their words come from us, not to us. */
  function hostedHere({ peer }: Peer): ReadonlySet<string> {
    const here = peers.members(peer).filter(({ side }) => side === 'here');
    return new Set(here.map(({ identity }) => identity));
  }

  /** How an arrived object is to be written; a reason where it is not, undefined where it is no matter of ours. */
  function prepare(
    reading: Reading,
    arrived: readonly Arrived[],
    { verdicts }: Judged,
  ): (Prepared | Refused | undefined)[] {
    const here = hostedHere(reading.peer);
    const reader = members.get(reading.member).identity;
    return arrived.map(({ bytes, value }, place) => {
      const verdict = verdicts[place];
      if (verdict === undefined || verdict.state === 'left') return undefined;
      // Its own come back to a node through others. Who is a member is not learnt from what is passed on.
      if (here.has(arrived[place]?.note.owner ?? '')) return undefined;
      if (verdict.state === 'bad') {
        // Passed on under its old signature: what is here already waits for the new one.
        if (verdict.rule === 'key-revoked' && isHeld(value)) return undefined;
        return { rule: verdict.rule, reason: verdict.reason };
      }
      const { note, proof, sha256 } = verdict;
      if (isIntroduction(value, note)) return undefined;
      const owner = members.find(note.owner);
      if (owner === undefined) return { rule: 'unknown-owner', reason: 'its owner is no member known here' };
      if (owner.left !== undefined) return { rule: 'owner-left', reason: `${owner.name} has left the coalition` };
      if (note.reach === 'coalition' && note.tlp !== 'clear' && note.tlp !== 'green') {
        return { rule: 'bad-terms', reason: 'it is said to be for everybody at a level that is not' };
      }
      return {
        bytes,
        value,
        owner: owner.member,
        tlp: note.tlp,
        handling: note.handling as Delivered['handling'],
        ...(note.reach === 'member' ? { to: reader } : {}),
        ...(note.reach === 'member' && note.byReaders ? { among: reading.member } : {}),
        proof,
        sha256,
      };
    });
  }

  function isIntroduction(value: Arrived['value'], { owner }: DeliveryNote): boolean {
    const { type, id } = value as Partial<StixObject>;
    if (type !== 'identity' || typeof id !== 'string') return false;
    return id === owner ? members.find(id) === undefined : members.find(id) !== undefined;
  }

  function isHeld(value: JsonValue): boolean {
    const object = value as StixObject;
    const stamp = stampOf(object);
    if (typeof object.id !== 'string' || (stamp !== '' && !isTimestamp(stamp))) return false;
    return held.get(object.id, versionKey(object)) !== undefined;
  }

  /** All of them at once; where something goes wrong that should not, one by one, so that it is one only. */
  function writeAll(reading: Reading, deliveries: readonly Delivered[]) {
    try {
      return database.transaction(() => writer.write(reading.collection, deliveries));
    } catch (error) {
      if (isFull(error)) throw error;
    }
    const touched = new Set<number>();
    const outcomes = deliveries.map((each): DeliveredOutcome => {
      try {
        const one = database.transaction(() => writer.write(reading.collection, [each]));
        for (const terms of one.touched) touched.add(terms);
        return one.outcomes[0] as DeliveredOutcome;
      } catch (error) {
        if (isFull(error)) throw error;
        const { id = '', type = '' } = each.value as Partial<StixObject>;
        const refusal = { id, type, path: '', rule: 'fault', section: '', message: 'it could not be stored' };
        return { state: 'refused', id, version: '', refusals: [refusal] };
      }
    });
    return { outcomes, touched };
  }

  /** Writes them, and tells of each what became of it: a reason where it was refused. */
  function write(reading: Reading, arrived: readonly Arrived[], judged: Judged) {
    const prepared = prepare(reading, arrived, judged);
    const deliveries = prepared.filter((each): each is Prepared => each !== undefined && 'bytes' in each);
    const { outcomes, touched } = writeAll(reading, deliveries);
    const byDelivery = new Map(deliveries.map((each, place) => [each, outcomes[place]]));
    const at = now();
    const results = prepared.map((each): DeliveredOutcome['state'] | 'left' | Refused => {
      if (each === undefined) return 'left';
      if (!('bytes' in each)) return each;
      const outcome = byDelivery.get(each);
      if (outcome === undefined || outcome.state === 'refused') {
        const [first] = outcome?.refusals ?? [];
        // What was taken back, or is over, must not be kept in another place instead.
        if (first !== undefined && goneRules.has(first.rule)) return 'left';
        return { rule: first?.rule ?? 'fault', reason: first?.message ?? 'it could not be stored' };
      }
      // What came for one member that is hosted here comes to the others, too, and each confirms for itself.
      const isFirst = noteWay.run(outcome.row, reading.member, reading.peer.peer, at).changes > 0;
      proofs.keepReceived(outcome, each.proof, reading.peer.nodeId ?? reading.peer.id, at);
      if (outcome.state === 'stored' || isFirst) {
        takenIn.add({
          owner: members.get(each.owner).identity,
          member: reading.member,
          peer: receiptRoute(members.get(each.owner).identity, reading.peer.peer),
          object: outcome.id,
          ...(versionOf(each.value as JsonObject) === undefined
            ? {}
            : { modified: versionOf(each.value as JsonObject) }),
          sha256: each.sha256,
        });
      }
      return outcome.state;
    });
    return { results, touched };
  }

  function aside(
    { peer, member, source }: Reading,
    refused: Refused,
    bytes: Uint8Array,
    value: unknown,
    kept?: Arrived,
  ) {
    // What was recalled or has expired is not kept here either, whoever sends it again.
    if (isOfPurged(tombstones, value)) return;
    const purgeAfter = kept === undefined ? undefined : endOf(kept);
    if (purgeAfter !== undefined && compareTimestamps(purgeAfter, now()) <= 0) return;
    const { id, modified } = (value ?? {}) as Partial<StixObject>;
    setAsides.add({
      peer: peer.peer,
      member,
      collection: source,
      object: typeof id === 'string' ? id.slice(0, 300) : 'unknown',
      version: typeof modified === 'string' ? modified.slice(0, 40) : '',
      ...refused,
      note: kept === undefined ? '' : JSON.stringify({ note: kept.note, proof: kept.proof }),
      bytes,
      purgeAfter,
    });
  }

  return {
    async check(reading, page) {
      const notes = readNotes(page);
      const arrived: Arrived[] = [];
      const broken: Checked['broken'][number][] = [];
      for (const [place, item] of page.items.entries()) {
        // Notes are counted by objects as they were sent, also those that cannot be read.
        const note = notes.noteOf(place);
        if (item.ok && note !== undefined) {
          const proof = notes.proofOf(place, item.value as JsonObject);
          arrived.push({ bytes: item.bytes, value: item.value, note, proof });
        } else if (item.ok) {
          const refused = { rule: 'no-note', reason: 'the node does not say whose it is and who may have it' };
          broken.push({ refused, bytes: item.bytes, value: item.value });
        } else {
          const bytes = ('bytes' in item ? item.bytes : undefined) ?? new Uint8Array();
          broken.push({ refused: { rule: item.rule, reason: item.message }, bytes, value: undefined });
        }
      }
      const judged = await verify.judge(reading.peer, arrived);
      const isYetToSign = judged.verdicts.some((verdict, place) => {
        const value = arrived[place]?.value;
        return verdict.state === 'bad' && verdict.isYetToSign === true && value !== undefined && isHeld(value);
      });
      if (isYetToSign) {
        throw new PeerFailure('waiting', 'It has yet to sign anew what a key signed that was revoked.');
      }
      const isDamaged =
        page.items.some((item) => !item.ok) ||
        judged.verdicts.some((verdict) => verdict.state === 'bad' && verdict.isDamaged);
      return { reading, arrived, broken, judged, isDamaged };
    },
    take({ reading, arrived, broken, judged }, after) {
      if (!verify.holds(judged)) return undefined;
      const { results, touched } = write(reading, arrived, judged);
      for (const { refused, bytes, value } of broken) aside(reading, refused, bytes, value);
      let stored = 0;
      let setAside = broken.length;
      for (const [place, result] of results.entries()) {
        const each = arrived[place];
        if (result === 'stored') stored += 1;
        if (typeof result === 'string' || each === undefined) continue;
        setAside += 1;
        aside(reading, result, each.bytes, each.value, each);
      }
      if (after !== undefined) cursors.move(reading.peer.peer, reading.source, reading.member, after, stored);
      return { stored, known: results.filter((each) => each === 'unchanged').length, setAside, touched };
    },
    async retry(reading, arrived, inTransaction) {
      for (;;) {
        const judged = await verify.judge(reading.peer, [arrived]);
        const written = await inTransaction(() =>
          verify.holds(judged) ? write(reading, [arrived], judged) : undefined,
        );
        if (written === undefined) continue;
        const { results, touched } = written;
        const [result] = results;
        return typeof result === 'object' ? { refused: result, touched } : { touched };
      }
    },
  };
}

/** When it is to be purged, by the first that its deliverer or the terms beside its proof say. */
function endOf({ note, proof }: Arrived): string | undefined {
  const ends = [note.handling?.purgeAfter, readProof(proof)?.terms.handling?.purge_after];
  return ends.flatMap((end) => end ?? []).sort(compareTimestamps)[0];
}

/** What goes with each object, by its place; undefined where the page has none for it. */
function readNotes({ envelope, items }: TaxiiPage) {
  const parsed = DeliveryNotes.safeParse(envelope[deliveryProperty]);
  if (!parsed.success && envelope[deliveryProperty] !== undefined) {
    throw new PeerFailure('unexpected-answer', 'Its delivery notes cannot be read.');
  }
  const { notes, of, proofs } = parsed.data ?? { notes: [], of: [] };
  if (parsed.success && (of.length !== items.length || (proofs !== undefined && proofs.of.length !== items.length))) {
    throw new PeerFailure('unexpected-answer', 'It sent as many delivery notes as there are no objects.');
  }
  return {
    noteOf: (place: number): DeliveryNote | undefined => notes[of[place] ?? -1],
    proofOf: (place: number, object: JsonObject): JsonObject | undefined =>
      proofs === undefined ? undefined : unpackProof(proofs, place, object),
  };
}

function isFull(error: unknown): boolean {
  if (error instanceof PeerFailure) return true;
  const { errcode } = error as { errcode?: unknown };
  // SQLITE_FULL and SQLITE_IOERR: the object is not at fault, and is asked for again.
  return typeof errcode === 'number' && ((errcode & 0xff) === 13 || (errcode & 0xff) === 10);
}
