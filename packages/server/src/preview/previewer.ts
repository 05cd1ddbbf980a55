import { Audience, handlingOf, why } from '@entente/release';
import { type StixObject, validateObject } from '@entente/stix';
import type { z } from '@hono/zod-openapi';
import { actsFor, type Viewer, writerFor } from '../accounts/viewer.ts';
import type { SecondPerson } from '../approvals/second-person.ts';
import { Problem } from '../http/problem.ts';
import type { SpeakFor } from '../mandates/speak-for.ts';
import type { Drafts } from '../objects/drafts.ts';
import type { Publication } from '../objects/messages.ts';
import type { ObjectService } from '../objects/object-service.ts';
import type { AudienceNames } from './audience-names.ts';
import { type DraftRelease, type DraftReleaseParts, reachedBy, releaseDraft } from './draft-release.ts';
import type { HoldingNodes } from './holding-nodes.ts';
import type { Preview } from './messages.ts';
import { createNaming, type NamingParts } from './naming.ts';
import { noRenditionBecause, reasonSentence } from './reason-sentences.ts';
import { versionChanges } from './version-changes.ts';

type PreviewMessage = z.output<typeof Preview>;
type Said = PreviewMessage['warnings'][number];

/** Says what publishing would do, and does nothing. */
export type Previewer = {
  /** Throws what publishing throws. */
  preview(viewer: Viewer, publication: z.output<typeof Publication>): PreviewMessage;
};

type Parts = DraftReleaseParts &
  NamingParts & {
    readonly drafts: Drafts;
    readonly service: Pick<ObjectService, 'mayWrite'>;
    readonly audiences: AudienceNames;
    readonly speakFor: SpeakFor;
    readonly secondPerson: SecondPerson;
    readonly holdingNodes: HoldingNodes;
  };

export function createPreviewer(parts: Parts): Previewer {
  const { drafts, service, roster, collections, reader, now, audiences, speakFor, secondPerson, holdingNodes } = parts;

  /** What publishing would let others get that the author may not have meant. */
  function warnings(viewer: Viewer, release: DraftRelease): Said[] {
    const naming = createNaming(parts, viewer);
    const reached = audiences.members(reachedBy(release));
    const references = new Map<string, Audience>();
    const others = release.warnings.flatMap((warning): Said[] => {
      if (warning.code !== 'reference-withheld') {
        const who = audiences.phrase(viewer, warning.audience);
        const gets = audiences.list(viewer, warning.audience).length === 1 ? 'gets' : 'get';
        return [
          {
            text: `${who} ${gets} nothing: ${noRenditionBecause(warning)}.`,
            audience: audiences.list(viewer, warning.audience),
          },
        ];
      }
      const { reference, audience } = warning;
      references.set(reference, (references.get(reference) ?? Audience.none).union(audience));
      return [];
    });
    const named = [...references].map(([reference, blind]): Said => {
      const count = audiences.members(blind).intersect(reached).size;
      const text = `It names ${naming.object(reference)}, which ${count} of the ${reached.size} members it is for may not see: the reference is withheld from them.`;
      return { text, audience: audiences.list(viewer, blind) };
    });
    return [...others, ...named];
  }

  /** The members that get nothing, together where the same keeps it from them. */
  function nothing(viewer: Viewer, release: DraftRelease): Said[] {
    const naming = createNaming(parts, viewer);
    const context = { roster: roster.current(), collectionReaders: collections.of, now: now() };
    const byReason = new Map<string, number[]>();
    for (const member of audiences.everyMember().subtract(reachedBy(release)).list()) {
      const { version, lookupMarking } = release;
      const { reasons } = why({ viewer: member, version, lookupMarking }, context);
      const [first] = reasons.filter(({ admits }) => !admits);
      // Its name is in the audience: the sentence must be the same for all whom the same keeps out.
      const text = first === undefined ? 'It is withheld.' : reasonSentence(first, { ...naming, viewer: 'them' });
      byReason.set(text, [...(byReason.get(text) ?? []), member]);
    }
    return [...byReason].map(([text, members]) => ({ text, audience: audiences.list(viewer, Audience.of(members)) }));
  }

  return {
    preview(viewer, publication) {
      const as = speakFor(viewer, publication.onBehalfOf);
      const draft = drafts.of(viewer, publication, as);
      const { collection, object, definitions, former } = draft;
      if (!service.mayWrite(viewer, collection)) {
        throw new Problem('not-allowed', `You may not write to the collection ${collection.title}.`);
      }
      if (viewer.unit !== undefined && former !== undefined) {
        throw new Problem('not-allowed', 'Who acts for a unit publishes objects of his own, and changes none.');
      }
      const refusals = [...definitions, object].flatMap((each) => validateObject(each));
      if (refusals.length > 0) {
        throw new Problem('invalid', refusals.map(({ path, message }) => `${path}: ${message}`).join('; '), {
          refusals,
        });
      }
      const release = releaseDraft(parts, as.member, draft, writerFor(viewer, as.member));
      const handedIn = { owner: as.member, collection, values: [...definitions, object] };
      const because = secondPerson.because(handedIn).find((each) => each !== undefined);
      // Who had the version before is its owner's to know, also from those who may publish in its name.
      const [before] = former === undefined || !actsFor(viewer, as.member) ? [] : reader.bodies([former]);
      const changes =
        before === undefined
          ? undefined
          : versionChanges(parts.database, parts.terms, as.member, draft, release, parse(before));
      const list = (audience: Audience) => audiences.list(viewer, audience);
      return {
        renditions: release.renditions
          .filter(({ audience }) => !audience.isEmpty)
          .map(({ text, audience, withheld }) => ({
            object: JSON.parse(text) as Record<string, unknown>,
            audience: list(audience),
            withheld: [...withheld],
          })),
        members: {
          total: audiences.everyMember().size,
          reached: audiences.members(reachedBy(release)).size,
        },
        nothing: nothing(viewer, release),
        warnings: warnings(viewer, release),
        nodes: holdingNodes.of(viewer, release.renditions),
        plainClients: holdingNodes.plainClients(viewer, release.renditions),
        handling: handlingOf(release.terms),
        ...(because === undefined ? {} : { secondPerson: because }),
        ...(changes === undefined
          ? {}
          : {
              changes: {
                gain: list(changes.gain),
                lose: list(changes.lose),
                keepOlder: list(changes.keepOlder),
                properties: [...changes.properties],
              },
            }),
      };
    },
  };
}

function parse(bytes: Uint8Array): StixObject {
  return JSON.parse(Buffer.from(bytes).toString()) as StixObject;
}
