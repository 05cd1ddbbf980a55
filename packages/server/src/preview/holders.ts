import { Audience } from '@entente/release';
import type { StixObject } from '@entente/stix';
import type { z } from '@hono/zod-openapi';
import { actsFor, type Viewer } from '../accounts/viewer.ts';
import type { Database } from '../database/open-database.ts';
import { Problem } from '../http/problem.ts';
import type { ObjectReader } from '../objects/object-reader.ts';
import type { Releaser } from '../objects/releaser.ts';
import { isRendition, wholeOf } from '../terms/expression.ts';
import type { TermsStore } from '../terms/terms-store.ts';
import type { AudienceNames } from './audience-names.ts';
import type { Holders as HoldersMessage } from './messages.ts';

/** Says who has what of an object now, to the people of its owner alone. */
export type Holders = {
  /** Of the newest version. Throws `not-found`, alike for what is missing, hidden or somebody else's. */
  of(viewer: Viewer, id: string): z.output<typeof HoldersMessage>;
};

type Parts = {
  readonly database: Database;
  readonly reader: ObjectReader;
  readonly terms: TermsStore;
  readonly releaser: Releaser;
  readonly audiences: AudienceNames;
};

export function createHolders({ database, reader, terms, releaser, audiences }: Parts): Holders {
  const placed = database.prepare(
    'SELECT p.terms, p.body, b.bytes FROM placement p JOIN body b ON b.body = p.body WHERE p.version = ? ORDER BY p.added',
  );

  return {
    of(viewer, id) {
      const shown = reader.current(viewer, id);
      if (shown === undefined || !actsFor(viewer, shown.owner)) {
        throw new Problem('not-found', 'There is no such object, or it is not released to you.');
      }
      const [bytes = new Uint8Array()] = reader.bodies([shown]);
      const object = parse(bytes);
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
          const released = releaser.release({ owner, object, bytes, terms: wholeOf(expression), createdByOwner });
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
          object: JSON.parse(text) as Record<string, unknown>,
          audience: audiences.list(viewer, audience),
          withheld: [...withheld],
        })),
        members: { total: audiences.everyMember().size, reached: audiences.members(reached).size },
      };
    },
  };
}

function parse(bytes: Uint8Array): StixObject {
  return JSON.parse(Buffer.from(bytes).toString()) as StixObject;
}
