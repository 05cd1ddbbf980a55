import { type StixObject, validateObject } from '@entente/stix';
import type { z } from '@hono/zod-openapi';
import { actsFor, type Viewer } from '../accounts/viewer.ts';
import type { RecordEvent } from '../audit/audit-event.ts';
import type { CollectionStore } from '../collections/collection-store.ts';
import type { Database } from '../database/open-database.ts';
import type { WriteQueue } from '../database/write-queue.ts';
import type { EventHub } from '../events/event-hub.ts';
import { Problem } from '../http/problem.ts';
import type { SpeakFor } from '../mandates/speak-for.ts';
import type { Draft, Drafts } from '../objects/drafts.ts';
import type { Publication } from '../objects/messages.ts';
import type { ObjectService } from '../objects/object-service.ts';
import type { Publisher } from '../objects/publisher.ts';
import type { ReleaseRequestService } from '../wider-release/release-request-service.ts';
import type { Approval, ApprovalStore } from './approval-store.ts';
import type { SecondPerson } from './second-person.ts';

/** What became of something handed in: published, or waiting for a second person. */
export type HandedIn =
  | { readonly state: 'published'; readonly id: string; readonly as: Viewer; readonly draft: Draft }
  | { readonly state: 'waiting'; readonly approval: string; readonly because: string };

/** Publishing, where a member's policy may ask for a second person. Hidden and nonexistent are one `not-found`. */
export type ApprovalService = {
  publish(viewer: Viewer, publication: z.output<typeof Publication>): Promise<HandedIn>;
  /** The same with a draft that is made already, in the name of `as`; the publication is what its author may edit. */
  handIn(viewer: Viewer, as: Viewer, draft: Draft, publication: z.output<typeof Publication>): Promise<HandedIn>;
  /** What became of something that waits; undefined for what never did. For who knows the id by right. */
  stateOf(id: string): Approval['state'] | undefined;
  /** A release officer's queue; for others what they handed in themselves. */
  list(viewer: Viewer): readonly Approval[];
  find(viewer: Viewer, id: string): Approval;
  mayDecide(viewer: Viewer, approval: Approval): boolean;
  /** Publishes exactly what was handed in. `conflict` where the object has a newer version by now. */
  approve(viewer: Viewer, id: string): Promise<void>;
  sendBack(viewer: Viewer, id: string, reason: string): Promise<void>;
};

type Parts = {
  readonly database: Database;
  readonly approvals: ApprovalStore;
  readonly secondPerson: SecondPerson;
  readonly speakFor: SpeakFor;
  readonly drafts: Drafts;
  readonly publisher: Publisher;
  readonly service: Pick<ObjectService, 'mayWrite'>;
  readonly releaseRequests: Pick<ReleaseRequestService, 'mustBeOpen' | 'published'>;
  readonly collections: CollectionStore;
  readonly queue: WriteQueue;
  readonly events: EventHub;
  readonly record: RecordEvent;
  readonly now: () => string;
};

