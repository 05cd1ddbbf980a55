import { actsFor, type Viewer } from '../accounts/viewer.ts';
import type { RecordEvent } from '../audit/audit-event.ts';
import type { MeetingPlace } from '../collections/meeting-place.ts';
import type { WriteQueue } from '../database/write-queue.ts';
import type { EventHub } from '../events/event-hub.ts';
import { Problem } from '../http/problem.ts';
import type { MemberStore } from '../members/member-store.ts';
import type { ReleaseNames } from '../members/release-names.ts';
import type { ObjectReader, Rendition } from '../objects/object-reader.ts';
import type { Publisher } from '../objects/publisher.ts';
import type { TermsStore } from '../terms/terms-store.ts';
import { knowsUnit } from '../units/policy.ts';
import { addressOf, type Unit, type UnitStore } from '../units/unit-store.ts';
import type { Lead, LeadEntry, LeadState, LeadStore } from './lead-store.ts';
import { type LeadAction, mayAct, maySend, type Part, partIn } from './policy.ts';

export type NewLead = {
  readonly object: string;
  readonly units: readonly string[];
  readonly deadline?: string | undefined;
  readonly note?: string | undefined;
  readonly answersTo: readonly string[];
};

export type LeadAnswer = {
  readonly text?: string | undefined;
  readonly of?: string | undefined;
  readonly count?: number | undefined;
  readonly firstSeen?: string | undefined;
  readonly lastSeen?: string | undefined;
};

/** A lead with the viewer's part in it, and the object as he has it: undefined where he may not see it any more. */
export type SeenLead = { readonly lead: Lead; readonly part: Part; readonly shown: Rendition | undefined };

/** Leads, on behalf of a viewer. What he has no part in is `not-found`; further refusals: `not-allowed`, `conflict`. */
export type LeadService = {
  list(viewer: Viewer): readonly SeenLead[];
  find(viewer: Viewer, id: string): SeenLead;
  /** One lead for each unit, all or none. Each unit must have been released the object before. */
  send(viewer: Viewer, lead: NewLead): Promise<readonly string[]>;
  acknowledge(viewer: Viewer, id: string): Promise<void>;
  write(viewer: Viewer, id: string, text: string): Promise<void>;
  /** Publishes a sighting for the originator, and for those whom the originator named. */
  answer(viewer: Viewer, id: string, answer: LeadAnswer): Promise<void>;
  close(viewer: Viewer, id: string): Promise<void>;
};

type Parts = {
  readonly leads: LeadStore;
  readonly units: UnitStore;
  readonly members: MemberStore;
  readonly names: ReleaseNames;
  readonly reader: ObjectReader;
  readonly terms: TermsStore;
  readonly publisher: Publisher;
  readonly meetingPlace: MeetingPlace;
  readonly queue: WriteQueue;
  readonly events: EventHub;
  readonly record: RecordEvent;
  readonly now: () => string;
};

const leadTypes = ['report', 'note', 'grouping', 'incident', 'indicator'];
const noLead = 'There is no such lead.';

