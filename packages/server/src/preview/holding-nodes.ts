import { Audience, type Carriage, carriage, handlingOf, type Terms, tlpOf } from '@entente/release';
import type { z } from '@hono/zod-openapi';
import type { Viewer } from '../accounts/viewer.ts';
import type { MemberStore } from '../members/member-store.ts';
import type { RosterStore } from '../members/roster-store.ts';
import type { AudienceNames, Ref } from './audience-names.ts';
import type { CoalitionNode, CoalitionNodes } from './coalition-nodes.ts';
import type { PreviewNode } from './messages.ts';

type Held = z.output<typeof PreviewNode>;

/** One rendition: whom it is for, and all terms that hold for something in it. */
export type HeldRendition = { readonly audience: Audience; readonly stated: Terms };

/** On which nodes a release would lie, and where it would be refused (design, Release, rule 11). */
export type HoldingNodes = {
  /** This node first; of the others those alone that host somebody of the audience. */
  of(viewer: Viewer, renditions: readonly HeldRendition[]): Held[];
  /** Members of the audience that read with plain TAXII clients, where the terms let these have it. */
  plainClients(viewer: Viewer, renditions: readonly HeldRendition[]): Ref[];
};

type Parts = {
  readonly nodes: CoalitionNodes;
  readonly members: Pick<MemberStore, 'find'>;
  readonly roster: Pick<RosterStore, 'current'>;
  readonly audiences: AudienceNames;
};

export function createHoldingNodes({ nodes, members, roster, audiences }: Parts): HoldingNodes {
  const rowOf = (identity: string): number => members.find(identity)?.member ?? 0;

  /** Everybody of the audience whose member the node hosts, and of these the members themselves. */
  function hostedOf(audience: Audience, hosted: (member: number) => boolean) {
    const { principals } = roster.current();
    const there = audience.list().flatMap((id) => {
      const known = principals.get(id);
      return known !== undefined && hosted(known.member) ? [known] : [];
    });
    const asMembers = there.filter(({ kind }) => kind === 'member').map(({ id }) => id);
    // Whose member has it gets it from there.
    const apart = there.filter(({ member }) => !asMembers.includes(member)).map(({ id }) => id);
    return { members: Audience.of(asMembers), apart: Audience.of(apart) };
  }

  function atAnother(viewer: Viewer, node: CoalitionNode, renditions: readonly HeldRendition[]): Held | undefined {
    const operator = rowOf(node.operator);
    const hosted = new Set(node.hosts === 'all others' ? [] : [...node.hosts].map(rowOf));
    let holds = Audience.none;
    let operatorSees = true;
    const refused = new Map<string, Audience>();
    const refuse = (text: string, some: Audience): void => {
      if (!some.isEmpty) refused.set(text, some.union(refused.get(text) ?? Audience.none));
    };
    for (const { audience, stated } of renditions) {
      const there = hostedOf(audience, (member) => hosted.has(member));
      refuse('Units and people on another node are reached through their member alone.', there.apart);
      if (there.members.isEmpty) continue;
      const may = carriage({ name: node.name, operator, allowed: false }, stated, audience);
      if (!node.isReached) refuse('This node does not exchange with it.', there.members);
      else if (!may.may) refuse(refusal(may, stated, audiences.of(viewer, operator).name), there.members);
      else {
        holds = holds.union(there.members);
        operatorSees &&= audience.has(operator);
      }
    }
    if (holds.isEmpty && refused.size === 0) return undefined;
    return {
      name: node.name,
      operator: { id: node.operator, name: audiences.of(viewer, operator).name },
      here: false,
      holdsFor: audiences.list(viewer, holds),
      operatorInAudience: holds.isEmpty || operatorSees,
      refused: [...refused].map(([text, some]) => ({ text, audience: audiences.list(viewer, some) })),
    };
  }

  function here(viewer: Viewer, node: CoalitionNode, others: readonly CoalitionNode[], all: Audience): Held {
    const elsewhere = new Set(others.flatMap(({ hosts }) => (hosts === 'all others' ? [] : [...hosts])).map(rowOf));
    const { members: hosted, apart } = hostedOf(all, (member) => !elsewhere.has(member));
    const operator = rowOf(node.operator);
    return {
      name: node.name,
      operator: { id: node.operator, name: audiences.of(viewer, operator).name },
      here: true,
      holdsFor: audiences.list(viewer, hosted.union(apart)),
      operatorInAudience: all.has(operator),
      refused: [],
    };
  }

  return {
    of(viewer, renditions) {
      const [own, ...others] = nodes.all();
      if (own === undefined) return [];
      const there = others.flatMap((node) => atAnother(viewer, node, renditions) ?? []);
      return [here(viewer, own, others, everybody(renditions)), ...there];
    },
    plainClients(viewer, renditions) {
      const plain = nodes.withPlainClients();
      const open = renditions.filter(({ stated }) => handlingOf(stated).nodesOnly !== true);
      const some = everybody(open)
        .list()
        .filter((each) => each !== viewer.member && plain.has(each));
      return audiences.list(viewer, Audience.of(some));
    },
  };
}

function everybody(renditions: readonly HeldRendition[]): Audience {
  return renditions.reduce((all, { audience }) => all.union(audience), Audience.none);
}

function refusal({ because }: Carriage, stated: Terms, operator: string): string {
  if (because === 'no-onward-release') {
    return `It is not to be passed on, and ${operator}, who operates the node, is not among those it is for.`;
  }
  const level = tlpOf(stated);
  const marked = level === undefined ? 'What has no level' : `TLP:${level.toUpperCase()}`;
  return `${marked} is not stored where the operator, ${operator}, may not have it.`;
}
