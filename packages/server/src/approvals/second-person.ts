import { type Terms, type Tlp, tlpOf } from '@entente/release';
import { type JsonValue, type StixObject, timestampKey } from '@entente/stix';
import type { Collection } from '../collections/collection-store.ts';
import type { Database } from '../database/open-database.ts';
import type { MemberStore } from '../members/member-store.ts';
import type { MarkingStore } from '../terms/marking-store.ts';
import { type ImportedTerms, termsKind, termsOfObject } from '../terms/object-terms.ts';
import type { TermsStore } from '../terms/terms-store.ts';
import type { PolicyStore, PublishingPolicy } from './policy-store.ts';

/** What is handed in together: markings count for the objects beside them. */
export type HandedIn = {
  readonly owner: number;
  readonly collection: Collection;
  readonly values: readonly JsonValue[];
  readonly imported?: ImportedTerms | undefined;
};

/** By the policy of the owner: why each of these needs a second person before it is published, or undefined. */
export type SecondPerson = (handedIn: HandedIn) => readonly (string | undefined)[];

const levels: readonly Tlp[] = ['clear', 'green', 'amber', 'amber+strict', 'red'];

export function createSecondPerson(
  database: Database,
  policies: PolicyStore,
  members: MemberStore,
  markings: MarkingStore,
  terms: TermsStore,
): SecondPerson {
  const stored = database.prepare('SELECT 1 FROM version WHERE id = ? AND owner = ? AND modified = ?');

  function because(policy: PublishingPolicy, whole: Terms, collection: Collection): string | undefined {
    const level = tlpOf(whole);
    const audience = new Set(terms.wouldSee(whole, collection.collection).list());
    const others = members.all().filter(({ member }) => member !== whole.owner && audience.has(member));
    if (others.length === 0) return undefined;
    const { widerThan, moreMembersThan, partners } = policy;
    // A list without a level reaches as far as with GREEN.
    if (widerThan !== undefined && levels.indexOf(level ?? 'green') < levels.indexOf(widerThan)) {
      return `it is wider than TLP:${widerThan.toUpperCase()}`;
    }
    if (moreMembersThan !== undefined && others.length > moreMembersThan) {
      return `${others.length} other members may have it, which is more than ${moreMembersThan}`;
    }
    const partner = others.find(({ identity }) => partners.includes(identity));
    return partner && `${partner.name} may have it`;
  }

  return ({ owner, collection, values, imported }) => {
    const policy = policies.of(owner);
    const isFree =
      policy.widerThan === undefined && policy.moreMembersThan === undefined && policy.partners.length === 0;
    if (isFree) return values.map(() => undefined);
    const objects = values.map((value) => (isObject(value) ? value : undefined));
    const beside = new Map(objects.flatMap((each) => (each?.type === 'marking-definition' ? [[each.id, each]] : [])));
    const { identity } = members.get(owner);
    return objects.map((object) => {
      if (object === undefined || termsKind(object, identity) !== 'by-markings') return undefined;
      const stamp = object.modified ?? object.created;
      const isThere = typeof stamp === 'string' && stored.get(object.id, owner, timestampKey(stamp)) !== undefined;
      if (isThere) return undefined;
      const whole = termsOfObject(
        object,
        {
          owner,
          lookupMarking: (id) => beside.get(id) ?? markings.lookup(owner, id),
          readers: { collection: collection.collection, at: collection.readers },
          ...(collection.unmarked === undefined ? {} : { unmarked: collection.unmarked }),
          ...(imported === undefined ? {} : { imported }),
        },
        'by-markings',
      );
      return because(policy, whole, collection);
    });
  };
}

/** What is none is refused by the rules of the standard, later. */
function isObject(value: JsonValue): value is StixObject {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    'id' in value &&
    typeof value.id === 'string'
  );
}
