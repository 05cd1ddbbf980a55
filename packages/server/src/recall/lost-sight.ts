import type { PlacementChanges, SightChanges } from '../audit/releases.ts';
import type { Database } from '../database/open-database.ts';
import { createAway, type Placed } from './away.ts';

/**
 * A member, hosted by another node, that sees an object no more; `versions` as they were called before it. Without a
 * member: some of those who can have it only from others, which passed it on while it was for everybody; `through` are the
 * members whose nodes may have done so.
 */
export type LostSight = {
  readonly owner: number;
  readonly object: string;
  readonly member?: number;
  readonly through?: ReadonlySet<number>;
  readonly versions: ReadonlySet<string>;
};

/**
 * Watches who loses all sight of an object of a member hosted here, because it was narrowed: by a newer version, by a
 * change of a group, by a date. What is deleted is not narrowed. Who had left before is told too of what went to him: he
 * may come back.
 */
export type LostSightWatch = {
  readonly placements: Pick<PlacementChanges, 'moving'>;
  readonly sight: Pick<SightChanges, 'lost'>;
  /** Members that have left, to be asked before a change of the roster: see `lostByAway`. */
  away(): readonly number[];
  /**
   * Who had left, or has just come back, loses what it would not see any more were it here: a group has changed, or who
   * reads a collection. `wouldSee`: whether it would see what stands under these terms.
   */
  lostByAway(member: number, wouldSee: (terms: number) => boolean): void;
  /** To be run around each piece of writing, in its transaction: at the end of it tells what was lost. */
  around<T>(work: () => T): T;
  /** Called in that transaction. Nobody is told before it is set. */
  onLost(listener: (lost: readonly LostSight[]) => void): void;
};

type Seer = Pick<LostSight, 'through'> & { readonly member: number };
type Maybe = LostSight & { readonly member: number; readonly versions: Set<string> };

