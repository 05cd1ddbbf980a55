import { keyId, type RosterDocument } from '@entente/exchange';
import type { CollectionReaders } from '../collections/collection-store.ts';
import type { Database } from '../database/open-database.ts';
import { createIsHostedThere } from '../peers/is-elsewhere.ts';
import { createSignedRosterStore } from '../roster/roster-store.ts';
import { createRosterViews } from '../roster/roster-views.ts';
import { createSignedRoster } from '../roster/signed-roster.ts';
import type { TermsStore } from '../terms/terms-store.ts';
import { createKeyStore } from './key-store.ts';
import { createProofStore } from './proof-store.ts';
import { createSignedBy } from './signed-by.ts';
import { createSigner } from './signer.ts';

type OwnParts = 'store' | 'keyStore' | 'isHostedThere' | 'whileTaking';
type RosterParts = Omit<Parameters<typeof createSignedRoster>[0], OwnParts>;
type SignedByParts = Omit<Parameters<typeof createSignedBy>[0], 'proofs' | 'roster' | 'deliveredBy'>;

type Parts = RosterParts &
  SignedByParts & {
    readonly database: Database;
    readonly terms: TermsStore;
    readonly collections: CollectionReaders;
  };

export type Signing = ReturnType<typeof createSigning>;

/** Keys, the signed roster, and the signatures of what is published, put together. */
export function createSigning(parts: Parts) {
  const { database, queue, terms, now } = parts;
  const keyStore = createKeyStore(database, now);
  const rosterVersions = createSignedRosterStore(database);
  const signedRoster = createSignedRoster({
    ...parts,
    store: rosterVersions,
    keyStore,
    isHostedThere: createIsHostedThere(database),
    whileTaking({ before, now: document }) {
      const revoked = revokedKeys(document).filter((id) => before === undefined || !revokedKeys(before).includes(id));
      const isOther = before !== undefined && before.coalition.id !== document.coalition.id;
      if (isOther) proofs.forgetAll();
      for (const id of revoked) proofs.forgetKey(id);
      const signsForOthers = signsFor(before, rosterVersions.nodeId()) !== signsFor(document, rosterVersions.nodeId());
      if (isOther || revoked.length > 0 || signsForOthers) signer.beginAnew();
    },
  });
  const proofs = createProofStore(database);
  const signer = createSigner({
    database,
    queue,
    keys: keyStore,
    proofs,
    roster: signedRoster,
    terms,
    readers: parts.collections,
    now,
  });

  signedRoster.onTaken(signer.poke);

  return {
    keyStore,
    rosterVersions,
    signedRoster,
    rosterViews: createRosterViews({ signedRoster, rosterVersions, keyStore, now }),
    proofs,
    signer,
    signedBy: createSignedBy({ ...parts, proofs, roster: signedRoster, deliveredBy: createDeliveredBy(database) }),
  };
}

function revokedKeys({ members }: RosterDocument): string[] {
  return members
    .flatMap(({ keys }) => keys.filter(({ revoked }) => revoked !== undefined))
    .map(({ key }) => keyId(key));
}

/** Whom a node signs for, and with which keys it may. */
function signsFor(document: RosterDocument | undefined, node: string): string {
  const hosts = new Set(document?.nodes.find(({ id }) => id === node)?.hosts);
  const hosted = document?.members.filter(({ identity }) => hosts.has(identity)) ?? [];
  return JSON.stringify(hosted.map(({ identity, keys }) => [identity, keys.map(({ key }) => keyId(key))]));
}

function createDeliveredBy(database: Database): Parameters<typeof createSignedBy>[0]['deliveredBy'] {
  const find = database.prepare(
    `SELECT p.name AS node, d.at AS received FROM peer_delivery d JOIN peer p ON p.peer = d.peer
     WHERE d.version = ? ORDER BY d.at LIMIT 1`,
  );
  return (version) => find.get(version) as { node: string; received: string } | undefined;
}
