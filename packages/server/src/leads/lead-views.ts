import type { z } from '@hono/zod-openapi';
import type { Viewer } from '../accounts/viewer.ts';
import type { MemberStore } from '../members/member-store.ts';
import type { ReleaseNames } from '../members/release-names.ts';
import type { ObjectReader } from '../objects/object-reader.ts';
import type { Summaries } from '../objects/object-summary.ts';
import type { TermsViews } from '../terms/terms-view.ts';
import type { SeenLead } from './lead-service.ts';
import type { Lead, LeadEntry, LeadStore } from './lead-store.ts';
import type { LeadMessage } from './messages.ts';
import { mayAct } from './policy.ts';

type Message = z.infer<typeof LeadMessage>;

/** Leads as their readers see them: never more than the rendition of the object that the reader has. */
export type LeadViews = {
  /** `isWhole`: with what was written about it. */
  of(viewer: Viewer, seen: SeenLead, isWhole: boolean): Message;
};

type Parts = {
  readonly leads: LeadStore;
  readonly members: MemberStore;
  readonly names: ReleaseNames;
  readonly reader: ObjectReader;
  readonly summaries: Summaries;
  readonly termsViews: TermsViews;
  readonly now: () => string;
};

export function createLeadViews({ leads, members, names, reader, summaries, termsViews, now }: Parts): LeadViews {
  function named(viewer: Viewer, identity: string) {
    return { id: identity, name: names.nameOf(viewer, identity) };
  }

  function isOverdue({ deadline, state }: Lead): boolean {
    return (
      deadline !== undefined &&
      (state === 'new' || state === 'acknowledged') &&
      Date.parse(deadline) < Date.parse(now())
    );
  }

  /** What an answer says is the sighting's to tell, to whom that is released. */
  function entry(viewer: Viewer, { principal, author, kind, text, sighting, time }: LeadEntry) {
    const shown = sighting === undefined ? undefined : reader.current(viewer, sighting);
    const description = shown === undefined ? undefined : summaries.parse(shown).description;
    const said = text ?? (typeof description === 'string' ? description : undefined);
    return {
      from: named(viewer, names.identityOf(principal)),
      ...(author === undefined ? {} : { author }),
      kind,
      ...(said === undefined ? {} : { text: said }),
      ...(shown === undefined || sighting === undefined ? {} : { sighting }),
      time,
    };
  }

  return {
    of(viewer, { lead, part, shown }, isWhole) {
      const common = {
        id: lead.id,
        unit: named(viewer, names.identityOf(lead.unit)),
        from: named(viewer, members.get(lead.sender).identity),
        sent: lead.sent,
        state: lead.state,
      };
      if (shown === undefined) {
        const may = { acknowledge: false, write: false, answer: false, close: false };
        return { ...common, withdrawn: true, overdue: false, may };
      }
      const { note, deadline, answersTo, state } = lead;
      const may = (action: Parameters<typeof mayAct>[0]) => mayAct(action, viewer, part, state);
      return {
        ...common,
        withdrawn: false,
        ...(deadline === undefined ? {} : { deadline }),
        overdue: isOverdue(lead),
        summary: summaries.of(shown),
        handling: termsViews.of(viewer, shown.terms).handling,
        ...(note === undefined ? {} : { note }),
        ...(answersTo.length === 0 || part === 'member'
          ? {}
          : { answersTo: answersTo.map((each) => named(viewer, each)) }),
        ...(isWhole ? { thread: leads.thread(lead.lead).map((each) => entry(viewer, each)) } : {}),
        may: { acknowledge: may('acknowledge'), write: may('write'), answer: may('answer'), close: may('close') },
      };
    },
  };
}
