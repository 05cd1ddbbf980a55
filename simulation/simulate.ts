import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { leaksNow, type Wrong } from './checks.ts';
import { hostOthers, makeCoalition } from './coalition.ts';
import { type Fault, someFault } from './faults.ts';
import { bytesOf, type Disturbed, disturbedOf, signaturesOf } from './figures.ts';
import { gossipOf } from './gossip.ts';
import type { Item } from './item.ts';
import { joinAll } from './join-all.ts';
import { createLiar } from './lies.ts';
import { createMembership, type Membership } from './membership.ts';
import { createOracle } from './oracle.ts';
import { createRandom, type Random } from './random.ts';
import { createRelays } from './relays.ts';
import { settle, untilVisible } from './settling.ts';
import { type Layout, layOut, type Topology } from './topology.ts';
import { createWorkload, type Workload } from './workload.ts';

export type SimulationOptions = {
  readonly nodes: number;
  /** Members without a node of their own, beside those that operate the nodes. */
  readonly hosted: number;
  readonly topology: Topology;
  /** How many nodes run in processes of their own; these are killed now and then. */
  readonly processes: number;
  readonly seed: number;
  /** Acts of members: publishing, marking anew, recalling, leaving and coming back. */
  readonly acts: number;
  readonly faults: boolean;
  /** By so many milliseconds at most the clocks of processes are wrong. */
  readonly skew: number;
  /** How many nodes lie to the others about what these say; from the last one on. */
  readonly liars: number;
  /** Milliseconds that the nodes have at the end to come to rest. */
  readonly patience: number;
  /** Leaves the data of all nodes where something is wrong, for whoever looks for the reason. */
  readonly keep: boolean;
  readonly tell: (done: number, of: number, what: string) => void;
};

export type SimulationResult = {
  readonly acknowledged: number;
  readonly refused: number;
  /** How often members left, and came back. */
  readonly left: number;
  readonly returned: number;
  /** How often it was watched that nothing came to one of them any more. */
  readonly watched: number;
  /** In the order in which they began. */
  readonly faults: readonly Pick<Fault, 'kind' | 'node'>[];
  /** What was really done to what passed between nodes, and what liars said. */
  readonly disturbed: Disturbed;
  /** Milliseconds from the answer to a publisher until all who may have it read it, while nothing was disturbed. */
  readonly visible: readonly number[];
  /** Milliseconds from the end of all acts and faults until a node was right, for each that came to it. */
  readonly settled: readonly number[];
  readonly wrong: readonly Wrong[];
  /** Found at any time. */
  readonly leaks: readonly string[];
  /** Everything between nodes in the time of the acts, divided by the versions that were published. */
  readonly perVersion: {
    readonly bytes: number;
    readonly objectSignatures: number;
    readonly orders: number;
    readonly receipts: number;
  };
  /** Where the data of the nodes are left. */
  readonly kept: string | undefined;
  /** All that the members did, for whoever looks for the reason of what is wrong. */
  readonly items: readonly Item[];
};

const mostExpirySkew = 60_000;
const notHeard = 'Others do not hear that somebody has left, though nothing is disturbed any more';
const stillRefused = 'An act is refused, or who came back is not let in, though nothing is disturbed any more';

