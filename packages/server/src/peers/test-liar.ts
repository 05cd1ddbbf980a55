import { generateKeyPairSync, randomBytes, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { contentDigest, type PrivateJwk, type ProofTerms, publicPart, signBatch, versionOf } from '@entente/exchange';
import type { JsonObject } from '@entente/stix';
import { rawPublicKey } from '../audit/signed-note.ts';
import { newPrivateKey } from '../signing/key-store.ts';
import { nodeKeyOf, spokenFingerprint } from './fingerprint.ts';
import { signMessage } from './join-messages.ts';
import type { TestNode } from './test-nodes.ts';

export type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/** A note as the page carries it, and by whom its object is signed: the liar itself where nothing else is said. */
export type Said = {
  readonly object: JsonObject;
  readonly owner?: string;
  readonly reach?: 'coalition' | 'member';
  readonly tlp?: string;
  readonly terms?: ProofTerms;
  readonly signer?: string;
  readonly key?: PrivateJwk;
  /** What is signed instead of what is sent. */
  readonly signed?: JsonObject;
  readonly isUnsigned?: boolean;
};

const collection = randomUUID();
export const taxiiHeaders = { 'Content-Type': 'application/taxii+json;version=2.1' };
const jsonHeaders = { 'Content-Type': 'application/json' };

/** For tests: a server that joined as a node does, with a key in the roster, and then answers as each test wants. */
export async function startLiar(node: TestNode) {
  const identity = `identity--${randomUUID()}`;
  const key = newPrivateKey();
  const behaviour: {
    page: Handler;
    events: Handler;
    roster: Handler;
    orders?: Handler;
    state: string;
    pages: number;
    /** Words that the node said about orders. */
    receipts: string[];
  } = {
    page: (_, response) => response.writeHead(200, taxiiHeaders).end('{}'),
    events: (_, response) => response.writeHead(404).end(),
    roster: (_, response) => response.writeHead(404, jsonHeaders).end('{}'),
    state: '',
    pages: 0,
    receipts: [],
  };
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '', 'http://localhost');
    if (pathname === '/api/events') return behaviour.events(request, response);
    if (pathname === '/api/exchange/roster') return behaviour.roster(request, response);
    if (pathname === '/api/exchange/orders' && behaviour.orders !== undefined)
      return behaviour.orders(request, response);
    if (pathname === '/api/exchange/receipts') {
      return void text(request).then((said) => {
        behaviour.receipts.push(...JSON.parse(said).receipts);
        response.writeHead(204).end();
      });
    }
    if (pathname === '/api/exchange/orders' && behaviour.state !== '') {
      const orders = { orders: [], roster: behaviour.state };
      return void response.writeHead(200, jsonHeaders).end(JSON.stringify(orders));
    }
    if (pathname.startsWith('/api/exchange/')) return void response.writeHead(404, jsonHeaders).end('{}');
    if (pathname.endsWith('/objects/')) {
      behaviour.pages += 1;
      return behaviour.page(request, response);
    }
    const collections = liar
      .listed()
      .map((each) => ({ ...each, can_read: true, can_write: false, x_entente_readers: 'all' }));
    response.writeHead(200, taxiiHeaders).end(JSON.stringify({ collections }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  const { privateKey } = generateKeyPairSync('ed25519');
  const publicKey = rawPublicKey(privateKey);
  const { invitation } = await node.core.peers.joining.invite(node.admin, { sending: true, receiving: true });
  const { id, secret } = JSON.parse(Buffer.from(invitation.split(':')[1] ?? '', 'base64url').toString());
  const { port } = server.address() as AddressInfo;
  const own = { node: randomUUID(), key: nodeKeyOf(publicKey), coalition: randomUUID(), nodes: 1 };
  const hosted = [{ identity, name: 'Liar', kind: 'country', joined: '2019-01-01', keys: [publicPart(key)] }];
  const said = {
    type: 'join',
    invitation: id,
    secret,
    node: {
      coalition: 'North',
      name: 'Liar',
      url: `http://127.0.0.1:${port}`,
      operator: identity,
      roster: own,
      hosted,
    },
    tokens: { [node.identity(node.name)]: 'a-token' },
  };
  const signer = { name: 'liar', publicKey, privateKey };
  await node.core.peers.joining.welcome(signMessage(said, signer));
  const { peer } = await node.core.peers.service.confirm(node.admin, 'Liar', spokenFingerprint(publicKey));
  let seconds = 0;

  const liar = {
    identity,
    key,
    peer,
    behaviour,
    noteSigner: signer,
    /** What it lists, asked for anew each time. */
    listed: () => [{ id: collection, title: 'Traps' }],
    nodeId: own.node,
    /** Date added of the next page: it grows. */
    nextDate(): string {
      seconds += 1;
      return new Date(Date.UTC(2026, 0, 1, 0, 0, seconds)).toISOString().replace('Z', '000Z');
    },
    /** A page with a note and a proof for each, as a node writes it. */
    async page(all: readonly Said[], more = false): Promise<string> {
      const coalition = node.core.signedRoster.current()?.file.roster.coalition.id ?? '';
      const batches: object[] = [];
      const terms: ProofTerms[] = [];
      const of: unknown[] = [];
      for (const { object, signed = object, isUnsigned, signer = identity, key: by = key, tlp, terms: stated } of all) {
        if (isUnsigned === true) {
          of.push(null);
          continue;
        }
        const modified = versionOf(signed);
        const leaf = {
          object_ref: String(signed.id),
          ...(modified === undefined ? {} : { object_modified: modified }),
          object_sha256: contentDigest(signed),
          role: 'creator' as const,
          terms: stated ?? { tlp: (tlp ?? 'green') as 'green' },
        };
        const head = { coalition, signer, signed: new Date().toISOString() };
        const { signature, proofs } = await signBatch([leaf], head, by, randomBytes);
        const [proof] = proofs;
        of.push([batches.length, terms.length, leaf.role, leaf.object_sha256, proof?.salt, proof?.place, proof?.path]);
        batches.push({ by: signer, at: head.signed, signature });
        terms.push(leaf.terms);
      }
      const notes = all.map(({ owner = identity, reach = 'coalition', tlp = 'green' }) => ({ owner, reach, tlp }));
      const delivery = { notes, of: notes.map((_, place) => place), proofs: { batches, terms, of } };
      return JSON.stringify({ more, objects: all.map(({ object }) => object), x_entente_delivery: delivery });
    },
    /** Answers this page until it was taken, then nothing. */
    async serve(all: readonly Said[]): Promise<string> {
      const date = liar.nextDate();
      liar.serveText(await liar.page(all), date);
      return date;
    },
    serveText(text: string, date: string): void {
      behaviour.page = (request, response) => {
        const { searchParams } = new URL(request.url ?? '', 'http://localhost');
        const isOver = (searchParams.get('added_after') ?? '') >= date;
        response.writeHead(200, isOver ? taxiiHeaders : dated(date)).end(isOver ? '{}' : text);
      };
      node.core.peers.wake(node.admin, 'Liar');
    },
    /** Says that it holds this of the roster, and has it asked for. */
    serveRoster(answer: object): void {
      behaviour.state = randomUUID();
      behaviour.roster = (_, response) => response.writeHead(200, jsonHeaders).end(JSON.stringify(answer));
      node.core.peers.wake(node.admin, 'Liar');
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return liar;
}

export function dated(date: string): Record<string, string> {
  return { ...taxiiHeaders, 'X-TAXII-Date-Added-First': date, 'X-TAXII-Date-Added-Last': date };
}
