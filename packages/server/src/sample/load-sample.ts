import type { JsonObject } from '@entente/stix';
import { initialise } from '../coalition/initialise.ts';
import { type Core, createCore } from '../core.ts';
import type { Database } from '../database/open-database.ts';
import type { NewMember } from '../members/member-service.ts';
import {
  type SampleAccount,
  type SampleMember,
  type SampleObject,
  sampleAccounts,
  sampleCollections,
  sampleGroups,
  sampleLeads,
  sampleMembers,
  sampleObjects,
  sampleUnits,
} from './sample-data.ts';
import { releaseMarkingOf, tlpMarkingOf } from './sample-markings.ts';

export { sampleAccounts } from './sample-data.ts';

/** What every account of the sample signs in with. */
export const samplePassword = 'let-me-look-around';

/** The member that operates the node, owns the collections and hosts the secretariat. */
const host = 'United States';
/** The coalition was announced on this day: stands in where no document tells when a member joined. */
const founded = '2014-09-10';

/**
 * Fills an empty data file with the sample coalition, through the same services as everything else. Throws `conflict`
 * where the file holds a coalition, and an error that names the object where one is refused.
 */
export async function loadSample(database: Database): Promise<void> {
  const secretariat = only(sampleAccounts().filter(({ roles }) => roles.includes('coalition-admin')));
  const members = Map.groupBy(sampleMembers(), ({ name }) => (name === host ? 'host' : 'guest'));
  await initialise(database, {
    name: 'Global Coalition to Defeat ISIS',
    member: asMember(only(members.get('host'))),
    admin: { email: secretariat.email, name: secretariat.name, password: samplePassword },
  });
  const core = createCore(database);
  try {
    const admin = core.localViewer(memberNamed(core, host));
    await core.memberService.addAll(admin, (members.get('guest') ?? []).map(asMember));
    for (const { id, ...group } of sampleGroups()) {
      await core.memberService.putGroup(admin, { ...group, identity: id });
    }
    for (const { unmarked, ...collection } of sampleCollections()) {
      await core.collectionService.add(admin, { ...collection, ...(unmarked === null ? {} : { unmarked }) });
    }
    for (const { member, ...unit } of sampleUnits()) await core.unitService.add(admin, member, unit);
    await addAccounts(core, secretariat);
    await addObjects(core);
    await sendLeads(core);
  } finally {
    await core.queue.idle();
    core.access[Symbol.dispose]();
  }
}

async function addAccounts(core: Core, secretariat: SampleAccount): Promise<void> {
  const { accounts } = core.access;
  const admin = core.localViewer(memberNamed(core, host));
  await Promise.all(
    sampleAccounts()
      .filter((account) => account.email !== secretariat.email)
      .map(({ email, name, member, unit, roles }) =>
        accounts.add(admin, {
          email,
          name,
          member: memberNamed(core, member),
          ...(unit === undefined ? {} : { unit: only([core.units.find(unit)]).unit }),
          roles,
          password: samplePassword,
        }),
      ),
  );
  // The first administrator of a coalition is made with more roles than the secretariat has here.
  const first = only(accounts.list(admin).filter(({ email }) => email === secretariat.email));
  await accounts.change(admin, first.id, { roles: secretariat.roles });
}

async function addObjects(core: Core): Promise<void> {
  const identityOf = (name: string): string => only([core.members.find(name) ?? core.groups.find(name)]).identity;
  await Promise.all(
    runs(sampleObjects()).map((items) => {
      const markings = items.map((item) => releaseMarkingOf(item, identityOf)).filter((each) => each !== undefined);
      const distinct = [...new Map(markings.map((each) => [each.id, each])).values()];
      const [{ by, collection }] = items;
      return publish(core, by, collection, [...distinct, ...items.map((item) => marked(item, identityOf))]);
    }),
  );
}

async function sendLeads(core: Core): Promise<void> {
  for (const { by, unit, object, note, days } of sampleLeads()) {
    const deadline = new Date(core.clock() + days * 86_400_000).toISOString();
    const lead = { object, units: [unit], note, deadline, answersTo: [] };
    await core.leadService.send(core.localViewer(memberNamed(core, by)), lead);
  }
}

/** The object as its member publishes it: with its originator, and with the markings that its terms stand for. */
function marked(item: SampleObject, identityOf: (name: string) => string): JsonObject {
  const refs = [tlpMarkingOf(item), releaseMarkingOf(item, identityOf)?.id].filter((id) => id !== undefined);
  return {
    ...item.object,
    // An observable is nobody's creation: its member is its source.
    ...('created' in item.object ? { created_by_ref: identityOf(item.by) } : {}),
    ...(refs.length > 0 ? { object_marking_refs: refs } : {}),
  };
}

/** Neighbours of one member in one collection go together; the order, by date, stays. */
function runs(objects: readonly SampleObject[]): [SampleObject, ...SampleObject[]][] {
  const found: [SampleObject, ...SampleObject[]][] = [];
  for (const item of objects) {
    const last = found.at(-1);
    if (last?.[0].by === item.by && last[0].collection === item.collection) last.push(item);
    else found.push([item]);
  }
  return found;
}

async function publish(core: Core, by: string, alias: string, objects: readonly JsonObject[]): Promise<void> {
  const viewer = core.localViewer(memberNamed(core, by));
  const incoming = objects.map((value) => ({ bytes: Buffer.from(JSON.stringify(value)), value }));
  const outcomes = await core.service.add(viewer, only([core.collections.find(alias)]), incoming);
  for (const outcome of outcomes) {
    if (outcome.state !== 'refused') continue;
    const reasons = outcome.refusals.map(({ path, message }) => `${path}: ${message}`).join('; ');
    throw new Error(`The sample's ${outcome.id} of ${by} in ${alias} is refused: ${reasons}`);
  }
}

function asMember({ id, name, kind, iso3166, region, joined, seat, facts }: SampleMember): NewMember {
  return {
    identity: id,
    name,
    kind,
    ...(region === null ? {} : { region }),
    ...(iso3166 === null ? {} : { country: iso3166 }),
    latitude: seat.latitude,
    longitude: seat.longitude,
    about: facts,
    joined: joined === null ? founded : `${joined}-01-01`.slice(0, 10),
  };
}

function memberNamed(core: Core, name: string): number {
  return only([core.members.find(name)]).member;
}

/** The one that the sample's own files promise to be there. */
function only<T>(found: readonly (T | undefined)[] = []): T {
  const [one] = found;
  if (one === undefined || found.length > 1) throw new Error(`The sample needs exactly one, and has ${found.length}`);
  return one;
}
