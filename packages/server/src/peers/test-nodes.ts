import assert from 'node:assert/strict';
import { randomInt, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { JsonObject } from '@entente/stix';
import type { Viewer } from '../accounts/viewer.ts';
import { initialise } from '../coalition/initialise.ts';
import type { NewCollection } from '../collections/collection-service.ts';
import type { Collection } from '../collections/collection-store.ts';
import { type Config, defaultLimits } from '../config.ts';
import type { Core } from '../core.ts';
import { openDatabase } from '../database/open-database.ts';
import { dataFile, type Node, startNode } from '../node.ts';
import type { Outcome } from '../objects/outcome.ts';
import { spokenFingerprint } from './fingerprint.ts';
import type { Directions } from './joining.ts';
import type { Peer } from './peer.ts';

/** For tests: a node that listens, of one member, which can be stopped and started on the same data. */
export type TestNode = AsyncDisposable & {
  readonly name: string;
  readonly core: Core;
  readonly url: string;
  /** Its administrator, who acts for its member. */
  readonly admin: Viewer;
  viewer(member: string): Viewer;
  identity(member: string): string;
  collection(collection?: Partial<NewCollection>): Promise<Collection>;
  write(into: Collection, ...objects: readonly JsonObject[]): Promise<readonly Outcome[]>;
  /** Ids that a member sees. */
  sees(member: string): string[];
  /** The text of an object as a member sees it; undefined where it does not. */
  text(member: string, id: string): string | undefined;
  stop(): Promise<void>;
  start(): Promise<void>;
};

const poll = 60_000;

export async function startTestNode(
  member: string,
  pollMilliseconds = poll,
  more: Partial<Config> = {},
): Promise<TestNode> {
  const data = mkdtempSync(join(tmpdir(), 'entente-peers-'));
  const database = openDatabase(dataFile(data));
  await initialise(database, {
    name: 'North',
    member: { name: member, kind: 'country', joined: '2019-01-01' },
    admin: { email: `admin@${member.toLowerCase()}.example`, password: 'a long password 1' },
  });
  database[Symbol.dispose]();
  let node: Node | undefined;
  let port = 0;

  const running = (): Node => {
    assert.ok(node, `${member} is stopped`);
    return node;
  };
  const test: TestNode = {
    name: member,
    get core() {
      return running().core;
    },
    get url() {
      return running().url;
    },
    get admin() {
      return test.viewer(member);
    },
    viewer(name) {
      const found = test.core.members.find(name);
      assert.ok(found, name);
      return test.core.localViewer(found.member);
    },
    identity: (name) => test.core.members.find(name)?.identity ?? '',
    collection: (options = {}) =>
      test.core.collectionService.add(test.admin, {
        title: `Collection ${randomUUID()}`,
        readers: 'all',
        writers: 'all',
        ...options,
      }),
    write: (into, ...objects) =>
      test.core.service.add(
        test.admin,
        into,
        objects.map((value) => ({ bytes: Buffer.from(JSON.stringify(value)), value })),
      ),
    sees(name) {
      const rows = test.core.catalogue.page(test.viewer(name), {}, Number.MAX_SAFE_INTEGER, 1000);
      return test.core.reader.names(rows).map(({ id }) => id);
    },
    text(name, id) {
      const found = test.core.reader.current(test.viewer(name), id);
      return found === undefined ? undefined : Buffer.from(test.core.reader.bodies([found])[0] ?? '').toString();
    },
    async stop() {
      await node?.[Symbol.asyncDispose]();
      node = undefined;
    },
    async start() {
      const config: Omit<Config, 'port'> = {
        data,
        host: '127.0.0.1',
        logLevel: 'silent',
        limits: defaultLimits,
        peers: { allowsPrivate: true, pollMilliseconds },
        ...more,
      };
      // Where systems give none to outgoing connections: it must still be free when the node starts again.
      for (let attempts = 0; port === 0; attempts += 1) {
        const chosen = 10_000 + randomInt(20_000);
        try {
          node = await startNode({ ...config, port: chosen });
          port = chosen;
          return;
        } catch (error) {
          if (!isPortTaken(error) || attempts > 9) throw error;
        }
      }
      node = await startNode({ ...config, port });
    },
    async [Symbol.asyncDispose]() {
      await test.stop();
      rmSync(data, { recursive: true, force: true });
    },
  };
  await test.start();
  return test;
}

function isPortTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
}

const both: Directions = { sending: true, receiving: true };

/**
 * `guest` joins `host`, and both confirm: the peers as each has the other. Where `host` may not change the roster alone,
 * `signer` is the node of the administrator who signs what it proposes.
 */
export async function joinNodes(
  host: TestNode,
  guest: TestNode,
  hostDecides = both,
  guestDecides = both,
  signer?: TestNode,
): Promise<{ readonly atHost: Peer; readonly atGuest: Peer }> {
  const { invitation } = await host.core.peers.joining.invite(host.admin, hostDecides);
  const joined = await guest.core.peers.joining.join(guest.admin, invitation, guestDecides);
  const { id } = await confirm(host, guest);
  await confirm(guest, host, joined.id);
  if (signer !== undefined) await signProposal(signer);
  const peers = () => ({
    atHost: host.core.peers.store.find(id),
    atGuest: guest.core.peers.store.find(joined.id),
  });
  await eventually(
    () => peers().atHost?.confirmed !== undefined && peers().atGuest?.confirmed !== undefined,
    () => `not both confirmed: ${JSON.stringify([host, guest].map(({ core }) => core.peers.log.last(1, 10)))}`,
    20_000,
  );
  const { atHost, atGuest } = peers();
  assert.ok(atHost && atGuest);
  return { atHost, atGuest };
}

/** A further member, whose people work at this node. */
export async function hostMember(at: TestNode, name: string): Promise<void> {
  const { member } = await at.core.memberService.add(at.admin, { name, kind: 'country' });
  await at.core.access.accounts.add(at.admin, {
    email: `analyst@${name.toLowerCase()}.example`,
    name: 'Analyst',
    member,
    roles: ['analyst'],
    password: 'a long password 1',
  });
}

/** What an administrator does on the page of the roster, once a proposal has come there. */
async function signProposal(at: TestNode): Promise<void> {
  const proposals = () => at.core.rosterVersions.proposals();
  await eventually(
    () => proposals().length > 0,
    () => `no proposal came to ${at.name}`,
    20_000,
  );
  const verdict = await at.core.signedRoster.sign(at.admin, proposals()[0]?.hash ?? '');
  assert.equal(verdict.state, 'accepted', JSON.stringify(verdict));
}

/** What two people do on the phone. */
export async function confirm(at: TestNode, other: TestNode, id = other.name): Promise<Peer> {
  const spoken = spokenFingerprint(other.core.peers.own.signer.publicKey);
  return at.core.peers.service.confirm(at.admin, id, spoken);
}

/** Waits until it is so; fails with what `tell` says. */
export async function eventually(is: () => boolean, tell: () => string, milliseconds = 10_000): Promise<void> {
  const end = performance.now() + milliseconds;
  while (!is()) {
    assert.ok(performance.now() < end, tell());
    await pause(20);
  }
}
