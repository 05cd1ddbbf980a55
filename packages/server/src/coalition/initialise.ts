import { randomUUID } from 'node:crypto';
import { createCore } from '../core.ts';
import type { Database } from '../database/open-database.ts';
import { Problem } from '../http/problem.ts';
import { coalitionCollection } from '../members/identity-objects.ts';
import type { NewMember } from '../members/member-service.ts';
import { createMemberStore } from '../members/member-store.ts';
import { createCoalition, readCoalition } from './coalition-store.ts';

export type NewCoalition = {
  readonly name: string;
  /** The member that operates this node. */
  readonly member: NewMember;
  readonly admin: { readonly email: string; readonly password: string; readonly name?: string };
};

/**
 * Makes a coalition in an empty data file: its first member, its first administrator, and the collection in which
 * everybody finds the identities of the members. Throws `conflict` where there is one already.
 */
export async function initialise(database: Database, { name, member, admin }: NewCoalition): Promise<void> {
  if (readCoalition(database) !== undefined) {
    throw new Problem(
      'conflict',
      `${database.file} holds a coalition already; init makes a new one in an empty folder.`,
    );
  }
  const now = new Date().toISOString();
  createCoalition(database, name, now);
  const core = createCore(database);
  const { joined, identity, ...facts } = member;
  const first = database.transaction(() => {
    const added = createMemberStore(database).add({
      ...facts,
      identity: identity ?? `identity--${randomUUID()}`,
      joined: joined ?? now.slice(0, 10),
    });
    core.roster.changed();
    core.collections.add({
      title: 'Coalition',
      alias: coalitionCollection,
      description: 'The identities of the members, which everything that they publish refers to.',
      owner: added.member,
      readers: 'all',
      writers: [],
      unmarked: 'clear',
    });
    return added;
  });
  await core.memberService.introduce(first);
  await core.signedRoster.follow();
  await core.access.accounts.add(core.localViewer(first.member), {
    email: admin.email,
    name: admin.name ?? admin.email,
    member: first.member,
    roles: ['analyst', 'release-officer', 'member-admin', 'coalition-admin'],
    password: admin.password,
  });
}