export function createLostSightWatch(database: Database): LostSightWatch {
  const elsewhere = `SELECT p.principal FROM peer_member e JOIN principal p ON p.identity = e.identity
    JOIN member m ON m.member = p.principal WHERE e.side = 'there' AND m."left" IS NULL`;
  const isAnywhereElse = database.prepare("SELECT 1 FROM peer_member WHERE side = 'there' LIMIT 1");
  const readers = database.prepare(
    `SELECT s.principal FROM visible s JOIN terms t ON t.terms = s.terms
     WHERE s.terms = ? AND t.tlp IS NOT 'red' AND s.principal <> t.owner AND s.principal IN (${elsewhere})
       AND t.owner NOT IN (${elsewhere})`,
  );
  const takingPart = 'SELECT p.principal FROM peer_member e JOIN principal p ON p.identity = e.identity';
  const beyond = database.prepare(
    `SELECT s.principal FROM visible s JOIN terms t ON t.terms = s.terms JOIN member m ON m.member = s.principal
     WHERE s.terms = ? AND t.tlp IS NOT 'red' AND m."left" IS NULL AND s.principal NOT IN (${takingPart})
       AND t.owner IN (${takingPart} WHERE e.side = 'here')`,
  );
  // Also those that came back, for whom it was placed anew.
  const readersAnyhow = database.prepare(
    `SELECT DISTINCT s.principal FROM terms t JOIN visible s ON s.terms = t.terms
     WHERE t.family IN (SELECT f.family FROM terms f WHERE f.terms IN (?, ?)) AND t.tlp IS NOT 'red'
       AND s.principal IN (${elsewhere})`,
  );
  const published = database.prepare(
    `SELECT v.terms FROM version v JOIN terms t ON t.terms = v.terms
     WHERE v.version = ? AND t.tlp IN ('clear', 'green')`,
  );
  const isWide = database.prepare("SELECT 1 FROM terms WHERE terms = ? AND tlp IN ('clear', 'green')");
  const away = createAway(database);
  const isRead = database.prepare(
    `SELECT 1 FROM visible s JOIN terms t ON t.terms = s.terms
     WHERE s.terms = ? AND s.principal = ? AND t.tlp IS NOT 'red'`,
  );
  const ofVersion = database.prepare('SELECT owner, id, stamp FROM version WHERE version = ?');
  const under = database.prepare('SELECT version, issued, collection, added FROM placement WHERE terms = ?');
  const termsOfObject = database.prepare(
    `SELECT DISTINCT p.terms FROM version v JOIN version o ON o.id = v.id AND o.owner = v.owner
       JOIN placement p ON p.version = o.version WHERE v.version = ?`,
  );
  const isOrdered = database.prepare(
    `SELECT 1 FROM version v JOIN recall r ON r.object = v.id AND r.owner = v.owner
       JOIN principal p ON p.identity = r.holder JOIN recall_version n ON n.recall = r.recall
     WHERE v.version = ? AND p.principal = ? AND n.stamp = ? LIMIT 1`,
  );
  const stillRead = database.prepare(
    `SELECT 1 FROM version v JOIN placement p ON p.version = v.version JOIN terms t ON t.terms = p.terms
     JOIN visible s ON s.terms = p.terms AND s.principal = ?
     WHERE v.id = ? AND v.owner = ? AND t.tlp IS NOT 'red' LIMIT 1`,
  );
  const reissued = database.prepare(
    `SELECT DISTINCT p.issued FROM placement p JOIN terms t ON t.terms = p.terms
     WHERE p.version = ?1 AND p.issued IS NOT NULL
       AND t.family IN (SELECT f.family FROM terms f WHERE f.terms IN (?2, ?3))`,
  );
  const isForEverybody = database.prepare(
    `SELECT 1 FROM terms t WHERE t.terms = ? AND t.tlp IN ('clear', 'green') AND NOT EXISTS (
       SELECT 1 FROM member m WHERE m."left" IS NULL AND NOT EXISTS (
         SELECT 1 FROM terms f JOIN visible s ON s.terms = f.terms
         WHERE f.family = t.family AND s.principal = m.member))`,
  );
  /** By owner, object and member. */
  let maybe = new Map<string, Maybe>();
  let listener: ((lost: readonly LostSight[]) => void) | undefined;

  const membersIn = (rows: readonly Record<string, unknown>[]): number[] =>
    rows.map(({ principal }) => Number(principal));

  /**
   * Those that see under these terms from elsewhere what stands there: the members whose nodes are joined with this one,
   * and the others, whom a version can have reached that was published for so many that it may be passed on.
   */
  function seeing(terms: number) {
    const near = membersIn(readers.all(terms));
    const far = membersIn(beyond.all(terms));
    return {
      near,
      far,
      of(version: number, placed: Placed): Seer[] {
        const joined = near.map((member) => ({ member }));
        const through = far.length === 0 ? undefined : passedOnBy(version, placed);
        return through === undefined ? joined : [...joined, ...far.map((member) => ({ member, through }))];
      },
    };
  }

  /**
   * The members whose nodes may have passed a version on, those that have left since among them; undefined where nobody
   * may. As it was published: a newer one may have narrowed it since, which reaches back, but not to those to whom no way
   * leads.
   */
  function passedOnBy(version: number, placed: Placed): ReadonlySet<number> | undefined {
    const own = published.get(version)?.terms;
    if (own === undefined) return undefined;
    const left = away.whoSaw(placed).filter(({ isJoined }) => isJoined);
    return new Set([...membersIn(readersAnyhow.all(own, placed.terms)), ...left.map(({ member }) => member)]);
  }

  /** Those that had left before, of which who got it through others is told only once it is not for everybody any more. */
  function gone(version: number, placed: Placed, to: number): Seer[] {
    return away.whoSaw(placed).flatMap(({ member, isJoined }) => {
      if (isJoined) return { member };
      const through = isWide.get(to) === undefined ? passedOnBy(version, placed) : undefined;
      return through === undefined ? [] : { member, through };
    });
  }

  /**
   * What was called otherwise for who got it later, and came to others through him where it was for everybody. `from` and
   * `to`: the terms under which it stood and stands.
   */
  function otherNames(version: number, from: number, to: number): string[] {
    const names = reissued.all(version, from, to).map(({ issued }) => String(issued));
    return names.length > 0 && isForEverybody.get(from) !== undefined ? names : [];
  }

  function note(version: number, names: readonly (string | undefined)[], by: Seer): void {
    const { owner, id, stamp } = ofVersion.get(version) ?? {};
    const key = `${owner} ${by.member} ${id}`;
    const known = maybe.get(key) ?? { owner: Number(owner), object: String(id), versions: new Set(), ...by };
    for (const name of names) known.versions.add(name ?? String(stamp));
    maybe.set(key, known);
  }

  return {
    placements: {
      moving({ version, issued, terms: from, collection, added }, to) {
        if (from === to || isAnywhereElse.get() === undefined) return;
        const placed = { terms: from, collection, added };
        const here = seeing(from)
          .of(version, placed)
          .filter(({ member }) => isRead.get(to, member) === undefined);
        const losing = [...here, ...gone(version, placed, to)];
        if (losing.length === 0) return;
        const names = [issued, ...otherNames(version, from, to)];
        for (const each of losing) note(version, names, each);
      },
    },
    sight: {
      lost(terms, principals) {
        if (isAnywhereElse.get() === undefined) return;
        // Asked before they lose it.
        const concerned = new Set(principals);
        const { near, far, of } = seeing(terms);
        if (![...near, ...far].some((member) => concerned.has(member))) return;
        for (const { version, issued, collection, added } of under.all(terms)) {
          const placed = { terms, collection: Number(collection), added: Number(added) };
          const losing = of(Number(version), placed).filter(({ member }) => concerned.has(member));
          if (losing.length === 0) continue;
          const names = [issued === null ? undefined : String(issued), ...otherNames(Number(version), terms, terms)];
          for (const each of losing) note(Number(version), names, each);
        }
      },
    },
    away: () => (isAnywhereElse.get() === undefined ? [] : away.members()),
    lostByAway(member, wouldSee) {
      for (const terms of away.termsLostBy(member)) {
        if (wouldSee(terms)) continue;
        for (const { version: row, issued, collection, added } of under.all(terms)) {
          const version = Number(row);
          const name = issued === null ? undefined : String(issued);
          if (!away.didSee(member, { terms, collection: Number(collection), added: Number(added) })) continue;
          if (termsOfObject.all(version).some((each) => wouldSee(Number(each.terms)))) continue;
          if (isOrdered.get(version, member, name ?? String(ofVersion.get(version)?.stamp)) !== undefined) continue;
          note(version, [name], { member });
        }
      }
    },
    around(work) {
      const before = maybe;
      maybe = new Map();
      try {
        const result = work();
        const blind = [...maybe.values()].filter(
          ({ member, object, owner }) => stillRead.get(member, object, owner) === undefined,
        );
        const lost: LostSight[] = [
          // First, so that whoever passed it on still knows to whom. Who they are is nobody's business on the way to them.
          ...together(blind),
          ...blind.filter(({ through }) => through === undefined),
        ];
        if (lost.length > 0) listener?.(lost);
        return result;
      } finally {
        maybe = before;
      }
    },
    onLost(listen) {
      listener = listen;
    },
  };
}

/** Of each object what any of those lost that have it through others, without a word of who they are. */
function together(lost: readonly LostSight[]): LostSight[] {
  const far = new Map<string, LostSight>();
  for (const { owner, object, through, versions } of lost) {
    if (through === undefined) continue;
    const key = `${owner} ${object}`;
    const known = far.get(key);
    far.set(key, {
      owner,
      object,
      through: new Set([...(known?.through ?? []), ...through]),
      versions: new Set([...(known?.versions ?? []), ...versions]),
    });
  }
  return [...far.values()];
}
