import { writeClaim, writePosition } from '@entente/positions';
import type { JsonObject, StixObject } from '@entente/stix';
import type { z } from '@hono/zod-openapi';
import { actsFor, type Viewer } from '../accounts/viewer.ts';
import type { ApprovalService, HandedIn } from '../approvals/approval-service.ts';
import type { CollectionStore } from '../collections/collection-store.ts';
import { Problem } from '../http/problem.ts';
import type { MemberStore } from '../members/member-store.ts';
import type { ObjectReader } from '../objects/object-reader.ts';
import type { ObjectService } from '../objects/object-service.ts';
import type { Summaries } from '../objects/object-summary.ts';
import type { NewClaim, NewPosition, StatementLink } from './messages.ts';
import type { PositionReader } from './position-reader.ts';

/** Publishing claims and positions, and saying which claim a statement is about. Refusals: `not-found`, `not-allowed`, `invalid`. */
export type PositionService = {
  /** A new claim, or a new version of the one with that id. */
  publishClaim(viewer: Viewer, claim: z.output<typeof NewClaim>, id?: string): Promise<HandedIn>;
  publishPosition(viewer: Viewer, position: z.output<typeof NewPosition>, id?: string): Promise<HandedIn>;
  /** A new version of an own statement, under the same terms. */
  link(viewer: Viewer, statement: string, link: z.output<typeof StatementLink>): Promise<void>;
};

type Parts = {
  readonly positions: PositionReader;
  readonly reader: ObjectReader;
  readonly summaries: Summaries;
  readonly members: MemberStore;
  readonly collections: CollectionStore;
  readonly service: Pick<ObjectService, 'add'>;
  readonly approvalService: Pick<ApprovalService, 'publish'>;
  readonly clock: () => number;
};

const nothing = 'There is no such object, or it is not released to you.';

export function createPositionService(parts: Parts): PositionService {
  const { positions, reader, summaries, members, collections, service, approvalService, clock } = parts;

  /** The identity of a member by its name, or an identity id as it is. */
  function identity(named: string): string {
    const member = members.find(named);
    if (member !== undefined) return member.identity;
    if (named.startsWith('identity--')) return named;
    throw new Problem('not-found', `There is no member ${named}.`);
  }

  function mustSee(viewer: Viewer, ids: readonly string[]): void {
    if (ids.some((id) => reader.current(viewer, id) === undefined)) throw new Problem('not-found', nothing);
  }

  function mustBe(id: string | undefined, type: string): { id?: string } {
    if (id === undefined) return {};
    if (!id.startsWith(`${type}--`)) throw new Problem('not-found', nothing);
    return { id };
  }

  const dayNow = (): string => new Date(clock()).toISOString().slice(0, 10);

  function mustWrite({ mayWrite, roles }: Viewer): void {
    if (mayWrite && roles.size > 0) return;
    throw new Problem('not-allowed', 'You may not publish anything.');
  }

  return {
    async publishClaim(viewer, claim, id) {
      mustWrite(viewer);
      const { name, description, aliases, places, from, until, asked, askedOf, ...publication } = claim;
      if (from !== undefined && until !== undefined && until < from) {
        throw new Problem('invalid', 'A claim’s scope ends on the day it begins, or later.', { property: 'until' });
      }
      mustSee(viewer, places);
      // Who only puts it differently has asked on the day that he did.
      const before = id === undefined ? undefined : positions.claim(viewer, id)?.value;
      const asker = members.get(viewer.member).identity;
      const object = writeClaim({
        name,
        aliases,
        places,
        askedOf: askedOf.map(identity),
        ...(description === undefined ? {} : { description }),
        ...(from === undefined ? {} : { from }),
        ...(until === undefined ? {} : { until }),
        ...(asked
          ? { askedBy: asker, askedOn: before?.askedBy === asker && before.askedOn ? before.askedOn : dayNow() }
          : {}),
      });
      return approvalService.publish(viewer, { ...publication, object: { ...object, ...mustBe(id, 'claim') } });
    },
    async publishPosition(viewer, position, id) {
      mustWrite(viewer);
      const {
        claim,
        holder,
        speaksFor,
        holderName,
        office,
        answer,
        opinion,
        condition,
        since,
        until,
        basis,
        explanation,
        ...publication
      } = position;
      if (positions.claim(viewer, claim) === undefined) {
        throw new Problem('not-found', 'There is no such claim, or it is not released to you.');
      }
      mustSee(viewer, basis);
      if (answer === 'conditional' && condition === undefined) {
        throw new Problem('invalid', 'A conditional position names its condition.', { property: 'condition' });
      }
      if (until !== undefined && until < since) {
        throw new Problem('invalid', 'A position ends on the day it begins, or later.', { property: 'until' });
      }
      const object = writePosition({
        claim,
        holder: identity(holder),
        answer,
        opinion,
        since,
        basis,
        ...(speaksFor === undefined ? {} : { speaksFor: identity(speaksFor) }),
        ...(holderName === undefined ? {} : { holderName }),
        ...(office === undefined ? {} : { office }),
        ...(condition === undefined ? {} : { condition }),
        ...(until === undefined ? {} : { until }),
        ...(explanation === undefined ? {} : { explanation }),
      });
      return approvalService.publish(viewer, { ...publication, object: { ...object, ...mustBe(id, 'opinion') } });
    },
    async link(viewer, statement, { claim, stance }) {
      mustWrite(viewer);
      const current = mustBe(statement, 'statement').id === undefined ? undefined : reader.current(viewer, statement);
      if (current === undefined || positions.claim(viewer, claim) === undefined)
        throw new Problem('not-found', nothing);
      if (!actsFor(viewer, current.owner) || !current.createdByOwner) {
        throw new Problem(
          'not-allowed',
          'Only its originator says which claim a statement is about; take a position that rests on it instead.',
        );
      }
      const { stance: _, ...before } = summaries.parse({ ...current });
      const moment = Math.max(clock(), Date.parse(String(before.modified)) + 1);
      const value = {
        ...(before as JsonObject),
        claim_ref: claim,
        ...(stance === undefined ? {} : { stance }),
        modified: new Date(moment).toISOString(),
      } as unknown as StixObject;
      const incoming = [{ bytes: Buffer.from(JSON.stringify(value)), value }];
      const [outcome] = await service.add(viewer, collections.get(current.collection), incoming);
      if (outcome?.state === 'refused') {
        throw new Problem('invalid', outcome.refusals.map(({ message }) => message).join('; '), {
          refusals: outcome.refusals,
        });
      }
    },
  };
}
