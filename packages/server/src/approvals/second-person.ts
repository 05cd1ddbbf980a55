import { readTerms, type Tlp } from '@entente/release';
import { canonicalize, type JsonValue, type StixObject, timestampKey, tlpMarkings } from '@entente/stix';
import type { Collection } from '../collections/collection-store.ts';
import type { Database } from '../database/open-database.ts';
import type { MemberStore } from '../members/member-store.ts';
import type { RosterStore } from '../members/roster-store.ts';
import { type Expression, mapTerms, tlpOfExpression } from '../terms/expression.ts';
import type { MarkingStore } from '../terms/marking-store.ts';
import { type ImportedTerms, termsKind, termsOfObject, withMarkingResolved } from '../terms/object-terms.ts';
import type { TermsStore } from '../terms/terms-store.ts';
import type { PolicyStore, PublishingPolicy } from './policy-store.ts';
import { someDay } from './some-day.ts';

/** What is handed in together: markings that are not stored yet count for the objects beside them. */
export type HandedIn = {
  readonly owner: number;
  readonly collection: Collection;
  readonly values: readonly JsonValue[];
  readonly imported?: ImportedTerms | undefined;
};

export type SecondPerson = {
  /** Whether an owner's policy asks for nobody. */
  isFree(owner: number): boolean;
  /** By the policy of the owner: why each of these needs a second person before it is published, or undefined. */
  because(handedIn: HandedIn): readonly (string | undefined)[];
};

const levels: readonly Tlp[] = ['clear', 'green', 'amber', 'amber+strict', 'red'];

export function createSecondPerson(
  database: Database,
  policies: PolicyStore,
  members: MemberStore,
  roster: Pick<RosterStore, 'current'>,
  markings: MarkingStore,
  terms: TermsStore,
): SecondPerson {
  const stored = database.prepare('SELECT 1 FROM version WHERE id = ? AND owner = ? AND modified = ?');

  /** Whoever may have it some day, its units and persons count as the member of which they are. */
  function othersWith(expression: Expression, collection: number) {
    const { principals } = roster.current();
    const audience = terms.wouldSee(someDay(expression), collection).list();
    const reached = new Set(audience.map((each) => principals.get(each)?.member ?? each));
    return members.all().filter(({ member }) => member !== expression.owner && reached.has(member));
  }

  function needs(policy: PublishingPolicy, expression: Expression, collection: number): string | undefined {
    const level = tlpOfExpression(expression);
    const others = othersWith(expression, collection);
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

  /** A marking opens what waits for it to become known (see `ObjectWriter`): that is publishing, too. */
  function opens(policy: PublishingPolicy, owner: number, marking: StixObject): string | undefined {
    const waiting = terms.containing(owner, `unresolved:${marking.id}`);
    if (waiting.length === 0) return undefined;
    const says = readTerms({ object_marking_refs: [marking.id] }, { owner, lookupMarking: () => marking });
    for (const each of waiting) {
      const { expression, collection } = terms.read(each);
      const opened = mapTerms(expression, (before) => withMarkingResolved(before, marking.id, says));
      if (othersWith(opened, collection).length === othersWith(expression, collection).length) continue;
      const because = needs(policy, opened, collection);
      if (because !== undefined) return `of what waits for this marking: ${because}`;
    }
    return undefined;
  }

  function isFreeBy({ widerThan, moreMembersThan, partners }: PublishingPolicy): boolean {
    return widerThan === undefined && moreMembersThan === undefined && partners.length === 0;
  }

  return {
    isFree: (owner) => isFreeBy(policies.of(owner)),
    because({ owner, collection, values, imported }) {
      const policy = policies.of(owner);
      if (isFreeBy(policy)) return values.map(() => undefined);
      const objects = values.map((value) => (isObject(value) ? value : undefined));
      const beside = new Map(objects.flatMap((each) => (each?.type === 'marking-definition' ? [[each.id, each]] : [])));
      const { identity } = members.get(owner);
      const wouldNeed = (object: StixObject): string | undefined => {
        const kind = termsKind(object, identity);
        // A list of whom something goes to is its author's alone, and what the standard says is known.
        if (kind === 'distribution-list' || saysOnlyTheStandard(object)) return undefined;
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
          kind,
        );
        const because = needs(policy, whole, collection.collection);
        if (because === undefined || kind === 'by-markings') return because;
        return `all readers of the collection get ${nameOf(object)}, whatever marks it, and ${because}`;
      };
      return objects.map((object) => {
        if (object === undefined) return undefined;
        const opened = object.type === 'marking-definition' ? opens(policy, owner, object) : undefined;
        return opened ?? wouldNeed(object);
      });
    },
  };
}

/** Whether this is one of the standard's TLP markings, with or without its name, and with no word of anybody else's. */
function saysOnlyTheStandard({ name: _, ...object }: StixObject): boolean {
  const standard = tlpMarkings.get(object.id)?.definition;
  if (standard === undefined) return false;
  const { name: _name, ...expected } = standard;
  // Of its date the standard fixes the moment, and validation looks at that.
  return canonicalize({ ...object, created: '' }) === canonicalize({ ...expected, created: '' });
}

/** What everybody needs to read anything else (`termsKind`). */
function nameOf({ type }: StixObject): string {
  if (type === 'identity') return 'the identity of a member';
  return type === 'marking-definition' ? 'a marking' : 'the definition of an extension';
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
