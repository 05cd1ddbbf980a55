import { type Audience, type Clause, carriage, handlingOf, type Terms, type Tlp, tlpOf } from '@entente/release';
import type { Viewer } from '../accounts/viewer.ts';
import type { CollectionReaders } from '../collections/collection-store.ts';
import type { MemberStore } from '../members/member-store.ts';
import type { ProofStore, TravellingProof } from '../signing/proof-store.ts';
import { type Expression, isRendition, mapTerms, statedIn } from '../terms/expression.ts';
import type { TermsStore } from '../terms/terms-store.ts';
import { type DeliveryNote, deliveryProperty } from './delivery-note.ts';
import { packProofs } from './delivery-proofs.ts';
import type { PeerStore } from './peer-store.ts';

/** A page of a collection, oldest first. */
type Page<Row> = { readonly rows: readonly Row[]; readonly more: boolean };

/** What a page is for the node that reads it: the rows that it may carry, and what to write beside them. */
export type DeliveryNotes = {
  of<Row extends { readonly terms: number; readonly body: number }>(
    viewer: Viewer,
    peer: number,
    rows: readonly Row[],
  ): { readonly rows: readonly Row[]; readonly property: string };
  /** A page up to what is not signed yet: that comes with the next one, in its order. */
  signed<Row extends { readonly terms: number; readonly body: number }>(page: Page<Row>): Page<Row>;
};

export function createDeliveryNotes(
  terms: TermsStore,
  members: MemberStore,
  readers: CollectionReaders,
  peers: PeerStore,
  audienceOf: (principals: readonly number[]) => Audience,
  proofs: Pick<ProofStore, 'travelling' | 'undecided'>,
  isHosted: (member: number) => boolean,
): DeliveryNotes {
  let known = new Map<string, string | undefined>();
  let generation = -1;

  /** The note for what carries these terms, as JSON; undefined where that node may not carry it (rule 11). */
  function noteOf(id: number, viewer: Viewer, peer: number): string | undefined {
    const { expression, owner, collection, family } = terms.read(id);
    const stated = statedIn(expression);
    const { name, operator } = peers.get(peer);
    const operating = members.find(operator)?.member ?? 0;
    if (operating !== viewer.member) {
      const audience = audienceOf(terms.familyAudience(family));
      if (!carriage({ name, operator: operating, allowed: false }, stated, audience).may) return undefined;
    }
    const tlp = narrowestTlp(expression);
    const handling = handlingOf(stated);
    const isOpen = isForAll(expression, readers.of(collection) === 'all');
    const note: DeliveryNote = {
      owner: members.get(owner).identity,
      reach: isOpen ? 'coalition' : 'member',
      ...(!isOpen && isForAll(mapTerms(expression, readByAll), true) ? { byReaders: true as const } : {}),
      ...(tlp === undefined ? {} : { tlp }),
      ...(Object.keys(handling).length === 0 ? {} : { handling }),
    };
    return JSON.stringify(note);
  }

  return {
    of(viewer, peer, rows) {
      if (generation !== terms.generation || known.size > 10_000) {
        known = new Map();
        generation = terms.generation;
      }
      const places = new Map<string, number>();
      const of: number[] = [];
      const proofOf = proofs.travelling(rows.map(({ body }) => body));
      const sent: TravellingProof[] = [];
      const carried = rows.filter(({ terms: id, body }) => {
        // What its owner did not sign nobody takes: it stays here.
        const proof = proofOf.get(body);
        if (proof === undefined) return false;
        const key = `${peer} ${viewer.member} ${id}`;
        if (!known.has(key)) known.set(key, noteOf(id, viewer, peer));
        const note = known.get(key);
        if (note === undefined) return false;
        const place = places.get(note) ?? places.size;
        places.set(note, place);
        of.push(place);
        sent.push(proof);
        return true;
      });
      const said = `"notes":[${[...places.keys()]}],"of":[${of}],"proofs":${packProofs(sent)}`;
      return { rows: carried, property: `"${deliveryProperty}":{${said}}` };
    },
    signed({ rows, more }) {
      const undecided = proofs.undecided(rows.map(({ body }) => body));
      if (undecided.size === 0) return { rows, more };
      const end = rows.findIndex(({ body, terms: id }) => undecided.has(body) && isHosted(terms.read(id).owner));
      // That it goes on then is told by an event.
      return end < 0 ? { rows, more } : { rows: rows.slice(0, end), more: false };
    },
  };
}

/** Whether the owner gave the whole of it to every member: only that may be passed on by others. */
export function isForAll(expression: Expression, readByAll: boolean): boolean {
  if (isRendition(expression)) {
    const { whole, all, none = [] } = expression;
    // Its parts and what it names divide nobody from the rest. Of the readers of other collections nothing is known.
    const isUndivided = all.every((any) =>
      any.some((each) => each.readers?.collection === whole.readers?.collection && isForAll(each, readByAll)),
    );
    return none.length === 0 && isUndivided && isForAll(whole, readByAll);
  }
  if (!readByAll || handlingOf(expression).noOnwardRelease) return false;
  const { and = [], ...first } = expression;
  return [first, ...and].every(isOpen);
}

/** The same where everybody reads the collections that it was published in. */
function readByAll({ and, ...first }: Terms): Terms {
  const opened = <Each extends Clause>(clause: Each): Each =>
    clause.readers === undefined ? clause : { ...clause, readers: { ...clause.readers, at: 'all' } };
  return { ...opened(first), ...(and === undefined ? {} : { and: and.map(opened) }) };
}

function isOpen({ tlp, to, not, closed, readers, handling }: Clause): boolean {
  const saysNothingElse = to === undefined && not === undefined && closed === undefined;
  // A clause may limit readers only; without a level it grants nothing, and another one does.
  const isWide = tlp === 'clear' || tlp === 'green' || (tlp === undefined && readers !== undefined);
  return (
    saysNothingElse && isWide && (readers === undefined || readers.at === 'all') && handling?.notBefore === undefined
  );
}

/** The narrowest level of the object, its parts that are shown, and what it refers to. */
function narrowestTlp(expression: Expression): Tlp | undefined {
  const all: readonly Terms[] = isRendition(expression) ? [expression.whole, ...expression.all.flat()] : [expression];
  const order: readonly (Tlp | undefined)[] = [undefined, 'clear', 'green', 'amber', 'amber+strict', 'red'];
  return order[Math.max(...all.map((each) => order.indexOf(tlpOf(each))))];
}
