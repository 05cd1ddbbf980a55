import { readStatement, writeStatement } from '@entente/positions';
import type { JsonObject, StixObject } from '@entente/stix';
import type { z } from '@hono/zod-openapi';
import { actsFor, type Viewer } from '../accounts/viewer.ts';
import type { ApprovalService, HandedIn } from '../approvals/approval-service.ts';
import type { Collection, CollectionStore } from '../collections/collection-store.ts';
import type { WriteQueue } from '../database/write-queue.ts';
import { Problem } from '../http/problem.ts';
import type { MemberStore } from '../members/member-store.ts';
import type { CatalogueQuery } from '../objects/catalogue-query.ts';
import type { Draft, Drafts } from '../objects/drafts.ts';
import type { Publication } from '../objects/messages.ts';
import type { ObjectReader, Rendition } from '../objects/object-reader.ts';
import type { ObjectService } from '../objects/object-service.ts';
import type { Summaries } from '../objects/object-summary.ts';
import type { Publisher } from '../objects/publisher.ts';
import { quoteOf } from './locate-quote.ts';
import { type Markings, markingsAt } from './markings-at.ts';
import type { GivenStatement } from './messages.ts';
import { narrowestMarkings } from './narrowest-markings.ts';
import type { Proposal, ProposalStore } from './proposal-store.ts';
import { dayOf, paragraphsOf, textOfParagraphs } from './report-text.ts';
import { createSpeakers } from './speakers.ts';
import { createTakeBack } from './take-back.ts';

type Given = z.output<typeof GivenStatement>;
type Beside = { readonly draft: Draft; readonly publication: z.output<typeof Publication> };

/** A report as somebody has it. */
export type OpenReport = { readonly shown: Rendition; readonly object: StixObject; readonly text: string };

/** How a proposal stands; `approval` where its statement waits for a second person or was sent back by one. */
export type Standing = { readonly state: Proposal['state']; readonly approval?: 'waiting' | 'sent-back' };

/** Confirming what a report says, on behalf of a viewer. Hidden and nonexistent are one `not-found`. */
export type StatementService = {
  open(viewer: Viewer, report: string): OpenReport;
  mayConfirm(viewer: Viewer, shown: Rendition): boolean;
  /** Publishes a statement under the report's terms or narrower, or hands it in where a second person is asked for. */
  confirm(viewer: Viewer, report: string, given: Given): Promise<HandedIn>;
  /** How a proposal stands: one whose statement was sent back is open again. */
  standingOf(proposal: Proposal): Standing;
  reject(viewer: Viewer, report: string, proposal: string): Promise<void>;
  /** Opens a decided proposal again; a statement that was made of it is revoked. */
  reopen(viewer: Viewer, report: string, proposal: string): Promise<void>;
  /** Publishes that a report is a duplicate of another. */
  link(viewer: Viewer, report: string, other: string): Promise<HandedIn>;
  /** Takes back the word, a relationship, that a report is a duplicate of another or another of it. */
  unlink(viewer: Viewer, report: string, link: string): Promise<void>;
  /** Takes back a statement that was added by hand. */
  revoke(viewer: Viewer, report: string, statement: string): Promise<void>;
};

type Parts = {
  readonly proposals: ProposalStore;
  readonly reader: ObjectReader;
  readonly summaries: Summaries;
  readonly catalogue: Pick<CatalogueQuery, 'page'>;
  readonly collections: CollectionStore;
  readonly members: MemberStore;
  readonly drafts: Drafts;
  readonly publisher: Publisher;
  readonly approvals: Pick<ApprovalService, 'handIn' | 'stateOf'>;
  readonly service: Pick<ObjectService, 'mayRead' | 'mayWrite'>;
  readonly queue: WriteQueue;
  readonly now: () => string;
};

