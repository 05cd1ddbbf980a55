import type { Core } from '@entente/server';
import { Failure } from '../failure.ts';

export type Viewer = ReturnType<Core['localViewer']>;

/** Whoever sits at the machine of a node: who he may be there, and whom and what he names. */
export type DataViewers = {
  /** The node's first member with all roles. */
  readonly viewer: Viewer;
  /** For a member that is named, with the roles of its own people; else `viewer`. */
  viewerOf(member: string | undefined): Viewer;
  /** For a person, by e-mail address. */
  personOf(email: string | undefined): Viewer;
  member(nameOrId: string): number;
  unit(member: number, named: string | undefined): number | undefined;
  collection(aliasOrId: string): ReturnType<Core['collections']['get']>;
};

/** Each throws a Failure for who or what is not there, naming what is. */
export function createDataViewers(core: Core): DataViewers {
  const viewer = core.localViewer(firstMember(core));

  function member(nameOrId: string): number {
    const found = core.members.find(nameOrId);
    if (found === undefined) throw noSuchMember(nameOrId, core);
    return found.member;
  }

  return {
    viewer,
    member,
    viewerOf(named) {
      // Who acts for a member gets what its own people get; an auditor sees beyond his member.
      const roles = ['analyst', 'release-officer', 'member-admin', 'coalition-admin'] as const;
      return named === undefined ? viewer : core.localViewer(member(named), roles);
    },
    personOf(email) {
      if (email === undefined) throw new Failure('it is not said whose alerts are meant', 'Give --account EMAIL.');
      const found = core.access.accounts.list(viewer).find((each) => each.email === email.toLowerCase());
      const person = found === undefined ? undefined : core.alerts.people(found.id);
      if (person === undefined) throw new Failure(`there is no account ${email} that may act now`);
      return { ...person, mayWrite: true };
    },
    unit(of, named) {
      if (named === undefined) return undefined;
      const found = core.memberRefs.findUnit(of, named);
      if (found === undefined) throw noSuchUnit(of, named, core);
      return found;
    },
    collection(named) {
      const found = core.collections.find(named);
      if (found === undefined) throw noSuchCollection(named, core);
      return found;
    },
  };
}

/** The member that made the node. */
export function firstMember(core: Core): number {
  return Math.min(...core.members.all().map(({ member }) => member));
}

function noSuchMember(nameOrId: string, core: Core): Failure {
  const names = core.members.all().map(({ name }) => name);
  const shown = names.length > 12 ? `${names.slice(0, 12).join(', ')}, …` : names.join(', ');
  return new Failure(`there is no member named ${nameOrId}`, `The members are: ${shown}`);
}

function noSuchUnit(member: number, named: string, core: Core): Failure {
  const units = core.units.all().filter((each) => each.member === member && each.closed === undefined);
  return new Failure(
    `${core.members.get(member).name} has no unit named ${named}`,
    units.length === 0
      ? 'It has none; add one with entente unit add.'
      : `Its units are: ${units.map(({ name }) => name).join(', ')}`,
  );
}

function noSuchCollection(named: string, core: Core): Failure {
  const names = core.collections.all().map(({ alias, title, id }) => alias ?? `${title} (${id})`);
  return new Failure(`there is no collection ${named}`, `Name one by alias or id: ${names.join(', ')}`);
}
