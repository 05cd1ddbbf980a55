import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { check, isRight, leaksNow, type Wrong } from './checks.ts';
import { joinAll, makeCoalition, type Participant } from './coalition.ts';
import { type Fault, someFault } from './faults.ts';
import { createLiar, type Gossip } from './lies.ts';
import { expected, type Item, lastExpiry } from './oracle.ts';
import { createRandom, type Random } from './random.ts';
import { createWorkload, type Workload } from './workload.ts';

export type SimulationOptions = {
  readonly nodes: number;
  /** How many of them run in processes of their own; these are killed now and then. */
  readonly processes: number;
  readonly seed: number;
  /** Acts of members: publishing, marking anew, recalling. */
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
  readonly faults: readonly string[];
  /** Milliseconds from the answer to a publisher until all who may have it read it, while nothing was disturbed. */
  readonly visible: readonly number[];
  /** Milliseconds from the end of all acts and faults until every node was right. */
  readonly convergence: number | undefined;
  readonly wrong: readonly Wrong[];
  /** Found at any time. */
  readonly leaks: readonly string[];
  readonly bytesPerObject: number;
  /** Signatures made for all objects, and orders, divided by the versions that were published. */
  readonly signaturesPerObject: number;
  /** Where the data of the nodes are left. */
  readonly kept: string | undefined;
  /** All that the members did, for whoever looks for the reason of what is wrong. */
  readonly items: readonly Item[];
};

/** Runs a coalition of real nodes through a seeded workload, and judges each by an oracle that knows only what was asked. */
export async function simulate(options: SimulationOptions): Promise<SimulationResult> {
  const { nodes, processes, seed, acts, tell } = options;
  // What members do, and what is disturbed, follows from the seed, whatever the network does meanwhile.
  const [random, chance, network] = [createRandom(seed), createRandom(seed + 1), createRandom(seed + 2)];
  const skew = processes === 0 ? 0 : options.skew;
  const folder = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'entente-simulation-'));
  const participants = await makeCoalition(folder, { ...options, skew }, network, tell);
  let isKept = false;
  try {
    for (const { node } of participants) await node.start('here');
    await joinAll(participants, tell);
    for (const { node } of participants.slice(0, processes)) {
      await node.stop();
      await node.start();
    }
    const workload = createWorkload(participants, random);
    const items = (): Item[] => [...workload.items.values()];
    for (const { member, node } of participants.slice(nodes - options.liars)) {
      node.lie(createLiar(gossipOf(participants, member, workload), network));
    }
    const under: Fault[] = [];
    const faults: string[] = [];
    const leaks: string[] = [];
    const visible: number[] = [];
    let acknowledged = 0;
    let refused = 0;
    const rest = (): ReturnType<typeof settle> => settle(participants, items, skew, options.patience);
    await rest();
    const before = passed(participants);

    for (let act = 0; act < acts; act += 1) {
      const isDone = await something(workload, random, skew);
      if (isDone) acknowledged += 1;
      else refused += 1;
      if (typeof isDone === 'object' && under.length === 0) {
        const took = await untilVisible(participants, isDone);
        if (took !== undefined) visible.push(took);
      }
      if (options.faults && chance.below(4) === 0) {
        const fault = under.length < 3 ? await someFault(participants, chance) : undefined;
        if (fault !== undefined) {
          under.push(fault);
          faults.push(fault.what);
        } else await under.splice(chance.below(under.length), 1)[0]?.end();
      }
      if (chance.below(5) === 0) leaks.push(...(await leaksNow(chance.pick(participants), items)));
      tell(act + 1, acts, 'acts');
    }
    for (const fault of under) await fault.end();
    if (!(await workload.askAgain())) throw new Error('An act is refused though nothing is disturbed any more');
    const { wrong, took } = await rest();
    isKept = wrong.length > 0 && options.keep;
    const versions = items().reduce((sum, item) => sum + item.versions.length, 0);
    return {
      acknowledged,
      refused,
      faults,
      visible: visible.sort((a, b) => a - b),
      convergence: wrong.length === 0 ? took : undefined,
      wrong,
      leaks,
      items: items(),
      kept: isKept ? folder : undefined,
      bytesPerObject: (passed(participants) - before) / Math.max(1, versions),
      signaturesPerObject: participants.reduce((sum, { node }) => sum + node.signatures(), 0) / Math.max(1, versions),
    };
  } finally {
    await Promise.all(participants.map(({ node }) => node[Symbol.asyncDispose]()));
    if (!isKept) rmSync(folder, { recursive: true, force: true });
  }
}

/** One act of some member: mostly something new, at times for a few seconds only. */
async function something(workload: Workload, random: Random, skew: number): Promise<Item | boolean | undefined> {
  const kind = random.below(20);
  if (kind < 10) return workload.publish();
  if (kind < 12) return workload.publishUntil(Date.now() + 2 * skew + 3000 + random.below(5000));
  return kind < 18 ? workload.remark() : workload.recall();
}

function gossipOf(participants: readonly Participant[], liar: number, workload: Workload): Gossip {
  const identity = (member: number): string => participants[member]?.identity ?? '';
  const saidBy = (isMeant: (item: Item) => boolean) =>
    [...workload.items.values()]
      .filter((item) => item.author !== liar && isMeant(item))
      // What it knows and nobody else may is no secret any more, whatever the others' nodes do.
      .flatMap(({ versions }) => versions.filter(({ terms }) => !('to' in terms) && terms.tlp !== 'unmarked'))
      .flatMap(({ text }) => workload.sent(text) ?? []);
  return {
    own: identity(liar),
    others: participants.filter(({ member }) => member !== liar).map((each) => each.identity),
    said: () => saidBy(({ recalled }) => !recalled),
    recalled: () => saidBy(({ recalled }) => recalled),
  };
}

function passed(participants: readonly Participant[]): number {
  return participants.reduce((sum, { node }) => sum + node.relay.bytes(), 0);
}

/** Waits until everybody who may read an object does; undefined where that takes too long. */
async function untilVisible(participants: readonly Participant[], item: Item): Promise<number | undefined> {
  const began = performance.now();
  const text = item.versions.at(-1)?.text ?? '';
  const collection = participants[item.author]?.collection ?? '';
  let waiting = participants.filter(({ member }) => expected([item], member, 0, 0).reads.has(text));
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

/** Checks every node again and again until all are right, or patience ends. */
async function settle(
  participants: readonly Participant[],
  items: () => readonly Item[],
  skew: number,
  patience: number,
): Promise<{ readonly wrong: readonly Wrong[]; readonly took: number }> {
  // What is to expire must have done so at every clock.
  const expiring = lastExpiry(items()) + skew + 1000 - Date.now();
  if (expiring > 0) await pause(expiring);
  const began = performance.now();
  let left = participants;
  let wrong: Wrong[] = [];
  for (;;) {
    const still: Participant[] = [];
    wrong = [];
    for (const each of left) {
      const found = await check(each, items(), skew);
      if (isRight(found)) continue;
      still.push(each);
      wrong.push(found);
    }
    if (still.length === 0 || performance.now() - began > patience) return { wrong, took: performance.now() - began };
    left = still;
    await pause(250);
  }
}
