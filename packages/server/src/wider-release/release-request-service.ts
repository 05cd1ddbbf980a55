import { actsFor, type Viewer } from '../accounts/viewer.ts';
import type { RecordEvent } from '../audit/audit-event.ts';
import type { WriteQueue } from '../database/write-queue.ts';
import type { EventHub } from '../events/event-hub.ts';
import { Problem } from '../http/problem.ts';
import type { MemberStore } from '../members/member-store.ts';
import type { ReleaseNames } from '../members/release-names.ts';
import type { ObjectReader, Rendition } from '../objects/object-reader.ts';
import type { IsElsewhere } from '../peers/is-elsewhere.ts';
import { selfOf } from '../requests/request-service.ts';
import { knowsUnit } from '../units/policy.ts';
import type { UnitStore } from '../units/unit-store.ts';
import type { Reach } from './reach.ts';
import type { ReleaseRequest, ReleaseRequestStore } from './release-request-store.ts';
import type { RequestExchange } from './request-exchange.ts';
import { createTakeRequestWord } from './take-request-word.ts';

/** A request with the object as the viewer has it: undefined where he may not see it any more. */
export type SeenReleaseRequest = { readonly request: ReleaseRequest; readonly shown: Rendition | undefined };

/**
 * Requests for wider release, on behalf of a viewer. Asking tells nobody anything: neither who has the object, nor
 * whether those who are named have it. Refusals: `not-found` (also for what is not the viewer's business),
 * `not-allowed`, `conflict`.
 */
export type ReleaseRequestService = {
  /** What is asked of the viewer's member, and what he or those with whom he acts asked. */
  list(viewer: Viewer): readonly SeenReleaseRequest[];
  find(viewer: Viewer, id: string): SeenReleaseRequest;
  ask(
    viewer: Viewer,
    asked: { readonly object: string; readonly to: readonly string[]; readonly reason: string },
  ): Promise<string>;
  refuse(viewer: Viewer, id: string, reason: string): Promise<void>;
  mayRefuse(viewer: Viewer, request: ReleaseRequest): boolean;
  mayGrant(viewer: Viewer, seen: SeenReleaseRequest): boolean;
  /** Throws where the viewer cannot answer this request by a version of that object. */
  mustBeOpen(viewer: Viewer, id: string, object: string): void;
  /** What another node brings: requests to members of this one, answers to what was asked here. */
  takeWords(peer: number, words: readonly string[]): Promise<number>;
  /** A version was published that answers it. Where it reaches none of those who were named, it stays open. */
  published(viewer: Viewer, id: string): Promise<void>;
};

type Answer = { readonly answer: 'granted' | 'refused'; readonly reason?: string; readonly reached?: string[] };

type Parts = {
  readonly requests: ReleaseRequestStore;
  readonly reader: ObjectReader;
  readonly reach: Reach;
  readonly names: ReleaseNames;
  readonly units: UnitStore;
  readonly isElsewhere: IsElsewhere;
  readonly exchange: RequestExchange;
  readonly members: Pick<MemberStore, 'find' | 'get'>;
  readonly queue: WriteQueue;
  readonly events: EventHub;
  readonly record: RecordEvent;
  readonly now: () => string;
};

/** What decides who knows of a request. */
type About = Pick<ReleaseRequest, 'object' | 'originator' | 'asker' | 'account'>;

/** Of one asker, with one originator: nobody is to be buried in questions. */
const mostOpen = 100;