export function createApprovalService(parts: Parts): ApprovalService {
  const {
    approvals,
    secondPerson,
    speakFor,
    drafts,
    publisher,
    releaseRequests,
    collections,
    queue,
    events,
    record,
    now,
  } = parts;
  const newest = parts.database.prepare(
    'SELECT stamp FROM version WHERE id = ? AND owner = ? ORDER BY modified DESC LIMIT 1',
  );

  function isOfficer(viewer: Viewer, { member }: Pick<Approval, 'member'>): boolean {
    return actsFor(viewer, member) && viewer.roles.has('release-officer');
  }

  function isAsker({ account }: Viewer, { asker }: Pick<Approval, 'asker'>): boolean {
    return account !== undefined && account.id === asker.account;
  }

  const mayDecide = (viewer: Viewer, approval: Approval): boolean =>
    approval.state === 'waiting' &&
    isOfficer(viewer, approval) &&
    viewer.mayWrite &&
    viewer.account !== undefined &&
    !isAsker(viewer, approval);

  function find(viewer: Viewer, id: string): Approval {
    const found = approvals.find(id);
    if (found === undefined || !(isOfficer(viewer, found) || isAsker(viewer, found))) {
      throw new Problem('not-found', 'There is nothing of that id that waits for approval.');
    }
    return found;
  }

  function decidable(viewer: Viewer, id: string): Approval {
    const found = find(viewer, id);
    if (found.state !== 'waiting') throw new Problem('conflict', 'That is decided already.');
    if (mayDecide(viewer, found)) return found;
    throw new Problem('not-allowed', 'A release officer decides, as a person, and not who handed it in.');
  }

  function wake(approval: Pick<Approval, 'member' | 'asker'>): void {
    events.wake((viewer) => isOfficer(viewer, approval) || isAsker(viewer, approval));
  }

  function recordDecision(
    kind: 'approved' | 'sent-back',
    viewer: Viewer,
    { id, object, member, asker }: Approval,
  ): void {
    const accounts = asker.account === undefined ? {} : { accounts: [asker.account] };
    record({ kind, members: [member, asker.member], ...accounts, subjects: [object, id] }, viewer);
  }

  const service: ApprovalService = {
    publish(viewer, publication) {
      const as = speakFor(viewer, publication.onBehalfOf);
      return service.handIn(viewer, as, drafts.of(viewer, publication, as), publication);
    },
    stateOf: (id) => approvals.find(id)?.state,
    async handIn(viewer, as, draft, publication) {
      const { collection, object, definitions, former, sayWithheld } = draft;
      const { grants } = publication;
      if (grants !== undefined) releaseRequests.mustBeOpen(viewer, grants, object.id);
      const all = [...definitions, object];
      const [because] = secondPerson
        .because({ owner: as.member, collection, values: all })
        .filter((each) => each !== undefined);
      if (because === undefined) {
        const id = await publisher.write(viewer, draft, as.member);
        if (grants !== undefined) await releaseRequests.published(viewer, grants);
        return { state: 'published', id, as, draft };
      }
      if (!parts.service.mayWrite(viewer, collection)) {
        throw new Problem('not-allowed', `You may not write to the collection ${collection.title}.`);
      }
      const refusals = all.flatMap((each) => validateObject(each));
      if (refusals.length > 0) {
        throw new Problem('invalid', refusals.map(({ path, message }) => `${path}: ${message}`).join('; '), {
          refusals,
        });
      }
      const { account } = viewer;
      const asker = {
        member: viewer.member,
        ...(account === undefined ? {} : { account: account.id, name: account.name }),
      };
      const approval = await queue.run(() => {
        const id = approvals.add({
          member: as.member,
          collection: collection.collection,
          publication: JSON.stringify(publication),
          objects: JSON.stringify(all),
          object: object.id,
          ...(former === undefined ? {} : { former: former.stamp }),
          ...(sayWithheld === undefined ? {} : { sayWithheld }),
          because,
          asker,
          asked: now(),
        });
        record({ kind: 'approval-asked', members: [as.member], subjects: [object.id, id] }, viewer);
        return id;
      });
      wake({ member: as.member, asker });
      return { state: 'waiting', approval, because };
    },
    list: (viewer) => approvals.of(viewer.member).filter((each) => isOfficer(viewer, each) || isAsker(viewer, each)),
    find,
    mayDecide,
    async approve(viewer, id) {
      const approval = decidable(viewer, id);
      const { object: about, former, member, sayWithheld } = approval;
      const last = newest.get(about, member)?.stamp;
      const objects = JSON.parse(approval.objects) as StixObject[];
      const object = objects.at(-1);
      if (object === undefined) throw new Error(`Approval ${id} holds nothing`);
      // What another officer has just published is the same version: writing it again changes nothing.
      if (last !== former && last !== object.modified) {
        throw new Problem('conflict', 'The object has a newer version by now; send the draft back.');
      }
      const draft = {
        collection: collections.get(approval.collection),
        object,
        definitions: objects.slice(0, -1),
        sayWithheld,
      };
      await publisher.write(viewer, draft, member, { isApproved: true });
      await queue.run(() => {
        approvals.approved(id, now(), viewer.account?.name ?? '');
        recordDecision('approved', viewer, approval);
      });
      const { grants } = JSON.parse(approval.publication) as z.output<typeof Publication>;
      if (grants !== undefined) await releaseRequests.published(viewer, grants);
      wake(approval);
    },
    async sendBack(viewer, id, reason) {
      const approval = await queue.run(() => {
        const found = decidable(viewer, id);
        approvals.sentBack(id, now(), viewer.account?.name ?? '', reason);
        recordDecision('sent-back', viewer, found);
        return found;
      });
      wake(approval);
    },
  };
  return service;
}
