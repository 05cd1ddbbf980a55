import type { Terms } from '@entente/release';
import { numberThatChanges, type StixObject } from '@entente/stix';
import type { Database } from '../database/open-database.ts';
import type { RosterStore } from '../members/roster-store.ts';
import type { Refusal } from '../objects/refusals.ts';
import { createIsHostedThere } from '../peers/is-elsewhere.ts';
import type { TermsStore } from '../terms/terms-store.ts';

/** Why an object under these terms is not released; undefined where it is. */
export type RefuseUnsignable = (
  object: StixObject,
  bytes: Uint8Array,
  terms: Terms,
  collection: number,
) => Refusal | undefined;

/**
 * A number that another value has as an IEEE double is fixed by no signature, and nothing leaves a node unsigned: so it is
 * refused where a member that another node hosts would get it. On its own node it comes back as it was sent. To be asked
 * for once a write.
 */
export function createRefuseUnsignable(
  database: Database,
  roster: Pick<RosterStore, 'current'>,
  terms: Pick<TermsStore, 'wouldSee'>,
): () => RefuseUnsignable {
  const others = database.prepare("SELECT 1 FROM peer_member WHERE side = 'there' LIMIT 1");
  const isHostedThere = createIsHostedThere(database);

  function isForOthers(expression: Terms, collection: number): boolean {
    const { principals } = roster.current();
    const members = terms
      .wouldSee(expression, collection)
      .list()
      .map((each) => principals.get(each)?.member ?? each);
    return [...new Set(members)].some(
      (member) => member !== expression.owner && isHostedThere(principals.get(member)?.identity ?? ''),
    );
  }

  return () => {
    if (others.get() === undefined) return () => undefined;
    return (object, bytes, expression, collection) => {
      const number = numberThatChanges(bytes);
      if (number === undefined || !isForOthers(expression, collection)) return undefined;
      return {
        id: object.id,
        type: object.type,
        path: '',
        rule: 'number-changes',
        section: 'RFC 8785, 3.2.2.3',
        message: `the number ${number.slice(0, 60)} has another value as an IEEE double, so that no signature would fix it, and a member of another node would get it; write it as text`,
      };
    };
  };
}
