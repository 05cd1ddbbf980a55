import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type Core, createCore, dataFile, initialise, openDatabase, spokenFingerprint } from '@entente/server';
import { type Client, createClient } from './client.ts';
import type { Random } from './random.ts';
import type { Relays } from './relays.ts';
import { createSimulatedNode, type SimulatedNode } from './simulated-node.ts';

export type Participant = {
  readonly member: number;
  readonly identity: string;
  /** The collection that its member publishes to. */
  readonly collection: string;
  readonly node: SimulatedNode;
  readonly client: Client;
};

const letInMilliseconds = 60_000;
const password = 'a password for simulations';

/** Nodes of one member each, in one coalition, every one joined with every other; none runs yet. */
export async function makeCoalition(
  folder: string,
  options: { readonly nodes: number; readonly processes: number; readonly liars: number; readonly skew: number },
  relays: Relays,
  random: Random,
  tell: (done: number, of: number, what: string) => void,
): Promise<Participant[]> {
  const { nodes, processes, liars, skew } = options;
  const participants: Participant[] = [];
  for (let member = 0; member < nodes; member += 1) {
    const name = `Member ${member + 1}`;
    const node = await createSimulatedNode(
      {
        member,
        name,
        data: join(folder, String(member)),
        isProcess: member < processes,
        lies: member >= nodes - liars,
      },
      skew,
      // Nodes have much to say to each other: the more there are, the less they ask without being told.
      Math.max(5000, nodes * 1500),
      relays,
      random,
    );
    const { identity, collection, token, email } = await prepare(node);
    const client = createClient({ url: node.url, token, collection, email, password });
    participants.push({ member, identity, collection, node, client });
    tell(member + 1, nodes, 'nodes made');
  }
  return participants;
}

async function prepare(node: SimulatedNode) {
  mkdirSync(node.data, { recursive: true });
  const email = `admin@member${node.member + 1}.example`;
  const database = openDatabase(dataFile(node.data));
  await initialise(database, {
    name: 'Simulation',
    member: { name: node.name, kind: 'country', joined: '2019-01-01' },
    admin: { email, password },
  });
  const core = createCore(database);
  const admin = core.localViewer(1);
  const collection = await core.collectionService.add(admin, {
    title: `Of ${node.name}`,
    readers: 'all',
    writers: [],
  });
  const { token } = core.access.tokens.create(admin, { member: 1, label: 'workload', write: true });
  const identity = core.members.get(1).identity;
  await core.close();
  return { identity, collection: collection.id, token, email };
}

/** Every node joins every other, as two people would, and both confirm. All must run in this process. */
export async function joinAll(
  participants: readonly Participant[],
  tell: (done: number, of: number, what: string) => void,
): Promise<void> {
  const pairs = participants.flatMap((host, place) => participants.slice(place + 1).map((guest) => ({ host, guest })));
  const both = { sending: true, receiving: true };
  const [first] = participants;
  for (const [done, { host, guest }] of pairs.entries()) {
    // All have entered the coalition of the first: from now on they must know each other's nodes by its roster.
    if (host !== first) await haveOneRoster(participants);
    const [inviting, joining] = [coreOf(host), coreOf(guest)];
    const { invitation } = await inviting.peers.joining.invite(inviting.localViewer(1), both);
    const { id } = await joining.peers.joining.join(joining.localViewer(1), invitation, both);
    const joined = inviting.peers.store.all().find(({ publicKey }) => isKeyOf(publicKey, joining));
    if (joined === undefined) throw new Error(`${guest.node.name} did not arrive at ${host.node.name}`);
    // Who lets in first: the other one, once it asks, need not ask again.
    await confirm(inviting, joined.id, joining);
    await confirm(joining, id, inviting);
    await bothLetIn([inviting, joined.id], [joining, id]);
    tell(done + 1, pairs.length, 'pairs joined');
  }
}

/** Until the roster names both at both: nobody enters a coalition and takes others into his own meanwhile. */
async function bothLetIn(...ends: readonly (readonly [Core, string])[]): Promise<void> {
  const end = performance.now() + letInMilliseconds;
  while (!ends.every(([core, id]) => core.peers.store.find(id)?.confirmed !== undefined)) {
    if (performance.now() > end) {
      throw new Error(`Not let in: ${ends.map(([core]) => JSON.stringify(core.peers.log.last(1, 3))).join(' ')}`);
    }
    await pause(20);
  }
}

async function haveOneRoster(participants: readonly Participant[]): Promise<void> {
  const end = performance.now() + letInMilliseconds;
  const hashes = () => new Set(participants.map((each) => coreOf(each).signedRoster.current()?.hash));
  while (hashes().size > 1) {
    if (performance.now() > end) throw new Error('Not all nodes have the same roster');
    await pause(20);
  }
}

function coreOf({ node }: Participant): Core {
  const server = node.here();
  if (server === undefined) throw new Error(`${node.name} does not run here`);
  return server.core;
}

function isKeyOf(key: Uint8Array, core: Core): boolean {
  return Buffer.compare(key, core.peers.own.signer.publicKey) === 0;
}

async function confirm(at: Core, id: string, other: Core): Promise<void> {
  await at.peers.service.confirm(at.localViewer(1), id, spokenFingerprint(other.peers.own.signer.publicKey));
}