export function createLeadService(parts: Parts): LeadService {
  const { leads, units, members, names, reader, terms, publisher, meetingPlace, queue, events, record, now } = parts;

  function see(viewer: Viewer, lead: Lead): SeenLead[] {
    const part = partIn(viewer, lead, units.get(lead.unit).member);
    if (part === undefined) return [];
    const current = reader.current(viewer, lead.object);
    // Another owner's object of the same id is not what was sent.
    return [{ lead, part, shown: current?.owner === lead.originator ? current : undefined }];
  }

  function find(viewer: Viewer, id: string): SeenLead {
    const lead = leads.find(id);
    const [seen] = lead === undefined ? [] : see(viewer, lead);
    if (seen === undefined) throw new Problem('not-found', noLead);
    return seen;
  }

  /** The lead, where the viewer may do that to it now. Who does not see its object any more can do nothing with it. */
  function open(viewer: Viewer, id: string, action: LeadAction): { lead: Lead; shown: Rendition } {
    const { lead, part, shown } = find(viewer, id);
    if (shown === undefined) throw new Problem('conflict', 'The object of this lead is not released to you any more.');
    if (mayAct(action, viewer, part, lead.state)) return { lead, shown };
    if (lead.state === 'closed') throw new Problem('conflict', 'This lead is closed.');
    if (action === 'acknowledge' && part === 'unit' && viewer.mayWrite) {
      throw new Problem('conflict', 'This lead has been acknowledged already.');
    }
    throw new Problem('not-allowed', 'That is not for you to do with this lead.');
  }

  /** Tells whose business it is that something happened, and not what. */
  function wake({ unit, sender }: Pick<Lead, 'unit' | 'sender'>): void {
    events.wake((viewer) => partIn(viewer, { unit, sender }, units.get(unit).member) !== undefined);
  }

  function unitNamed(viewer: Viewer, name: string): Unit {
    const unit = units.find(name);
    if (unit === undefined || !knowsUnit(viewer, unit) || unit.closed !== undefined) {
      throw new Problem('not-found', `There is no unit ${name}.`);
    }
    return unit;
  }

  function mustReach(viewer: Viewer, unit: Unit, shown: Rendition): void {
    if (!actsFor(viewer, shown.owner) && unit.member !== viewer.member) {
      throw new Problem('not-allowed', 'To units of others a lead is sent by the owner of the object alone.');
    }
    if (reader.current(asUnit(unit), objectOf(shown))?.owner !== shown.owner) {
      throw new Problem('invalid', `${addressOf(unit)} may not have this object: its terms do not reach the unit.`, {
        unit: unit.identity,
      });
    }
  }

  function objectOf(shown: Rendition): string {
    return reader.names([shown])[0]?.id ?? '';
  }

  async function note(
    viewer: Viewer,
    id: string,
    action: LeadAction,
    entry: Pick<LeadEntry, 'kind' | 'text' | 'sighting'>,
    state?: LeadState,
  ): Promise<void> {
    const principal = viewer.unit ?? viewer.member;
    const noted = await queue.run(() => {
      // Looked at again: others may have been quicker.
      const { lead } = open(viewer, id, action);
      const author = viewer.account === undefined ? {} : { author: viewer.account.name };
      leads.note(lead.lead, { principal, ...author, ...entry, time: now() }, state ?? lead.state);
      const concerned = [lead.sender, units.get(lead.unit).member];
      record({ kind: 'lead-changed', members: concerned, subjects: [lead.id], detail: { what: entry.kind } }, viewer);
      return lead;
    });
    wake(noted);
  }

  return {
    list: (viewer) =>
      (viewer.unit === undefined ? leads.ofMember(viewer.member) : leads.ofUnit(viewer.unit)).flatMap((lead) =>
        see(viewer, lead),
      ),
    find,
    async send(viewer, { object, units: named, deadline, note: text, answersTo }) {
      if (!maySend(viewer)) throw new Problem('not-allowed', 'Analysts and release officers of a member send leads.');
      const shown = reader.current(viewer, object);
      if (shown === undefined) {
        throw new Problem('not-found', 'There is no such object, or it is not released to you.');
      }
      if (!leadTypes.includes(object.slice(0, object.indexOf('--')))) {
        throw new Problem('invalid', `A lead is one of: ${leadTypes.join(', ')}.`, { property: 'object' });
      }
      if (answersTo.length > 0 && !actsFor(viewer, shown.owner)) {
        throw new Problem('not-allowed', 'Who else gets answers is for the owner of the object to say.');
      }
      const to = [...new Map(named.map((each) => unitNamed(viewer, each)).map((unit) => [unit.unit, unit])).values()];
      const also = names.identities(viewer, answersTo);
      const sent = await queue.run(() =>
        to.map((unit) => {
          mustReach(viewer, unit, shown);
          // Only one's own: that the member has passed it on inside is not the owner's to know.
          const isOpen = leads
            .ofUnit(unit.unit)
            .some((each) => each.object === object && each.state !== 'closed' && each.sender === viewer.member);
          if (isOpen) throw new Problem('conflict', `${addressOf(unit)} has an open lead about this object already.`);
          const lead = leads.add({
            object,
            originator: shown.owner,
            unit: unit.unit,
            sender: viewer.member,
            ...(text === undefined ? {} : { note: text }),
            ...(deadline === undefined ? {} : { deadline }),
            answersTo: also,
            sent: now(),
          });
          record(
            { kind: 'lead-sent', members: [shown.owner, unit.member], subjects: [lead.id, object, unit.identity] },
            viewer,
          );
          return lead;
        }),
      );
      for (const lead of sent) wake(lead);
      return sent.map(({ id }) => id);
    },
    async acknowledge(viewer, id) {
      await note(viewer, id, 'acknowledge', { kind: 'acknowledged' }, 'acknowledged');
    },
    async write(viewer, id, text) {
      await note(viewer, id, 'write', { kind: 'message', text });
    },
    async answer(viewer, id, { text, of, count, firstSeen, lastSeen }) {
      const { lead, shown } = open(viewer, id, 'answer');
      if (of !== undefined && reader.current(viewer, of) === undefined) {
        throw new Problem('not-found', 'There is no such object, or it is not released to you.');
      }
      const unit = units.get(lead.unit);
      const { originator } = lead;
      const readers = [{ member: originator, principal: originator }, asUnit(unit)];
      const { id: collection } = meetingPlace.of(viewer, readers, shown.collection);
      const published = {
        type: 'sighting',
        sighting_of_ref: of ?? lead.object,
        ...(unit.listed ? { where_sighted_refs: [unit.identity] } : {}),
        ...(text === undefined ? {} : { description: text }),
        ...(count === undefined ? {} : { count }),
        ...(firstSeen === undefined ? {} : { first_seen: firstSeen }),
        ...(lastSeen === undefined ? {} : { last_seen: lastSeen }),
      };
      const isStrict = terms.facts(shown.terms).tlp === 'amber+strict';
      const sighting = await publisher.publish(viewer, {
        collection,
        terms: {
          tlp: isStrict ? 'amber+strict' : 'amber',
          releasableTo: [...new Set([members.get(originator).identity, ...lead.answersTo])],
          notReleasableTo: [],
        },
        object: published,
      });
      await note(viewer, id, 'answer', { kind: 'answer', sighting }, 'answered');
    },
    async close(viewer, id) {
      await note(viewer, id, 'close', { kind: 'closed' }, 'closed');
    },
  };
}

/** The unit as one who reads, and can do nothing else. */
function asUnit({ unit, member, memberName }: Unit): Viewer {
  const none = { roles: new Set<never>(), mayWrite: false, credential: 'local', credentialId: 'local' } as const;
  return { principal: unit, member, memberName, unit, ...none };
}
