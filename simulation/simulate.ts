import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { check, isRight, leaksNow, type Wrong } from './checks.ts';
import { joinAll, makeCoalition, type Participant } from './coalition.ts';
import { type Fault, someFault } from './faults.ts';
import { bytesOf, type Disturbed, disturbedOf, signaturesOf } from './figures.ts';
import { createLiar, type Gossip } from './lies.ts';
import { createMembership } from './membership.ts';
import { expected, type Item, lastExpiry } from './oracle.ts';
import { createRandom, type Random } from './random.ts';
import { createRelays } from './relays.ts';
import { createWorkload, type Workload } from './workload.ts';

export type SimulationOptions = {
  readonly nodes: number;
  /** How many of them run in processes of their own; these are killed now and then. */
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

const stillRefused = 'An act is refused, or who came back is not let in, though nothing is disturbed any more';

/** Runs a coalition of real nodes through a seeded workload, and judges each by an oracle that knows only what was asked. */
export async function simulate(options: SimulationOptions): Promise<SimulationResult> {
  const { nodes, processes, seed, acts, tell } = options;
  // What members do, and what is disturbed, follows from the seed, whatever the network does meanwhile.
  const [random, chance, network] = [createRandom(seed), createRandom(seed + 1), createRandom(seed + 2)];
  const skew = processes === 0 ? 0 : options.skew;
  const folder = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'entente-simulation-'));
  await using relays = createRelays();
  const participants = await makeCoalition(folder, { ...options, skew }, relays, network, tell);
  let isKept = false;
  try {
    for (const { node } of participants) await node.start('here');
    await joinAll(participants, tell);
    for (const [done, { node }] of participants.slice(0, processes).entries()) {
      await node.stop();
      await node.start();
      tell(done + 1, processes, 'nodes in processes of their own');
    }
    const known = new Map<string, Item>();
    const items = (): Item[] => [...known.values()];
    const membership = createMembership(participants, options.liars, items, random);
    const { away } = membership;
    const workload = createWorkload(participants, known, membership, random);
    const liars = participants.slice(nodes - options.liars).map(({ member, node }) => {
      const liar = createLiar(gossipOf(participants, member, items, workload), network);
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
      settle(participants, items, { skew, away, patience: options.patience, tell, what });
    await rest('nodes ready');
    const before = await bytesOf(participants);
    const signedBefore = signaturesOf(participants);

    for (let act = 0; act < acts; act += 1) {
      const isDone = await something(workload, { act, acts, random, skew });
      if (isDone) acknowledged += 1;
      else refused += 1;
      if (typeof isDone === 'object' && under.length === 0) {
        const took = await untilVisible(participants, isDone, away);
        if (took !== undefined) visible.push(took);
      }
      if (options.faults && chance.below(4) === 0) {
        const fault = under.length < 3 ? await someFault(participants, chance) : undefined;
        if (fault !== undefined) {
          under.push(fault);
          faults.push(fault);
        } else await under.splice(chance.below(under.length), 1)[0]?.end();
      }
      await membership.letIn();
      if (chance.below(5) === 0) leaks.push(...(await leaksNow(chance.pick(participants), items, away)));
      tell(act + 1, acts, 'acts');
    }
    for (const fault of under) await fault.end();
    const isAllDone = async () => (await workload.askAgain()) && (await membership.letIn());
    await until(options.patience, async () => (await membership.letIn()) && (await isAllDone()), stillRefused);
    const { wrong, settled } = await rest('nodes right');
    const versions = Math.max(
      1,
      items().reduce((sum, item) => sum + item.versions.length, 0),
    );
    isKept = wrong.length > 0 && options.keep;
    const signed = signaturesOf(participants);
    return {
      acknowledged,
      refused,
      ...membership.counts,
      faults,
      disturbed: await disturbedOf(participants, liars),
      visible: visible.sort((a, b) => a - b),
      settled: settled.sort((a, b) => a - b),
      wrong,
      leaks,
      items: items(),
      kept: isKept ? folder : undefined,
      perVersion: {
        bytes: ((await bytesOf(participants)) - before) / versions,
        objectSignatures: (signed.objects - signedBefore.objects) / versions,
        orders: (signed.orders - signedBefore.orders) / versions,
        receipts: (signed.receipts - signedBefore.receipts) / versions,
      },
    };
  } finally {
    await Promise.all(participants.map(({ node }) => node[Symbol.asyncDispose]()));
    if (!isKept) rmSync(folder, { recursive: true, force: true });
  }
}

/** One act of some member: mostly something new, at times for a few seconds only. */
async function something(
  workload: Workload,
  { act, acts, random, skew }: { act: number; acts: number; random: Random; skew: number },
): Promise<Item | boolean | undefined> {
  // However short a run is, somebody leaves and comes back.
  if (act === Math.floor(acts / 3)) return workload.leave();
  if (act === Math.floor((acts * 2) / 3)) return workload.comeBack();
  const kind = random.below(24);
  if (kind < 11) return workload.publish();
  if (kind < 13) return workload.publishUntil(Date.now() + 2 * skew + 3000 + random.below(5000));
  if (kind < 20) return workload.remark();
  if (kind < 22) return workload.recall();
  return (kind === 22 ? await workload.leave() : await workload.comeBack()) ?? workload.publish();
}

async function until(patience: number, isSo: () => Promise<boolean>, otherwise: string): Promise<void> {
  const end = performance.now() + patience;
  while (!(await isSo())) {
    if (performance.now() > end) throw new Error(otherwise);
    await pause(250);
  }
}

function gossipOf(
  participants: readonly Participant[],
  liar: number,
  items: () => readonly Item[],
  workload: Workload,
): Gossip {
  const identity = (member: number): string => participants[member]?.identity ?? '';
  const saidBy = (isMeant: (item: Item) => boolean) =>
    items()
      .filter((item) => item.author !== liar && isMeant(item))
      // What it knows and nobody else may is no secret any more, whatever the others' nodes do; nor are orders to purge
      // sent to those to whom their owners never released anything.
      .flatMap(({ versions }) =>
        versions.filter(({ terms, isForAllThere }) => !('to' in terms) && terms.tlp !== 'unmarked' && isForAllThere),
      )
      .flatMap(({ text }) => workload.sent(text) ?? []);
  return {
    own: identity(liar),
    others: participants.filter(({ member }) => member !== liar).map((each) => each.identity),
    said: () => saidBy(({ recalled }) => !recalled),
    recalled: () => saidBy(({ recalled }) => recalled),
  };
}

/** Waits until everybody who may read an object does; undefined where that takes too long. */
async function untilVisible(
  participants: readonly Participant[],
  item: Item,
  away: ReadonlySet<number>,
): Promise<number | undefined> {
  const began = performance.now();
  const text = item.versions.at(-1)?.text ?? '';
  const collection = participants[item.author]?.collection ?? '';
  let waiting = participants.filter(
    ({ member }) => !away.has(member) && expected([item], member, { now: 0, skew: 0, away }).reads.has(text),
  );
  while (waiting.length > 0 && performance.now() - began < 20_000) {
    const still: Participant[] = [];
    for (const each of waiting) {
      const found = await readHere(each, collection, item.id);
      if (found?.includes(text) !== true) still.push(each);
    }
    waiting = still;
    if (waiting.length > 0) await pause(20);
  }
  return waiting.length === 0 ? performance.now() - began : undefined;
}

/** Without a request where the server runs in this process: asking must not slow what is measured. */
async function readHere({ node, client }: Participant, collection: string, id: string): Promise<string | undefined> {
  const core = node.here()?.core;
  if (core === undefined) return client.read(collection, id);
  const found = core.reader.current(core.localViewer(1), id);
  return found && Buffer.from(core.reader.bodies([found])[0] ?? '').toString();
}

/** Checks every node again and again until all are right, or patience ends; when each came to it, in milliseconds. */
async function settle(
  participants: readonly Participant[],
  items: () => readonly Item[],
  options: {
    readonly skew: number;
    readonly away: ReadonlySet<number>;
    readonly patience: number;
    readonly tell: SimulationOptions['tell'];
    readonly what: string;
  },
): Promise<{ readonly wrong: readonly Wrong[]; readonly settled: number[] }> {
  const { skew, patience, tell, what } = options;
  // What is to expire must have done so at every clock.
  const expiring = lastExpiry(items()) + skew + 1000 - Date.now();
  if (expiring > 0) await pause(expiring);
  const began = performance.now();
  const settled: number[] = [];
  let left = participants;
  for (;;) {
    const wrong: Wrong[] = [];
    const still: Participant[] = [];
    for (const each of left) {
      const found = await check(each, items(), options);
      if (isRight(found)) {
        settled.push(performance.now() - began);
        tell(settled.length, participants.length, what);
      } else {
        still.push(each);
        wrong.push(found);
      }
    }
    if (still.length === 0 || performance.now() - began > patience) return { wrong, settled };
    left = still;
    await pause(250);
  }
}
