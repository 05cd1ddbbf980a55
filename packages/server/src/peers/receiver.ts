import { isTimestamp, type StixObject } from '@entente/stix';
import type { Collection } from '../collections/collection-store.ts';
import type { Database } from '../database/open-database.ts';
import type { MemberStore } from '../members/member-store.ts';
import type { Delivered, DeliveredOutcome, DeliveredWriter } from '../objects/delivered-writer.ts';
import { stampOf, versionKey } from '../objects/object-writer.ts';
import type { TombstoneStore } from '../purging/tombstone-store.ts';
import type { CursorStore } from './cursor-store.ts';
import { type DeliveryNote, DeliveryNotes, deliveryProperty } from './delivery-note.ts';
import type { Peer } from './peer.ts';
import { PeerFailure } from './peer-failure.ts';
import type { PeerStore } from './peer-store.ts';
import type { SetAsideStore } from './set-aside-store.ts';
import type { TaxiiPage } from './taxii-page.ts';
import type { Arrived, VerifyDelivery } from './verify-delivery.ts';

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

/** Takes in what was read, together with how far that is. Runs inside the caller's transaction. */
export type Receiver = {
  take(reading: Reading, page: TaxiiPage, after: string | undefined): Taken;
  /** Something set aside, once more; undefined where that worked, else why not. */
  retry(reading: Reading, arrived: Arrived): { readonly refused?: string; readonly touched: ReadonlySet<number> };
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
  readonly now: () => string;
};

type Refused = { readonly rule: string; readonly reason: string };

const goneRules: ReadonlySet<string> = new Set(['recalled', 'purged', 'expired']);

export function createReceiver(parts: Parts): Receiver {
  const { database, members, peers, writer, cursors, setAsides, tombstones, verify, now } = parts;
  const noteWay = database.prepare(
    'INSERT OR IGNORE INTO peer_delivery (version, member, peer, at) VALUES (?, ?, ?, ?)',
  );

  /** Whom the peer speaks for, and whom we host: their words come from us, not to us. */
  function sides(peer: Peer) {
    const all = peers.members(peer.peer);
    const of = (side: string) => new Set(all.filter((each) => each.side === side).map(({ identity }) => identity));
    return { here: of('here'), there: of('there') };
  }

  /** How an arrived object is to be written; a reason where it is not, undefined where it is no matter of ours. */
  function prepare(reading: Reading, arrived: readonly Arrived[]): (Delivered | Refused | undefined)[] {
    const { here, there } = sides(reading.peer);
    const verdicts = verify(reading.peer, there, arrived);
    const reader = members.get(reading.member).identity;
    return arrived.map(({ bytes, value }, place) => {
      const verdict = verdicts[place];
      if (verdict === undefined || verdict.state === 'left') return undefined;
      if (verdict.state === 'bad') return verdict;
      const { note } = verdict;
      const owner = members.find(note.owner);
      // Its own come back to a node through others. Who is a member is not learnt from what is passed on.
      if (here.has(note.owner) || isIntroduction(value, note)) return undefined;
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
      };
    });
  }

  function isIntroduction(value: Arrived['value'], { owner }: DeliveryNote): boolean {
    const { type, id } = value as Partial<StixObject>;
    if (type !== 'identity' || typeof id !== 'string') return false;
    return id === owner ? members.find(id) === undefined : members.find(id) !== undefined;
  }

  /** What was recalled or has expired is not kept among what was set aside either, whoever sends it again. */
  function isOfPurged(value: unknown): boolean {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
    const object = value as StixObject;
    const stamp = stampOf(object);
    if (typeof object.id !== 'string' || (stamp !== '' && !isTimestamp(stamp))) return false;
    return tombstones.isOfPurged(object.id, versionKey(object), object);
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
  function write(reading: Reading, arrived: readonly Arrived[]) {
    const prepared = prepare(reading, arrived);
    const deliveries = prepared.filter((each): each is Delivered => each !== undefined && 'bytes' in each);
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
      noteWay.run(outcome.row, each.to === undefined ? 0 : reading.member, reading.peer.peer, at);
      return outcome.state;
    });
    return { results, touched };
  }

  return {
    take(reading, page, after) {
      const { peer, member, source } = reading;
      const notes = readNotes(page);
      const aside = (refused: Refused, bytes: Uint8Array, value: unknown, note?: DeliveryNote): void => {
        if (isOfPurged(value)) return;
        const { id, modified } = (value ?? {}) as Partial<StixObject>;
        setAsides.add({
          peer: peer.peer,
          member,
          collection: source,
          object: typeof id === 'string' ? id.slice(0, 300) : 'unknown',
          version: typeof modified === 'string' ? modified.slice(0, 40) : '',
          ...refused,
          note: note === undefined ? '' : JSON.stringify(note),
          bytes,
        });
      };
      const arrived: Arrived[] = [];
      let setAside = 0;
      for (const item of page.items) {
        // Notes are counted by objects as they were sent, also those that cannot be read.
        const note = notes.next();
        if (item.ok && note !== undefined) arrived.push({ bytes: item.bytes, value: item.value, note });
        else {
          setAside += 1;
          const refused = item.ok
            ? { rule: 'no-note', reason: 'the node does not say whose it is and who may have it' }
            : { rule: item.rule, reason: item.message };
          aside(
            refused,
            item.ok ? item.bytes : (('bytes' in item ? item.bytes : undefined) ?? new Uint8Array()),
            item.ok ? item.value : undefined,
          );
        }
      }
      const { results, touched } = write(reading, arrived);
      let stored = 0;
      for (const [place, result] of results.entries()) {
        const each = arrived[place];
        if (result === 'stored') stored += 1;
        if (typeof result === 'string' || each === undefined) continue;
        setAside += 1;
        aside(result, each.bytes, each.value, each.note);
      }
      if (after !== undefined) cursors.move(peer.peer, source, member, after, stored);
      return { stored, known: results.filter((each) => each === 'unchanged').length, setAside, touched };
    },
    retry(reading, arrived) {
      const { results, touched } = write(reading, [arrived]);
      const [result] = results;
      return typeof result === 'object' ? { refused: result.reason, touched } : { touched };
    },
  };
}

/** Each object's note in turn; undefined where the page has none for it. */
function readNotes({ envelope, items }: TaxiiPage): { next(): DeliveryNote | undefined } {
  const parsed = DeliveryNotes.safeParse(envelope[deliveryProperty]);
  if (!parsed.success && envelope[deliveryProperty] !== undefined) {
    throw new PeerFailure('unexpected-answer', 'Its delivery notes cannot be read.');
  }
  const { notes, of } = parsed.data ?? { notes: [], of: [] };
  if (parsed.success && of.length !== items.length) {
    throw new PeerFailure('unexpected-answer', 'It sent as many delivery notes as there are no objects.');
  }
  let place = 0;
  return {
    next: () => {
      const note = notes[of[place] ?? -1];
      place += 1;
      return note;
    },
  };
}

function isFull(error: unknown): boolean {
  if (error instanceof PeerFailure) return true;
  const { errcode } = error as { errcode?: unknown };
  // SQLITE_FULL and SQLITE_IOERR: the object is not at fault, and is asked for again.
  return typeof errcode === 'number' && ((errcode & 0xff) === 13 || (errcode & 0xff) === 10);
}
