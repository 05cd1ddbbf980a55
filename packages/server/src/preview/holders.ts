import { Audience } from '@entente/release';
import type { StixObject } from '@entente/stix';
import type { z } from '@hono/zod-openapi';
import type { Viewer } from '../accounts/viewer.ts';
import type { Database } from '../database/open-database.ts';
import { Problem } from '../http/problem.ts';
import type { MemberStore } from '../members/member-store.ts';
import { byName } from '../members/name-order.ts';
import type { ObjectReader } from '../objects/object-reader.ts';
import type { Releaser } from '../objects/releaser.ts';
import type { IsElsewhere } from '../peers/is-elsewhere.ts';
import type { HoldingStore } from '../receipts/holding-store.ts';
import type { SignedRoster } from '../roster/signed-roster.ts';
import { isRendition, wholeOf } from '../terms/expression.ts';
import type { TermsStore } from '../terms/terms-store.ts';
import type { FindAskedAbout } from './asked-about.ts';
import type { AudienceNames } from './audience-names.ts';
import type { Holders as HoldersMessage } from './messages.ts';

/** Says who has what of an object now: to the people of its owner; to auditors without what it says. */
export type Holders = {
  /** Of the newest version. Throws `not-found`, alike for what is missing, hidden or not to be asked about. */
  of(viewer: Viewer, id: string): z.output<typeof HoldersMessage>;
};

type Parts = {
  readonly database: Database;
  readonly reader: ObjectReader;
  readonly terms: TermsStore;
  readonly releaser: Releaser;
  readonly audiences: AudienceNames;
  readonly askedAbout: FindAskedAbout;
  readonly members: Pick<MemberStore, 'get' | 'find'>;
  readonly holdings: Pick<HoldingStore, 'of'>;
  readonly signedRoster: Pick<SignedRoster, 'current'>;
  readonly isElsewhere: IsElsewhere;
};

export function createHolders(parts: Parts): Holders {
  const { database, reader, terms, releaser, audiences, askedAbout, members, holdings, signedRoster, isElsewhere } =
    parts;

  const placed = database.prepare(
    'SELECT p.terms, p.body, b.bytes FROM placement p JOIN body b ON b.body = p.body WHERE p.version = ? ORDER BY p.added',
  );

  const writerOf = database.prepare('SELECT written_by AS writtenBy FROM version WHERE version = ?');

  function receiptsFor(bodies: readonly number[], reached: Audience) {
    const nodes = new Map(signedRoster.current()?.file.roster.nodes.map(({ id, name }) => [id, name]));
    const ref = (identity: string) => ({ id: identity, name: members.find(identity)?.name ?? identity });
    const first = new Map([...holdings.of(bodies)].reverse().map((each) => [each.holder, each] as const));
    const confirmed = [...first.values()]
      .map(({ holder, since, node }) => ({ member: ref(holder), since, node: nodes.get(node) ?? node }))
      .sort((a, b) => (a.since < b.since ? -1 : 1));
    const waiting = audiences
      .members(reached)
      .list()
      .filter((member) => isElsewhere(member))
      .map((member) => members.get(member))
      .filter(({ identity }) => !first.has(identity))
      .map(({ identity }) => ref(identity))
      .sort(byName);
    return { confirmed, waiting };
  }

  return {
    of(viewer, id) {
      const { shown, isOwners, isAboutOthers } = askedAbout(viewer, id);
      if (!isOwners && !isAboutOthers) {
        throw new Problem('not-found', 'There is no such object, or it is not released to you.');
      }
      const [bytes = new Uint8Array()] = reader.bodies([shown]);
      const object = parse(bytes);
      const { writtenBy } = writerOf.get(shown.version) as { writtenBy: number | null };
      const byBody = new Map<number, { text: string; audience: Audience; withheld: Set<string> }>();
      for (const row of placed.all(shown.version)) {
        const { expression } = terms.read(Number(row.terms));
        const holders = Audience.of(terms.audienceOf(Number(row.terms)));
        const rendition = byBody.get(Number(row.body)) ?? {
          text: Buffer.from(row.bytes as Uint8Array).toString(),
          audience: Audience.none,
          withheld: new Set<string>(),
        };
        rendition.audience = rendition.audience.union(holders);
        if (isRendition(expression)) {
          const { owner, createdByOwner } = shown;
          const version = { owner, object, bytes, terms: wholeOf(expression), createdByOwner, writtenBy };
          const released = releaser.release(version);
          const { whole: _, ...carried } = expression;
          const same = released?.renditions.find((each) => JSON.stringify(each.terms) === JSON.stringify(carried));
          for (const selector of same?.withheld ?? []) rendition.withheld.add(selector);
        }
        byBody.set(Number(row.body), rendition);
      }
      const ofAuthor = byBody.get(shown.body);
      const others = [...byBody.values()].filter((rendition) => rendition !== ofAuthor && !rendition.audience.isEmpty);
      const all = ofAuthor === undefined ? others : [ofAuthor, ...others];
      const reached = all.reduce((some, { audience }) => some.union(audience), Audience.none);
      return {
        renditions: all.map(({ text, audience, withheld }) => ({
          ...(isOwners ? { object: JSON.parse(text) as Record<string, unknown>, withheld: [...withheld] } : {}),
          isWhole: withheld.size === 0,
          audience: audiences.list(viewer, audience),
        })),
        members: { total: audiences.everyMember().size, reached: audiences.members(reached).size },
        receipts: receiptsFor([...byBody.keys()], reached),
      };
    },
  };
}

function parse(bytes: Uint8Array): StixObject {
  return JSON.parse(Buffer.from(bytes).toString()) as StixObject;
}
