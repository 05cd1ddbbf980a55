import type { StixObject } from '@entente/stix';
import type { Viewer } from '../accounts/viewer.ts';
import type { ReleaseNames } from '../members/release-names.ts';
import type { ObjectReader } from '../objects/object-reader.ts';
import type { Summaries } from '../objects/object-summary.ts';
import { titleOf } from '../placements/search-text.ts';
import type { UnitStore } from '../units/unit-store.ts';
import type { LeadService } from './lead-service.ts';
import type { LeadState } from './lead-store.ts';

/** What a what-if takes away. */
export type WhatGoes = {
  /** Identities of members. */
  readonly members: readonly string[];
  /** Ids of commitments. */
  readonly commitments: ReadonlySet<string>;
  /** Names of the areas that these are for. */
  readonly places: ReadonlySet<string>;
  /** Only leads sent by then (a timestamp). */
  readonly known?: string | undefined;
};

/** An open lead that hangs on what goes, and by what: who sent it, who works on it, or what its object refers to. */
export type LeadAtStake = {
  readonly id: string;
  /** Of its object, as the viewer has it. */
  readonly title: string;
  /** Identities of the member that sent it and of the unit that works on it. */
  readonly from: string;
  readonly unit: string;
  readonly state: LeadState;
  /** Its object. */
  readonly object: string;
  readonly because: 'sender' | 'unit' | 'commitment' | 'place';
  /** The commitment, or the location, that its object refers to. */
  readonly on?: { readonly id: string; readonly name: string };
};

/** Leads of those in which the viewer has a part, and whose object he has; newest first. */
export type LeadsAtStake = (viewer: Viewer, goes: WhatGoes) => readonly LeadAtStake[];

type Parts = {
  readonly leadService: Pick<LeadService, 'list'>;
  readonly units: Pick<UnitStore, 'get'>;
  readonly names: Pick<ReleaseNames, 'identityOf'>;
  readonly reader: Pick<ObjectReader, 'current'>;
  readonly summaries: Pick<Summaries, 'parse'>;
};

export function createLeadsAtStake({ leadService, units, names, reader, summaries }: Parts): LeadsAtStake {
  /** What an object refers to that goes: a commitment before an area. */
  function touched(viewer: Viewer, object: StixObject, { commitments, places }: WhatGoes): Reason | undefined {
    const refs = refsOf(object);
    const named = (id: string): Pick<LeadAtStake, 'on'> | undefined => {
      const seen = reader.current(viewer, id);
      return seen && { on: { id, name: titleOf(summaries.parse(seen)) } };
    };
    for (const id of refs.filter((each) => commitments.has(each))) {
      const on = named(id);
      if (on !== undefined) return { because: 'commitment', ...on };
    }
    const areas = new Set([...places].map(folded));
    for (const id of refs.filter((each) => each.startsWith('location--'))) {
      const on = named(id);
      if (on?.on !== undefined && areas.has(folded(on.on.name))) return { because: 'place', ...on };
    }
    return undefined;
  }

  return (viewer, goes) =>
    leadService.list(viewer).flatMap(({ lead, shown }): LeadAtStake[] => {
      if (shown === undefined || lead.state === 'closed') return [];
      if (goes.known !== undefined && lead.sent > goes.known) return [];
      const isGone = (member: number): boolean => goes.members.includes(names.identityOf(member));
      const object = summaries.parse(shown);
      const reason: Reason | undefined = isGone(lead.sender)
        ? { because: 'sender' }
        : isGone(units.get(lead.unit).member)
          ? { because: 'unit' }
          : touched(viewer, object, goes);
      if (reason === undefined) return [];
      const [from, unit] = [names.identityOf(lead.sender), names.identityOf(lead.unit)];
      return [{ id: lead.id, title: titleOf(object), from, unit, state: lead.state, object: lead.object, ...reason }];
    });
}

type Reason = Pick<LeadAtStake, 'because' | 'on'>;

function refsOf({ object_refs: refs }: StixObject): readonly string[] {
  return Array.isArray(refs) ? refs.filter((each) => typeof each === 'string') : [];
}

function folded(name: string): string {
  return name.trim().toLowerCase();
}
