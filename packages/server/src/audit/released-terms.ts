import { hash } from 'node:crypto';
import { canonicalize } from '@entente/stix';
import type { Database } from '../database/open-database.ts';
import type { AuditNames } from './audit-names.ts';

/** Terms and audiences as entries name them: by digests that bind what they were at that moment. */
export type ReleasedTerms = {
  /** Digest of terms as they stand in their collection. */
  terms(terms: number): string;
  ownerOf(terms: number): number;
  collectionOf(terms: number): number;
  /** Digest of who sees these terms now. */
  audience(terms: number): string;
  /** Digest of a set of principals. Persons who see by their member or unit, which is in the set too, are implied. */
  audienceOf(principals: readonly number[]): string;
  /** To be called when who sees them, or what they say, has changed. */
  forget(terms: number): void;
};

type Said = {
  readonly owner: number;
  readonly collection: number;
  readonly digest: string;
  /** Whether the log says which terms the digest is of. */
  isNoted?: boolean;
};

/** So many sets of principals, and so many terms, are remembered at most. */
const mostKnown = 10_000;

export function createReleasedTerms(database: Database, names: AuditNames): ReleasedTerms {
  const known = new Map<number, Said>();
  const audiences = new Map<number, string>();
  const digestsOfSets = new Map<string, string>();
  database.onRollback(() => {
    for (const each of [known, audiences, digestsOfSets]) each.clear();
  });
  const read = database.prepare('SELECT collection, owner, expression FROM terms WHERE terms = ?');
  const seenBy = database.prepare('SELECT principal FROM visible WHERE terms = ?');
  const addTerms = database.prepare('INSERT OR IGNORE INTO audit_terms (digest, terms) VALUES (?, ?)');
  const addAudience = database.prepare('INSERT OR IGNORE INTO audit_audience (audience, identities) VALUES (?, ?)');

  function said(terms: number): Said {
    let found = known.get(terms);
    if (found === undefined) {
      const row = read.get(terms);
      if (row === undefined) throw new Error(`No terms ${terms}`);
      const [owner, collection] = [Number(row.owner), Number(row.collection)];
      // Texts only, and the keys in their order: canonical as it is (RFC 8785).
      const text = JSON.stringify({ collection: names.collection(collection), expression: String(row.expression) });
      found = { owner, collection, digest: digestOf('terms', text) };
      if (known.size >= mostKnown) known.clear();
      known.set(terms, found);
    }
    return found;
  }

  const store: ReleasedTerms = {
    terms(terms) {
      const found = said(terms);
      if (!found.isNoted) addTerms.run(found.digest, terms);
      found.isNoted = true;
      return found.digest;
    },
    ownerOf: (terms) => said(terms).owner,
    collectionOf: (terms) => said(terms).collection,
    audience(terms) {
      let digest = audiences.get(terms);
      if (digest === undefined) {
        digest = store.audienceOf(seenBy.all(terms).map(({ principal }) => Number(principal)));
        if (audiences.size >= mostKnown) audiences.clear();
        audiences.set(terms, digest);
      }
      return digest;
    },
    audienceOf(principals) {
      const key = principals.join();
      const noted = digestsOfSets.get(key);
      if (noted !== undefined) return noted;
      const all = new Set(principals);
      const named = principals.filter((each) => !all.has(names.actsFor(each) ?? -1)).map(names.principal);
      const list = canonicalize(named.sort());
      const digest = digestOf('audience', list);
      addAudience.run(digest, list);
      if (digestsOfSets.size >= mostKnown) digestsOfSets.clear();
      digestsOfSets.set(key, digest);
      return digest;
    },
    forget(terms) {
      known.delete(terms);
      audiences.delete(terms);
    },
  };
  return store;
}

/** SHA-256, with what it is a digest of. */
function digestOf(kind: 'terms' | 'audience', text: string): string {
  return `${kind}:${hash('sha256', `${kind}\n${text}`, 'base64url')}`;
}