export function createStatementService(parts: Parts): StatementService {
  const { proposals, reader, summaries, collections, members, drafts, approvals, service, queue, now } = parts;
  const takeBack = createTakeBack(parts);

  function open(viewer: Viewer, report: string): OpenReport {
    const shown = report.startsWith('report--') ? reader.current(viewer, report) : undefined;
    const object = shown === undefined ? undefined : summaries.parse(shown);
    const paragraphs = object === undefined ? [] : paragraphsOf(object);
    if (shown === undefined || object === undefined || paragraphs.length === 0) {
      throw new Problem('not-found', 'There is no such report, or it is not released to you.');
    }
    return { shown, object, text: textOfParagraphs(paragraphs) };
  }

  /** Where what somebody confirms is published: beside the report, else in any collection that he reads and writes. */
  function placeFor(viewer: Viewer, shown: Rendition): Collection | undefined {
    const beside = collections.get(shown.collection);
    if (service.mayWrite(viewer, beside)) return beside;
    if (actsFor(viewer, shown.owner)) return undefined;
    return collections.all().find((each) => service.mayWrite(viewer, each) && service.mayRead(viewer, each));
  }

  function mustPlace(viewer: Viewer, shown: Rendition): Collection {
    const place = placeFor(viewer, shown);
    if (place === undefined) throw new Problem('not-allowed', 'You may not publish beside this report.');
    return place;
  }

  function visible(viewer: Viewer, id: string | undefined, what: string): void {
    if (id === undefined || members.find(id) !== undefined || reader.current(viewer, id) !== undefined) return;
    throw new Problem('not-found', `There is no such ${what}, or it is not released to you.`);
  }

  function openProposal(viewer: Viewer, { shown }: OpenReport, id: string): Proposal {
    const found = proposals.find(shown.body, readerOf(viewer), id);
    if (found === undefined) throw new Problem('not-found', 'There is no such proposal.');
    return found;
  }

  /** A draft to be published beside a report, with markings that go to nobody who does not have the report. */
  function draftBeside(
    viewer: Viewer,
    { shown, object: report }: OpenReport,
    content: JsonObject,
    given: Given['terms'],
    touched: readonly number[],
  ): Beside {
    const { id: collection } = mustPlace(viewer, shown);
    const isOwner = actsFor(viewer, shown.owner);
    if (!isOwner && given !== undefined) {
      throw new Problem('not-allowed', 'What you confirm in the report of another goes to your own member.');
    }
    const ownMember = {
      tlp: 'amber' as const,
      releasableTo: [members.get(viewer.member).identity],
      notReleasableTo: [],
    };
    const publication = { collection, terms: given ?? ownMember, object: content };
    const draft = drafts.of(viewer, publication);
    if (!isOwner) return { draft, publication };
    const { whole, parts: narrower }: Markings = markingsAt(report, touched);
    const added = given === undefined ? [] : ((draft.object.object_marking_refs ?? []) as string[]);
    const refs = narrowestMarkings([...whole, ...narrower, ...added]);
    const { object_marking_refs: _, ...rest } = draft.object;
    const object = { ...rest, ...(refs.length === 0 ? {} : { object_marking_refs: refs }) } as StixObject;
    const definitions = given === undefined ? [] : draft.definitions;
    return { draft: { ...draft, object, definitions }, publication };
  }

  /** Publishes what was drafted in the viewer's name, or hands it in for a second person. */
  function publish(viewer: Viewer, { draft, publication }: Beside): Promise<HandedIn> {
    return approvals.handIn(viewer, viewer, draft, publication);
  }

  function standingOf({ state, approval }: Proposal): Standing {
    const became = approval === undefined ? undefined : approvals.stateOf(approval);
    if (became === 'waiting') return { state, approval: 'waiting' };
    return became === 'sent-back' ? { state: 'open', approval: 'sent-back' } : { state };
  }

  const revokeStatement = (viewer: Viewer, report: string, id: string): Promise<void> =>
    takeBack(viewer, id, 'statement', ({ type, report_ref: of }) => type === 'statement' && of === report);

  return {
    open,
    standingOf,
    mayConfirm: (viewer, shown) => placeFor(viewer, shown) !== undefined,
    async confirm(viewer, report, given) {
      const opened = open(viewer, report);
      const { shown, object, text } = opened;
      mustPlace(viewer, shown);
      const proposal = given.proposal === undefined ? undefined : openProposal(viewer, opened, given.proposal);
      if (proposal !== undefined && standingOf(proposal).state === 'accepted') {
        throw new Problem('conflict', 'That is confirmed already.');
      }
      for (const { start, end } of [...given.source, ...given.cue, ...given.content]) {
        if (start >= end || end > text.length) {
          throw new Problem('invalid', 'A span lies outside of the text.', { property: 'content' });
        }
      }
      visible(viewer, given.speaker, 'person, member or unit');
      visible(viewer, given.spokenFor, 'member or unit');
      visible(viewer, given.claim, 'claim');
      const paragraphs = paragraphsOf(object);
      const touched = touchedParagraphs(paragraphs, [...given.source, ...given.cue, ...given.content]);
      const { speakerName } = given;
      let { speaker } = given;
      if (speaker === undefined && given.newPerson && speakerName !== undefined) {
        // Made once: who is accepted twice in a report is the same person.
        speaker = createSpeakers(viewer, members, parts.catalogue, summaries).named(speakerName)?.id;
      }
      let added: Draft | undefined;
      if (speaker === undefined && given.newPerson && speakerName !== undefined) {
        const person = {
          type: 'identity',
          name: speakerName,
          identity_class: 'individual',
          ...(given.office === undefined ? {} : { roles: [given.office] }),
        };
        added = draftBeside(viewer, opened, person, given.terms, touched).draft;
        speaker = added.object.id;
      }
      // Where parts before it may be withheld from somebody, its offsets would tell him how long they are.
      const isCounted = markingsAt(object, [...paragraphs.keys()]).parts.length === 0;
      const statement = writeStatement({
        report,
        sourceSpans: isCounted ? given.source : [],
        cueSpans: isCounted ? given.cue : [],
        contentSpans: isCounted ? given.content : [],
        quote: quoteOf(text, given.content),
        kind: given.kind,
        negated: given.negated,
        hedged: given.hedged,
        said: given.said ?? dayOf(object, text) ?? now().slice(0, 10),
        ...(speaker === undefined ? {} : { speaker }),
        ...(speakerName === undefined ? {} : { speakerName }),
        ...(given.office === undefined ? {} : { office: given.office }),
        ...(given.spokenFor === undefined ? {} : { spokenFor: given.spokenFor }),
        ...(given.claim === undefined ? {} : { claim: given.claim }),
        ...(given.stance === undefined ? {} : { stance: given.stance }),
        quantities: given.quantities.map(({ of, text: words, ...rest }) => ({
          ...rest,
          ...(of === undefined ? {} : { of }),
          ...(words === undefined ? {} : { text: words }),
        })),
      });
      const beside = draftBeside(viewer, opened, statement, given.terms, touched);
      // Who is new is published with what he says, or waits with it.
      const definitions = [
        ...(added === undefined ? [] : [...added.definitions, added.object]),
        ...beside.draft.definitions,
      ];
      const handedIn = await publish(viewer, { ...beside, draft: { ...beside.draft, definitions } });
      const by = viewer.account?.name;
      if (proposal !== undefined) {
        await queue.run(() =>
          proposals.decide(proposal.id, {
            state: 'accepted',
            statement: beside.draft.object.id,
            ...(handedIn.state === 'waiting' ? { approval: handedIn.approval } : {}),
            at: now(),
            ...(by === undefined ? {} : { by }),
          }),
        );
      }
      return handedIn;
    },
    async reject(viewer, report, id) {
      const opened = open(viewer, report);
      mustPlace(viewer, opened.shown);
      const found = openProposal(viewer, opened, id);
      if (standingOf(found).state === 'accepted') throw new Problem('conflict', 'That is confirmed already.');
      const by = viewer.account?.name;
      await queue.run(() =>
        proposals.decide(id, { state: 'rejected', at: now(), ...(by === undefined ? {} : { by }) }),
      );
    },
    async reopen(viewer, report, id) {
      const opened = open(viewer, report);
      mustPlace(viewer, opened.shown);
      const found = openProposal(viewer, opened, id);
      const { approval } = standingOf(found);
      if (approval === 'waiting') {
        throw new Problem('conflict', 'It waits for a second person, who can send it back.');
      }
      if (found.statement !== undefined && approval === undefined)
        await revokeStatement(viewer, report, found.statement);
      await queue.run(() => proposals.decide(id, { state: 'open', at: now() }));
    },
    async link(viewer, report, other) {
      const opened = open(viewer, report);
      open(viewer, other);
      if (report === other) throw new Problem('invalid', 'A report is no duplicate of itself.', { property: 'of' });
      const content = {
        type: 'relationship',
        relationship_type: 'duplicate-of',
        source_ref: report,
        target_ref: other,
        description: 'The same wording: one source.',
      };
      return publish(viewer, draftBeside(viewer, opened, content, undefined, []));
    },
    async unlink(viewer, report, link) {
      open(viewer, report);
      await takeBack(
        viewer,
        link,
        'word on copies',
        ({ type, relationship_type: kind, source_ref: one, target_ref: other }) =>
          type === 'relationship' && kind === 'duplicate-of' && [one, other].includes(report),
      );
    },
    async revoke(viewer, report, statement) {
      open(viewer, report);
      await revokeStatement(viewer, report, statement);
    },
  };
}

/** For whom proposals are kept: the member, or the unit. */
export function readerOf({ unit, member }: Viewer): number {
  return unit ?? member;
}

/** The statement that an object is, where it says one and is not taken back. */
export function statementIn(object: StixObject) {
  const read = object.revoked === true ? undefined : readStatement(object);
  return read?.ok ? read.value : undefined;
}

function touchedParagraphs(paragraphs: readonly string[], spans: readonly { start: number; end: number }[]): number[] {
  const places: number[] = [];
  let from = 0;
  for (const [place, { length }] of paragraphs.entries()) {
    const to = from + length;
    if (spans.some(({ start, end }) => start < to && end > from)) places.push(place);
    from = to + 2;
  }
  return places;
}