/** Runs a coalition of real nodes through a seeded workload, and judges each by an oracle that knows only what was asked. */
export async function simulate(options: SimulationOptions): Promise<SimulationResult> {
  const { nodes, processes, seed, acts, tell } = options;
  // What members do, and what is disturbed, follows from the seed, whatever the network does meanwhile.
  const [random, chance, network] = [createRandom(seed), createRandom(seed + 1), createRandom(seed + 2)];
  const skew = processes === 0 ? 0 : options.skew;
  const folder = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'entente-simulation-'));
  await using relays = createRelays();
  const layout = layOut(options.topology, nodes, options.liars, options.hosted);
  const oracle = createOracle(layout);
  const operators = await makeCoalition(folder, { ...options, skew }, relays, network, tell);
  const servers = operators.map(({ node }) => node);
  let isKept = false;
  try {
    for (const node of servers) await node.start('here');
    const participants = [...operators, ...(await hostOthers(operators, layout))];
    await joinAll(servers, layout.links, tell);
    for (const [done, node] of servers.slice(0, processes).entries()) {
      await node.stop();
      await node.start();
      tell(done + 1, processes, 'nodes in processes of their own');
    }
    const known = new Map<string, Item>();
    const items = (): Item[] => [...known.values()];
    const serving = servingOthers(layout);
    const membership = createMembership(participants, serving, items, oracle.ways, random);
    const { away } = membership;
    const workload = createWorkload(participants, known, membership, oracle.ways, random, skew);
    const liars = servers.slice(nodes - options.liars).map((node) => {
      const liar = createLiar(gossipOf(participants, node.member, items, workload, oracle.ways), network);
      node.lie(liar);
      return liar;
    });
    const under: Fault[] = [];
    const faults: Fault[] = [];
    const leaks: string[] = [];
    const visible: number[] = [];
    let acknowledged = 0;
    let refused = 0;
    const rest = (what: string): ReturnType<typeof settle> =>
      settle(participants, items, oracle, { skew, membership, patience: options.patience, tell, what });
    await rest('nodes ready');
    const before = await bytesOf(servers);
    const signedBefore = signaturesOf(servers);

    for (let act = 0; act < acts; act += 1) {
      const isDone = await something(workload, { act, acts, random, skew });
      if (isDone) acknowledged += 1;
      else refused += 1;
      // Where somebody is away through whom others have it, they wait for that one.
      const isWhole = ![...away].some((member) => serving.has(member));
      if (typeof isDone === 'object' && under.length === 0 && isWhole) {
        const took = await untilVisible(participants, isDone, oracle, away);
        if (took !== undefined) visible.push(took);
      }
      if (options.faults && chance.below(4) === 0) {
        const fault = under.length < 3 ? await someFault(servers, chance) : undefined;
        if (fault !== undefined) {
          under.push(fault);
          faults.push(fault);
        } else await under.splice(chance.below(under.length), 1)[0]?.end();
      }
      await membership.letIn();
      await membership.seal();
      // However short a run is, something is said after all others knew that somebody had left.
      if (act === Math.floor(acts / 4) && away.size > 0) {
        for (const fault of under.splice(0)) await fault.end();
        await until(options.patience, () => isWatched(workload, membership), notHeard);
      }
      if (chance.below(5) === 0) leaks.push(...(await leaksNow(chance.pick(participants), items, oracle, membership)));
      tell(act + 1, acts, 'acts');
    }
    for (const fault of under) await fault.end();
    // Each may wait for the other: who is let in says what it could not, and a return may have to be asked for again.
    const isAllDone = async () => {
      const isAsked = await workload.askAgain();
      // Without who serves others, these have not all that is for them, and cannot be told to purge.
      while ((await workload.change('comeBackForOthers')) !== undefined);
      return (await membership.letIn()) && isAsked;
    };
    await until(options.patience, isAllDone, stillRefused);
    const { wrong, settled } = await rest('nodes right');
    const versions = Math.max(
      1,
      items().reduce((sum, item) => sum + item.versions.length, 0),
    );
    isKept = wrong.length > 0 && options.keep;
    const signed = signaturesOf(servers);
    return {
      acknowledged,
      refused,
      ...membership.counts,
      faults,
      disturbed: await disturbedOf(servers, liars),
      visible: visible.sort((a, b) => a - b),
      settled: settled.sort((a, b) => a - b),
      wrong,
      leaks,
      items: items(),
      kept: isKept ? folder : undefined,
      perVersion: {
        bytes: ((await bytesOf(servers)) - before) / versions,
        objectSignatures: (signed.objects - signedBefore.objects) / versions,
        orders: (signed.orders - signedBefore.orders) / versions,
        receipts: (signed.receipts - signedBefore.receipts) / versions,
      },
    };
  } finally {
    await Promise.all(servers.map((node) => node[Symbol.asyncDispose]()));
    if (!isKept) rmSync(folder, { recursive: true, force: true });
  }
}

/** One act of some member: mostly something new, at times for a few seconds only. */
async function something(
  workload: Workload,
  { act, acts, random, skew }: { act: number; acts: number; random: Random; skew: number },
): Promise<Item | boolean | undefined> {
  // However short a run is, somebody leaves and comes back, and then somebody whose node others depend on.
  if (act === Math.floor(acts / 4)) return workload.change('leaveWatched');
  if (act === Math.floor(acts / 2)) return workload.change('comeBack');
  if (act === Math.floor((acts * 5) / 8)) return (await workload.change('leaveServing')) ?? workload.publish();
  const kind = random.below(24);
  if (kind < 11) return workload.publish();
  // Where clocks are wrong by much nobody can wait for what is to end.
  if (kind < 13 && skew <= mostExpirySkew)
    return workload.publishUntil(Date.now() + 2 * skew + 3000 + random.below(5000));
  if (kind < 20) return kind < 13 ? workload.publish() : workload.remark();
  if (kind < 22) return workload.recall();
  // Before that there is nobody else away, so that this one can go.
  if (act < acts / 4) return workload.publish();
  return (await workload.change(kind === 22 ? 'leave' : 'comeBack')) ?? workload.publish();
}

/** Who runs a hub or hosts others: without these, others have less, and hear later of what is taken back. */
function servingOthers({ nodes, nodeOf, links }: Layout): ReadonlySet<number> {
  const hubs = links.flatMap(({ host, guest, hostIsHub, guestIsHub }) => [
    ...(hostIsHub ? [host] : []),
    ...(guestIsHub ? [guest] : []),
  ]);
  return new Set([...hubs, ...nodeOf.slice(nodes)]);
}

/** Whether all who could tell those that have left something have known for a while that they have. */
async function isWatched(workload: Workload, { away, sealed, seal }: Membership): Promise<boolean> {
  await workload.askAgain();
  await seal();
  return sealed.size === away.size;
}

async function until(patience: number, isSo: () => Promise<boolean>, otherwise: string): Promise<void> {
  const end = performance.now() + patience;
  while (!(await isSo())) {
    if (performance.now() > end) throw new Error(otherwise);
    await pause(250);
  }
}
