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

export function createReleasedTerms(database: Database, names: AuditNames): ReleasedTerms {
  const digests = new Map<number, string>();
  const audiences = new Map<number, string>();
  const facts = new Map<number, { owner: number; collection: number }>();
  database.onRollback(() => {
    for (const known of [digests, audiences, facts]) known.clear();
  });
  const read = database.prepare('SELECT collection, owner, expression FROM terms WHERE terms = ?');
  const seenBy = database.prepare('SELECT principal FROM visible WHERE terms = ?');
  const addTerms = database.prepare('INSERT OR IGNORE INTO audit_terms (digest, terms) VALUES (?, ?)');
  const addAudience = database.prepare('INSERT OR IGNORE INTO audit_audience (audience, identities) VALUES (?, ?)');

  function factsOf(terms: number): { owner: number; collection: number } {
    let known = facts.get(terms);
    if (known === undefined) {
      const row = read.get(terms);
      if (row === undefined) throw new Error(`No terms ${terms}`);
      known = { owner: Number(row.owner), collection: Number(row.collection) };
      facts.set(terms, known);
    }
    return known;
  }

  const store: ReleasedTerms = {
    terms(terms) {
      let digest = digests.get(terms);
      if (digest === undefined) {
        const row = read.get(terms);
        const said = { collection: names.collection(Number(row?.collection)), expression: String(row?.expression) };
        digest = digestOf('terms', canonicalize(said));
        addTerms.run(digest, terms);
        digests.set(terms, digest);
      }
      return digest;
    },
    ownerOf: (terms) => factsOf(terms).owner,
    collectionOf: (terms) => factsOf(terms).collection,
    audience(terms) {
      let digest = audiences.get(terms);
      if (digest === undefined) {
        digest = store.audienceOf(seenBy.all(terms).map(({ principal }) => Number(principal)));
        audiences.set(terms, digest);
      }
      return digest;
    },
    audienceOf(principals) {
      const all = new Set(principals);
      const named = principals.filter((each) => !all.has(names.actsFor(each) ?? -1)).map(names.principal);
      const list = canonicalize(named.sort());
      const digest = digestOf('audience', list);
      addAudience.run(digest, list);
      return digest;
    },
    forget(terms) {
      digests.delete(terms);
      audiences.delete(terms);
    },
  };
  return store;
}

/** SHA-256, with what it is a digest of. */
function digestOf(kind: 'terms' | 'audience', text: string): string {
  return `${kind}:${hash('sha256', `${kind}\n${text}`, 'base64url')}`;
}
