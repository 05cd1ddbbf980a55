import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Core, createCore, dataFile, initialise, openDatabase } from '@entente/server';
import { type Client, createClient } from './client.ts';
import type { Random } from './random.ts';
import type { Relays } from './relays.ts';
import { createSimulatedNode, type SimulatedNode } from './simulated-node.ts';
import type { Layout } from './topology.ts';

/** A member; several may work at one node, and the first of them operates it. */
export type Participant = {
  readonly member: number;
  readonly name: string;
  readonly identity: string;
  /** The collection that its member publishes to. */
  readonly collection: string;
  readonly node: SimulatedNode;
  readonly client: Client;
};

const password = 'a password for simulations';
const joined = '2019-01-01';

/** Nodes of one member each, each in a coalition of its own; none runs yet. */
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
    const name = nameOf(member);
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
    participants.push(await found(node));
    tell(member + 1, nodes, 'nodes made');
  }
  return participants;
}

/** A new coalition of one member. */
async function found(node: SimulatedNode): Promise<Participant> {
  mkdirSync(node.data, { recursive: true });
  const database = openDatabase(dataFile(node.data));
  await initialise(database, {
    name: 'Simulation',
    member: { name: node.name, kind: 'country', joined },
    admin: { email: emailOf(node.member), password },
  });
  const core = createCore(database);
  const participant = await equip(core, node, node.member);
  await core.close();
  return participant;
}

/** Takes in the members without a node of their own, where the layout has them. Their nodes must run in this process. */
export async function hostOthers(operators: readonly Participant[], { nodes, nodeOf }: Layout): Promise<Participant[]> {
  const hosted: Participant[] = [];
  for (const [place, at] of nodeOf.slice(nodes).entries()) {
    const member = nodes + place;
    const node = operators[at]?.node;
    if (node === undefined) throw new Error(`There is no node ${at}`);
    const core = coreOf(node);
    const admin = core.localViewer(1);
    const name = nameOf(member);
    const { member: row } = await core.memberService.add(admin, { name, kind: 'country', joined });
    await core.access.accounts.add(admin, {
      email: emailOf(member),
      name: 'Administrator',
      member: row,
      roles: ['analyst', 'release-officer', 'member-admin'],
      password,
    });
    hosted.push(await equip(core, node, member));
  }
  return hosted;
}

/** Gives a member that a node hosts what its people work with: a collection, and a token. */
async function equip(core: Core, node: SimulatedNode, member: number): Promise<Participant> {
  const name = nameOf(member);
  const known = core.members.find(name);
  if (known === undefined) throw new Error(`${node.name} does not host ${name}`);
  const viewer = core.localViewer(known.member);
  const added = await core.collectionService.add(viewer, { title: `Of ${name}`, readers: 'all', writers: [] });
  const { token } = core.access.tokens.create(viewer, { member: known.member, label: 'workload', write: true });
  const [collection, email] = [added.id, emailOf(member)];
  const client = createClient({ url: node.url, token, collection, email, password });
  return { member, name, identity: known.identity, collection, node, client };
}

/** The server of a node that runs in this process. */
export function coreOf(node: SimulatedNode): Core {
  const server = node.here();
  if (server === undefined) throw new Error(`${node.name} does not run here`);
  return server.core;
}

function nameOf(member: number): string {
  return `Member ${member + 1}`;
}

function emailOf(member: number): string {
  return `admin@member${member + 1}.example`;
}
