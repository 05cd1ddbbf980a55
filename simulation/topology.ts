/**
 * How nodes are joined. `mesh`: every one with every other. `hub`: every one with the first alone. `chain`: up to three
 * hubs in a row, each with spokes. `mixed`: a mesh, of which the first node is a hub, a chain of hubs from there, spokes of
 * each, and some that have two hubs.
 */
export const topologies = ['mesh', 'hub', 'chain', 'mixed'] as const;
export type Topology = (typeof topologies)[number];

/** Two nodes that join; `guest` enters the coalition by it where it is not in it yet. */
export type Link = {
  readonly host: number;
  readonly guest: number;
  /** Whether the other one calls it a hub: takes from it what others released to the whole coalition. */
  readonly hostIsHub: boolean;
  readonly guestIsHub: boolean;
};

/** Members are numbers: first those with a node of their own, of the same number, then those that others host. */
export type Layout = {
  readonly nodes: number;
  /** The node of each member; the member of that number operates it. */
  readonly nodeOf: readonly number[];
  readonly links: readonly Link[];
};

/** `liars`: from the last node on. Links are in an order in which every host is in the coalition before its guest. */
export function layOut(topology: Topology, nodes: number, liars: number, hosted: number): Layout {
  const honest = Math.max(1, nodes - liars);
  // Some at hubs, some at spokes.
  const hosts = Array.from({ length: hosted }, (_, place) => (place * 5) % honest);
  return {
    nodes,
    nodeOf: [...Array.from({ length: nodes }, (_, node) => node), ...hosts],
    links: linksOf(topology, nodes, honest),
  };
}

function linksOf(topology: Topology, nodes: number, honest: number): Link[] {
  if (topology === 'mesh') return meshOf(range(0, nodes), new Set());
  if (topology === 'hub') return range(1, nodes).map((spoke) => spokeOf(0, spoke));
  const core = topology === 'chain' ? 1 : Math.min(honest, Math.max(2, Math.floor(honest / 4)));
  const further = topology === 'chain' ? [1, 2] : [core, core + 1];
  // A hub in the row wants spokes of its own.
  const hubs = [0, ...further.filter((_, place) => honest >= core + 2 * (place + 1) + (topology === 'chain' ? 0 : 2))];
  const spokes = range(core + hubs.length - 1, topology === 'chain' ? nodes : honest);
  return [
    ...meshOf(range(0, core), new Set([0])),
    ...hubs.slice(1).map((hub, place) => ({ ...spokeOf(hubs[place] ?? 0, hub), guestIsHub: true })),
    // The furthest first: however few they are, the whole row lies between some of them.
    ...spokes.flatMap((spoke, place) => {
      const hub = hubs.at(-1 - (place % hubs.length)) ?? 0;
      const second = hubs.at(-1 - ((place + 1) % hubs.length)) ?? 0;
      const hasTwo = topology === 'mixed' && place % 4 === 3 && second !== hub;
      return [spokeOf(hub, spoke), ...(hasTwo ? [spokeOf(second, spoke)] : [])];
    }),
    // All of the mesh but its hub call the liar a hub: it is believed nothing that it passes on either.
    ...(topology === 'chain' ? [] : range(honest, nodes)).flatMap((liar) =>
      range(0, core).map((host) => ({ ...spokeOf(host, liar), hostIsHub: host === 0, guestIsHub: host !== 0 })),
    ),
  ];
}

function meshOf(nodes: readonly number[], hubs: ReadonlySet<number>): Link[] {
  return nodes.flatMap((host, place) =>
    nodes.slice(place + 1).map((guest) => ({ host, guest, hostIsHub: hubs.has(host), guestIsHub: hubs.has(guest) })),
  );
}

function spokeOf(hub: number, spoke: number): Link {
  return { host: hub, guest: spoke, hostIsHub: true, guestIsHub: false };
}

function range(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, place) => from + place);
}
