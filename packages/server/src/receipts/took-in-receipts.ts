import { contentDigest, versionOf } from '@entente/exchange';
import { type JsonObject, timestampKey } from '@entente/stix';
import type { Viewer } from '../accounts/viewer.ts';
import type { Database } from '../database/open-database.ts';
import { Problem } from '../http/problem.ts';
import type { FindAskedAbout } from '../preview/asked-about.ts';
import type { HoldingStore } from './holding-store.ts';
import type { TookInProofs } from './messages.ts';

/**
 * What nodes signed when they took an own object in, all versions or one (as it was written), newest first: to be checked
 * offline. Throws `not-found` for all but the people of its owner, alike for what is missing.
 */
export type TookInReceipts = (viewer: Viewer, id: string, version?: string) => TookInProofs;

/** So many renditions in one answer. */
const mostRenditions = 200;

export function createTookInReceipts(
  database: Database,
  askedAbout: FindAskedAbout,
  holdings: Pick<HoldingStore, 'proofs'>,
): TookInReceipts {
  const bodiesOf = database.prepare(
    `SELECT p.body, max(v.modified) AS modified FROM version v JOIN placement p ON p.version = v.version
     WHERE v.id = ?1 AND v.owner = ?2 AND (?3 IS NULL OR v.modified = ?3)
       AND EXISTS (SELECT 1 FROM holding h WHERE h.body = p.body)
     GROUP BY p.body ORDER BY 2 DESC, p.body DESC LIMIT ?4`,
  );
  const bytesOf = database.prepare('SELECT bytes FROM body WHERE body = ?');

  function nameOf(body: number) {
    const object = JSON.parse(Buffer.from(bytesOf.get(body)?.bytes as Uint8Array).toString()) as JsonObject;
    const modified = versionOf(object);
    return {
      id: String(object.id),
      ...(modified === undefined ? {} : { modified }),
      sha256: contentDigest(object),
    };
  }

  return (viewer, id, version) => {
    const { shown, isOwners, isAboutOthers } = askedAbout(viewer, id);
    if (!isOwners || !isAboutOthers) {
      throw new Problem('not-found', 'There is no such object, or it is not released to you.');
    }
    const wanted = version === undefined ? null : keyOf(version);
    const found = bodiesOf.all(id, shown.owner, wanted, mostRenditions + 1).map(({ body }) => Number(body));
    const receipts = holdings
      .proofs(found.slice(0, mostRenditions), nameOf)
      .map(({ word, proofs }) => ({ word, took_in: [...proofs] }));
    return { receipts, more: found.length > mostRenditions };
  };
}

/** What is no timestamp is no version's. */
function keyOf(version: string): string {
  try {
    return timestampKey(version);
  } catch {
    return version;
  }
}
