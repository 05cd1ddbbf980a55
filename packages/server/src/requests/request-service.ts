import type { z } from '@hono/zod-openapi';
import type { Viewer } from '../accounts/viewer.ts';
import type { MeetingPlace, Reading } from '../collections/meeting-place.ts';
import type { WriteQueue } from '../database/write-queue.ts';
import type { EventHub } from '../events/event-hub.ts';
import { Problem } from '../http/problem.ts';
import type { MemberStore } from '../members/member-store.ts';
import type { ReleaseNames } from '../members/release-names.ts';
import type { ObjectReader, Rendition } from '../objects/object-reader.ts';
import type { Publisher } from '../objects/publisher.ts';
import { knowsUnit } from '../units/policy.ts';
import type { UnitStore } from '../units/unit-store.ts';
import type { NewRequest, NewRequestAnswer } from './messages.ts';
import type { InformationRequest, RequestStore } from './request-store.ts';

/** A request with the question as the viewer has it. */
export type SeenRequest = { readonly request: InformationRequest; readonly shown: Rendition };

/**
 * Requests for information, on behalf of a viewer. Questions and answers are notes: who may have them, their terms say.
 * Refusals: `not-found` (also where the question is not released to the viewer), `not-allowed`, `conflict`.
 */
export type RequestService = {
  list(viewer: Viewer): readonly SeenRequest[];
  find(viewer: Viewer, id: string): SeenRequest;
  /** Releases the question to those who are asked, and answers its id. */
  ask(viewer: Viewer, request: z.output<typeof NewRequest>): Promise<string>;
  /** Releases an answer to the asker alone. */
  answer(viewer: Viewer, id: string, answer: z.output<typeof NewRequestAnswer>): Promise<void>;
  close(viewer: Viewer, id: string): Promise<void>;
  mayAnswer(viewer: Viewer, request: InformationRequest): boolean;
  mayClose(viewer: Viewer, request: InformationRequest): boolean;
};

type Parts = {
  readonly requests: RequestStore;
  readonly reader: ObjectReader;
  readonly members: MemberStore;
  readonly units: UnitStore;
  readonly names: ReleaseNames;
  readonly publisher: Publisher;
  readonly meetingPlace: MeetingPlace;
  readonly queue: WriteQueue;
  readonly events: EventHub;
  readonly now: () => string;
};

export function createRequestService(parts: Parts): RequestService {
  const { requests, reader, members, units, names, publisher, meetingPlace, queue, events, now } = parts;

  function see(viewer: Viewer, request: InformationRequest): SeenRequest[] {
    const isConcerned = request.asker === selfOf(viewer) || requests.to(request.id).includes(selfOf(viewer));
    const shown = isConcerned ? reader.current(viewer, request.id) : undefined;
    return shown === undefined ? [] : [{ request, shown }];
  }

  function find(viewer: Viewer, id: string): SeenRequest {
    const request = requests.find(id);
    const [seen] = request === undefined ? [] : see(viewer, request);
    if (seen === undefined) throw new Problem('not-found', 'There is no such request.');
    return seen;
  }

  function readerNamed(viewer: Viewer, name: string): Reading & { identity: string } {
    const found = names.find(viewer, name);
    const principal = found?.kind === 'member' || found?.kind === 'unit' ? found.principal : undefined;
    const isHidden = found?.kind === 'unit' && !knowsUnit(viewer, units.get(found.principal));
    if (found === undefined || principal === undefined || isHidden) {
      throw new Problem('not-found', `There is no member or unit named ${name}.`);
    }
    return { identity: found.identity, ...readingOf(principal) };
  }

  function readingOf(principal: number): Reading {
    const isMember = members.all().some(({ member }) => member === principal);
    return isMember
      ? { member: principal, principal }
      : { member: units.get(principal).member, unit: principal, principal };
  }

  function mustPublish(viewer: Viewer): void {
    if (viewer.mayWrite && viewer.roles.has('analyst')) return;
    throw new Problem('not-allowed', 'Analysts ask and answer.');
  }

  function wake(...principals: readonly number[]): void {
    events.wake((viewer) => principals.includes(selfOf(viewer)));
  }

  const service: RequestService = {
    list: (viewer) => requests.of(selfOf(viewer)).flatMap((request) => see(viewer, request)),
    find,
    mayAnswer: (viewer, { id, closed }) =>
      closed === undefined &&
      viewer.mayWrite &&
      viewer.roles.has('analyst') &&
      requests.to(id).includes(selfOf(viewer)),
    mayClose: (viewer, { asker, closed }) =>
      closed === undefined && viewer.mayWrite && viewer.roles.has('analyst') && asker === selfOf(viewer),
    async ask(viewer, { question, to, terms, deadline, collection }) {
      mustPublish(viewer);
      const asked = [
        ...new Map(to.map((name) => readerNamed(viewer, name)).map((each) => [each.principal, each])).values(),
      ];
      if (asked.some(({ principal }) => principal === selfOf(viewer))) {
        throw new Problem('invalid', 'Nobody asks himself.', { property: 'to' });
      }
      const id = await publisher.publish(viewer, {
        collection: collection ?? meetingPlace.of(viewer, asked).id,
        ...written(
          terms,
          asked.map(({ identity }) => identity),
        ),
        object: {
          type: 'note',
          abstract: 'Request for information',
          content: question,
          labels: ['request-for-information'],
          object_refs: [names.identityOf(viewer.member)],
        },
      });
      const principals = asked.map(({ principal }) => principal);
      const request = { id, asker: selfOf(viewer), asked: now(), ...(deadline === undefined ? {} : { deadline }) };
      await queue.run(() => requests.add(request, principals));
      wake(...principals);
      return id;
    },
    async answer(viewer, id, { text, terms }) {
      const { request, shown } = find(viewer, id);
      if (!service.mayAnswer(viewer, request)) throw notNow(request, 'Only an analyst of whom was asked may answer.');
      const { asker } = request;
      const self = readingOf(selfOf(viewer));
      const answer = await publisher.publish(viewer, {
        collection: meetingPlace.of(viewer, [readingOf(asker), self], shown.collection).id,
        ...written(terms, [names.identityOf(asker)]),
        object: {
          type: 'note',
          abstract: 'Answer to a request for information',
          content: text,
          labels: ['answer-to-request'],
          object_refs: [id],
        },
      });
      await queue.run(() => requests.addAnswer(id, { id: answer, principal: selfOf(viewer), time: now() }));
      wake(asker);
    },
    async close(viewer, id) {
      const { request } = find(viewer, id);
      if (!service.mayClose(viewer, request))
        throw notNow(request, 'Only an analyst of whom it came from may close it.');
      await queue.run(() => requests.close(id, now()));
      wake(...requests.to(id));
    },
  };
  return service;
}

/** The member or unit that somebody speaks for. */
export function selfOf({ member, unit = member }: Viewer): number {
  return unit;
}

function notNow({ closed }: InformationRequest, otherwise: string): Problem {
  return closed === undefined
    ? new Problem('not-allowed', otherwise)
    : new Problem('conflict', 'This request is closed.');
}

type Given = z.output<typeof NewRequestAnswer>['terms'];

function written({ tlp, handling }: Given, releasableTo: readonly string[]) {
  return {
    terms: { tlp, releasableTo: [...releasableTo], notReleasableTo: [] },
    ...(handling === undefined ? {} : { handling }),
  };
}
