import { setTimeout as pause } from 'node:timers/promises';
import { type Core, spokenFingerprint } from '@entente/server';
import { coreOf } from './coalition.ts';
import type { SimulatedNode } from './simulated-node.ts';
import type { Link } from './topology.ts';

const letInMilliseconds = 60_000;
const both = { sending: true, receiving: true };

/**
 * Nodes join as two people would do it: one invites, the other joins, both confirm, and the administrator of the coalition
 * (of the first node) signs for whom others bring in. All must run in this process.
 */
export async function joinAll(
  nodes: readonly SimulatedNode[],
  links: readonly Link[],
  tell: (done: number, of: number, what: string) => void,
): Promise<void> {
  const inside = new Set([0]);
  for (const [done, { host, guest, hostIsHub, guestIsHub }] of links.entries()) {
    // The guest enters the coalition of the first; all others must know each other's nodes by its roster.
    if (host !== 0) await haveOneRoster([...inside].map((each) => coreAt(nodes, each)));
    const [inviting, joining] = [coreAt(nodes, host), coreAt(nodes, guest)];
    const { invitation } = await inviting.peers.joining.invite(inviting.localViewer(1), both);
    const { id } = await joining.peers.joining.join(joining.localViewer(1), invitation, both);
    const joined = inviting.peers.store.all().find(({ publicKey }) => isKeyOf(publicKey, joining));
    if (joined === undefined) throw new Error(`${nodes[guest]?.name} did not arrive at ${nodes[host]?.name}`);
    // Who lets in first: the other one, once it asks, need not ask again.
    await confirm(inviting, joined.id, joining);
    await confirm(joining, id, inviting);
    if (host !== 0 && !inside.has(guest)) await signProposal(coreAt(nodes, 0));
    await bothLetIn([inviting, joined.id], [joining, id]);
    inside.add(guest);
    if (hostIsHub) await joining.peers.service.change(joining.localViewer(1), id, { relays: true });
    if (guestIsHub) await inviting.peers.service.change(inviting.localViewer(1), joined.id, { relays: true });
    tell(done + 1, links.length, 'pairs joined');
  }
}

function coreAt(nodes: readonly SimulatedNode[], place: number): Core {
  const node = nodes[place];
  if (node === undefined) throw new Error(`There is no node ${place}`);
  return coreOf(node);
}

async function confirm(at: Core, id: string, other: Core): Promise<void> {
  await at.peers.service.confirm(at.localViewer(1), id, spokenFingerprint(other.peers.own.signer.publicKey));
}

/** What the administrator does once a proposal has come to its node. */
async function signProposal(admin: Core): Promise<void> {
  const proposals = () => admin.rosterVersions.proposals();
  await until(
    () => proposals().length > 0,
    () => 'No proposal came to the administrator',
  );
  const { state } = await admin.signedRoster.sign(admin.localViewer(1), proposals()[0]?.hash ?? '');
  if (state !== 'accepted') throw new Error(`What the administrator signed is ${state}`);
}

/** Until the roster names both at both: nobody enters a coalition and takes others into his own meanwhile. */
async function bothLetIn(...ends: readonly (readonly [Core, string])[]): Promise<void> {
  await until(
    () => ends.every(([core, id]) => core.peers.store.find(id)?.confirmed !== undefined),
    () => `Not let in: ${ends.map(([core]) => JSON.stringify(core.peers.log.last(1, 3))).join(' ')}`,
  );
}

async function haveOneRoster(cores: readonly Core[]): Promise<void> {
  await until(
    () => new Set(cores.map((core) => core.signedRoster.current()?.hash)).size === 1,
    () => 'Not all nodes have the same roster',
  );
}

function isKeyOf(key: Uint8Array, core: Core): boolean {
  return Buffer.compare(key, core.peers.own.signer.publicKey) === 0;
}

async function until(isSo: () => boolean, otherwise: () => string): Promise<void> {
  const end = performance.now() + letInMilliseconds;
  while (!isSo()) {
    if (performance.now() > end) throw new Error(otherwise());
    await pause(20);
  }
}
