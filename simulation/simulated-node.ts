import { type ChildProcess, fork } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { dataFile, type Node } from '@entente/server';
import type { Liar } from './lies.ts';
import { startLyingRelay } from './lying-relay.ts';
import type { Random } from './random.ts';
import type { DistantRelay, Relays } from './relays.ts';
import { limitDisk, startSimulatedNode } from './start-node.ts';

/** What a process of a node is asked, and answers once it is so. */
export type NodeOrder = { readonly isDiskFull: boolean };
export type NodeAnswer = NodeOrder;

/** A node that a member operates, in this process or in one of its own; the others reach it through its relay. */
export type SimulatedNode = AsyncDisposable & {
  readonly member: number;
  readonly name: string;
  readonly data: string;
  readonly relay: DistantRelay;
  /** Where it listens itself. */
  readonly url: string;
  readonly isProcess: boolean;
  isRunning(): boolean;
  /** The server itself, while it runs in this process. */
  here(): Node | undefined;
  start(as?: 'process' | 'here'): Promise<void>;
  /** Ends as an operator ends it. */
  stop(): Promise<void>;
  /** Ends as a power cut ends it; only a process can. */
  kill(): Promise<void>;
  /** Its disk is full, or is so no more; one that was started anew has room. */
  limitDisk(isFull: boolean): Promise<void>;
  /** From then on it tells its peers what the liar says; only one that `lies` can. */
  lie(liar: Liar): void;
  /** By so many milliseconds its clock is wrong. */
  readonly skew: number;
  /** How many signatures it has made for objects and orders, and how many receipts of others it holds. */
  signatures(): { readonly objects: number; readonly orders: number; readonly receipts: number };
  /** Text of all files of its data folder. */
  files(): string;
};

/** What a node of the simulation is. */
export type Place = {
  readonly member: number;
  readonly name: string;
  readonly data: string;
  readonly isProcess: boolean;
  /** Whether it may be made to lie. */
  readonly lies: boolean;
};

export async function createSimulatedNode(
  { member, name, data, isProcess, lies }: Place,
  /** Milliseconds by which its clock is wrong at most. */
  mostSkew: number,
  /** Between two looks at each of the others, in milliseconds. */
  poll: number,
  relays: Relays,
  random: Random,
): Promise<SimulatedNode> {
  const port = await freePort();
  const lying = lies ? await startLyingRelay(() => port) : undefined;
  const relay = await relays.start(lying?.port ?? port, random.below(2 ** 32));
  const skew = isProcess ? Math.round((random.next() * 2 - 1) * mostSkew) : 0;
  let server: Node | undefined;
  let child: ChildProcess | undefined;

  const node: SimulatedNode = {
    member,
    name,
    data,
    relay,
    url: `http://127.0.0.1:${port}`,
    isProcess,
    skew,
    isRunning: () => server !== undefined || child !== undefined,
    here: () => server,
    async start(as = isProcess ? 'process' : 'here') {
      if (node.isRunning()) return;
      if (as === 'here') {
        server = await startSimulatedNode({ data, port, publicUrl: relay.url, poll });
        return;
      }
      const script = fileURLToPath(new URL('node-process.ts', import.meta.url));
      const started = fork(script, [data, String(port), relay.url, String(skew), String(poll)], {
        stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
      });
      await Promise.race([
        once(started.stdout ?? started, 'data'),
        once(started, 'exit').then(([code]) => {
          throw new Error(`${name} ended with ${code} before it was ready`);
        }),
      ]);
      child = started;
    },
    async stop() {
      await server?.[Symbol.asyncDispose]();
      server = undefined;
      await node.kill();
    },
    async kill() {
      const ending = child;
      if (ending === undefined) return;
      child = undefined;
      const exited = once(ending, 'exit');
      ending.kill('SIGKILL');
      await exited;
    },
    async limitDisk(isFull) {
      if (server !== undefined) limitDisk(server, isFull);
      const asked = child;
      if (asked === undefined) return;
      const answered = Promise.race([once(asked, 'message'), once(asked, 'exit')]);
      asked.send({ isDiskFull: isFull } satisfies NodeOrder);
      await answered;
    },
    lie: (liar) => lying?.lie(liar),
    signatures() {
      using database = new DatabaseSync(dataFile(data), { readOnly: true });
      const count = (from: string): number => Number(database.prepare(`SELECT count(*) AS n FROM ${from}`).get()?.n);
      return {
        objects: count('signed_batch WHERE signer IN (SELECT member FROM account)'),
        orders: count('recall WHERE word IS NOT NULL AND peer IS NULL'),
        receipts: count('holding_word') + count('recall_node WHERE receipt IS NOT NULL'),
      };
    },
    files: () =>
      readdirSync(data, { recursive: true, withFileTypes: true })
        .filter((each) => each.isFile())
        .map((each) => readFileSync(join(each.parentPath, each.name)).toString('latin1'))
        .join('\n'),
    async [Symbol.asyncDispose]() {
      await node.stop();
      await lying?.[Symbol.asyncDispose]();
    },
  };
  return node;
}

/** Below those that systems give to outgoing connections: it must still be free when the node starts again. */
const ports = { first: 10_000, count: 20_000 };
const given = new Set<number>();

async function freePort(): Promise<number> {
  for (;;) {
    const port = ports.first + randomInt(ports.count);
    if (given.has(port)) continue;
    given.add(port);
    const probe = createServer().listen(port, '127.0.0.1');
    const isFree = await once(probe, 'listening').then(
      () => true,
      () => false,
    );
    probe.close();
    if (isFree) return port;
  }
}