export function createReleaseRequestService(parts: Parts): ReleaseRequestService {
  const { requests, reader, reach, names, units, isElsewhere, exchange, members, queue, events, record, now } = parts;

  /** Deciding is for those who publish in the originator's name, or approve what is. */
  function decides(viewer: Viewer, { originator }: Pick<ReleaseRequest, 'originator'>): boolean {
    return actsFor(viewer, originator) && (viewer.roles.has('analyst') || viewer.roles.has('release-officer'));
  }

  function shownOf(viewer: Viewer, { object, originator }: About): Rendition | undefined {
    const current = reader.current(viewer, object);
    return current?.owner === originator ? current : undefined;
  }

  function sees(viewer: Viewer, request: About, shown = shownOf(viewer, request)): boolean {
    const isAsker = viewer.account !== undefined && viewer.account.id === request.account;
    // What one person has (RED), others of the same member need not have.
    return isAsker || (selfOf(viewer) === request.asker && shown !== undefined) || decides(viewer, request);
  }

  function see(viewer: Viewer, request: ReleaseRequest): SeenReleaseRequest[] {
    const shown = shownOf(viewer, request);
    return sees(viewer, request, shown) ? [{ request, shown }] : [];
  }

  function find(viewer: Viewer, id: string): SeenReleaseRequest {
    const request = requests.find(id);
    const [seen] = request === undefined ? [] : see(viewer, request);
    if (seen === undefined) throw new Problem('not-found', 'There is no such request.');
    return seen;
  }

  function mustDecide(viewer: Viewer, id: string): ReleaseRequest {
    const { request } = find(viewer, id);
    if (request.state !== 'open') throw new Problem('conflict', 'This request is answered already.');
    if (service.mayRefuse(viewer, request)) return request;
    throw new Problem('not-allowed', 'Analysts and release officers of its originator answer it.');
  }

  function recipient(viewer: Viewer, name: string): string {
    const found = names.find(viewer, name);
    // Also by its id, a unit that the asker need not know of is like none.
    const isHidden = found?.kind === 'unit' && !knowsUnit(viewer, units.get(found.principal));
    if (found !== undefined && found.kind !== 'person' && !isHidden) return found.identity;
    throw new Problem('not-found', `There is no member, unit or group named ${name}.`);
  }

  function wake(request: About): void {
    events.wake((viewer) => sees(viewer, request));
  }

  function recordAnswer(kind: 'release-granted' | 'release-refused', request: ReleaseRequest, viewer?: Viewer): void {
    const { id, object, originator, asker, account } = request;
    record(
      {
        kind,
        members: [originator, memberOf(asker)],
        ...(account === undefined ? {} : { accounts: [account] }),
        subjects: [object, id],
      },
      viewer,
    );
  }

  /** To the node of who asked, where that is another. */
  function tell({ id, object, originator, asker }: ReleaseRequest, said: Answer): void {
    const member = memberOf(asker);
    if (!isElsewhere(member)) return;
    const [by, to] = [members.get(originator).identity, members.get(member).identity];
    exchange.say({ kind: 'release-answered', by, request: id, asker: to, object, ...said });
  }

  const take = createTakeRequestWord({ ...parts, mostOpen, recordAnswer, wake });

  const memberOf = (principal: number): number => reach.readerOf(principal).member;

  const service: ReleaseRequestService = {
    list(viewer) {
      const asked = viewer.unit === undefined ? requests.to(viewer.member) : [];
      const all = new Map([...asked, ...requests.from(selfOf(viewer))].map((each) => [each.id, each]));
      return [...all.values()].flatMap((each) => see(viewer, each));
    },
    find,
    mayRefuse: (viewer, request) => request.state === 'open' && viewer.mayWrite && decides(viewer, request),
    mayGrant: (viewer, { request, shown }) => service.mayRefuse(viewer, request) && shown?.createdByOwner === true,
    async ask(viewer, { object, to, reason }) {
      if (!viewer.mayWrite) throw new Problem('not-allowed', 'This token may only read.');
      const shown = reader.current(viewer, object);
      if (shown === undefined) {
        throw new Problem('not-found', 'There is no such object, or it is not released to you.');
      }
      if (actsFor(viewer, shown.owner)) {
        throw new Problem('invalid', 'It is your own: publish a version with wider terms.', { property: 'object' });
      }
      if (object.startsWith('marking-definition--') || object.startsWith('extension-definition--')) {
        throw new Problem('invalid', 'Everybody has markings and extensions.', { property: 'object' });
      }
      const [by, originator] = [members.get(viewer.member).identity, members.get(shown.owner).identity];
      const isThere = isElsewhere(shown.owner);
      // Nothing carries it there, and nobody here could answer.
      if (isThere && !exchange.reaches(by, originator)) {
        throw new Problem(
          'conflict',
          'Its originator is on another node that nothing can be sent to from here: ask it directly.',
        );
      }
      const recipients = [...new Set(to.map((each) => recipient(viewer, each)))];
      const { account } = viewer;
      const request = {
        object,
        originator: shown.owner,
        asker: selfOf(viewer),
        ...(account === undefined ? {} : { account: account.id, person: account.name }),
        recipients,
        reason,
        asked: now(),
      };
      const id = await queue.run(() => {
        const open = requests
          .from(request.asker)
          .filter(({ state, originator }) => state === 'open' && originator === request.originator);
        if (open.some((each) => each.object === object && each.account === request.account)) {
          throw new Problem('conflict', 'You have asked for this object already, and have no answer yet.');
        }
        if (open.length >= mostOpen) {
          throw new Problem('conflict', `${mostOpen} requests to this originator wait for an answer.`);
        }
        const added = requests.add(request);
        record({ kind: 'release-asked', members: [shown.owner], subjects: [object, added] }, viewer);
        if (isThere)
          exchange.say({ kind: 'release-asked', by, request: added, originator, object, recipients, reason });
        return added;
      });
      wake(request);
      return id;
    },
    async refuse(viewer, id, reason) {
      const refused = await queue.run(() => {
        const request = mustDecide(viewer, id);
        requests.refuse(id, now(), viewer.account?.name ?? '', reason);
        recordAnswer('release-refused', request, viewer);
        tell(request, { answer: 'refused', reason });
        return request;
      });
      wake(refused);
    },
    takeWords: (peer, words) => exchange.take(peer, words, take),
    mustBeOpen(viewer, id, object) {
      const request = mustDecide(viewer, id);
      if (request.object !== object) throw new Problem('invalid', 'That request is about another object.');
    },
    async published(viewer, id) {
      const request = requests.find(id);
      if (request === undefined || request.state !== 'open') return;
      const reached = request.recipients.filter((each) => reach.hasAll(each, request.object, request.originator));
      if (reached.length === 0) return;
      await queue.run(() => {
        requests.grant(id, now(), viewer.account?.name ?? '', reached);
        recordAnswer('release-granted', request, viewer);
        tell(request, { answer: 'granted', reached });
      });
      wake(request);
    },
  };
  return service;
}
