import { readdirSync, readFileSync } from 'node:fs';
import type { Tlp } from '@entente/release';
import type { JsonObject } from '@entente/stix';
import type { Role } from '../accounts/viewer.ts';

export type SampleMember = {
  readonly id: string;
  readonly name: string;
  readonly kind: 'country' | 'organisation';
  readonly iso3166: string | null;
  readonly region: string | null;
  /** `YYYY`, `YYYY-MM`, or null where no public document tells. */
  readonly joined: string | null;
  readonly seat: { readonly city: string; readonly latitude: number; readonly longitude: number };
  readonly facts: string;
};

export type SampleGroup = { readonly id: string; readonly name: string; readonly members: readonly string[] };

export type SampleCollection = {
  readonly alias: string;
  readonly title: string;
  readonly description: string;
  readonly readers: 'all' | readonly string[];
  readonly writers: 'all' | readonly string[];
  readonly unmarked: Tlp | null;
};

export type SampleAccount = {
  readonly email: string;
  readonly name: string;
  readonly member: string;
  /** "Member/Unit", where it acts for a unit. */
  readonly unit?: string;
  readonly roles: readonly Role[];
  readonly about: string;
};

export type SampleUnit = {
  readonly member: string;
  readonly name: string;
  readonly kind: 'internal' | 'served';
  readonly about: string;
  readonly amber: boolean;
  readonly listed: boolean;
};

export type SampleLead = {
  readonly by: string;
  readonly unit: string;
  readonly object: string;
  readonly note: string;
  /** Until its deadline, from when the sample is loaded. */
  readonly days: number;
};

/** An object, the member in whose name it is published, and its terms beside it: lists hold names. */
export type SampleObject = {
  readonly by: string;
  readonly collection: string;
  readonly tlp: Tlp | null;
  readonly to: readonly string[];
  readonly not: readonly string[];
  readonly object: JsonObject;
};

const folder = new URL('../../sample/', import.meta.url);

export const sampleMembers = (): readonly SampleMember[] => read('members.json');
export const sampleGroups = (): readonly SampleGroup[] => read('groups.json');
export const sampleCollections = (): readonly SampleCollection[] => read('collections.json');
export const sampleUnits = (): readonly SampleUnit[] => read('units.json');
export const sampleLeads = (): readonly SampleLead[] => read('sent-leads.json');
/** Who can sign in to the demo; all of them with `samplePassword`. */
export const sampleAccounts = (): readonly SampleAccount[] => read('accounts.json');

/** All versions of all objects, oldest first; what carries no date comes before the rest. */
export function sampleObjects(): readonly SampleObject[] {
  const dated = ({ object }: SampleObject): string => String(object.modified ?? '');
  return readdirSync(new URL('objects/', folder))
    .sort()
    .flatMap((file) => read<SampleObject[]>(`objects/${file}`))
    .sort((a, b) => (dated(a) < dated(b) ? -1 : dated(a) > dated(b) ? 1 : 0));
}

function read<T>(file: string): T {
  return JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as T;
}
