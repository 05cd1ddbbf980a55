import { hash } from 'node:crypto';
import { Audience, evaluate, type Terms, type Tlp, termsText } from '@entente/release';
import type { SightChanges } from '../audit/releases.ts';
import type { CollectionReaders } from '../collections/collection-store.ts';
import type { Database } from '../database/open-database.ts';
import type { DueDates } from '../dates/due-dates.ts';
import type { RosterStore } from '../members/roster-store.ts';
import {
  type Expression,
  evaluateExpression,
  isExpressionWithin,
  narrowExpression,
  tlpOfExpression,
} from './expression.ts';

/** An interned terms expression as it stands in one collection. */
export type TermsRow = {
  readonly terms: number;
  readonly collection: number;
  readonly owner: number;
  /** The terms whose placements this one's repeat for others; itself unless it is a catch-up. */
  readonly family: number;
  readonly expression: Expression;
};

/** The terms of one collection, or of all, that a principal may see, with how many placements carry them. */
export type VisibleTerms = {
  readonly ids: readonly number[];
  /** Of each of these. */
  readonly counts: readonly number[];
  /** All together. */
  readonly placements: number;
};

/** Who would have what carries an expression in a collection. Terms that many expressions share are evaluated once. */
export type Evaluation = (expression: Expression, collection: number) => Audience;

/** What a principal gained: to be placed before it anew, since its cursors have passed the old placements. */
export type Gain = { readonly terms: number; readonly catchUp: number };

/**
 * Terms, and who may see what carries them. The table `visible` is the only thing that reads ask; its rows are made
 * with the terms and afterwards only deleted, so that losing access is one transaction and comes first.
 */
export type TermsStore = {
  /** The row for this expression in this collection; made, with its audience, where it is new. */
  intern(expression: Expression, collection: number, evaluation?: Evaluation): number;
  /** For what is interned together, at one moment. */
  evaluation(): Evaluation;
  /** Who would have what carried this expression in this collection. */
  wouldSee(expression: Expression, collection: number): Audience;
  read(terms: number): TermsRow;
  /** Whether a member would see what carries these terms, if it were in the coalition. */
  wouldSeeIfIn(member: number): (terms: number) => boolean;
  /** The same placements under `terms` and `limit` both: sees nobody who did not see `terms`. */
  narrow(terms: number, limit: Terms): number;
  /** Whether whoever sees the one may see the other too, now and later (see `isWithin`). */
  isWithin(narrow: number, wide: number): boolean;
  visible(principal: number, collection?: number): VisibleTerms;
  audienceOf(terms: number): readonly number[];
  /** Everyone who sees these terms or a catch-up of them. */
  familyAudience(family: number): readonly number[];
  /** What never changes but by `replace`: where it stands, whose it is, and its narrowest TLP. */
  facts(terms: number): { readonly collection: number; readonly owner: number; readonly tlp: Tlp | undefined };
  /** Puts another expression in the place of `terms` (a marking became known), for those who gain see `Gain`. */
  replace(terms: number, expression: Expression): Gain[];
  /**
   * Evaluates everything anew after the roster or a collection changed: losses at once, gains as answered. Where it is
   * known whom the change concerns, only for those.
   */
  reevaluate(concerned?: readonly number[]): Gain[];
  /** Evaluates these anew, since a date that they name has passed. */
  reconsider(terms: readonly number[]): Gain[];
  /** Terms of this owner whose expression holds this text (for instance an unresolved marking's id). */
  containing(owner: number, text: string): readonly number[];
  /** Grows with every change of what anybody may see. */
  readonly generation: number;
};

/** Expressions of a thousand lists that refer to each other have a kilobyte, and there is one for each object. */
const mostKept = 20_000;

export function createTermsStore(
  database: Database,
  roster: RosterStore,
  readers: CollectionReaders,
  now: () => string,
  sight: SightChanges,
  dates: Pick<DueDates, 'note'>,
): TermsStore {
  const insertRow = database.prepare(
    `INSERT INTO terms (collection, owner, tlp, expression, expression_key, variant, family)
     VALUES (?, ?, ?, ?, ?, ?, coalesce(?, (SELECT coalesce(max(terms), 0) + 1 FROM terms)))`,
  );
  const findRow = database.prepare(
    `SELECT terms FROM terms INDEXED BY terms_by_expression
     WHERE expression_key = ? AND collection = ? AND variant = ? AND expression = ?`,
  );
  const rows = new Map<number, TermsRow>();
  const interned = new Map<string, number>();
  let generation = 0;
  database.onRollback(() => {
    rows.clear();
    interned.clear();
    generation += 1;
  });

  function audience(expression: Expression, collection: number): Audience {
    return createEvaluation()(expression, collection);
  }

  function createEvaluation(known = roster.current()): Evaluation {
    const context = { roster: known, collectionReaders: readers.of, now: now() };
    const evaluated = new Map<string, Audience>();
    const audienceOf = (each: Terms): Audience => {
      const text = termsText(each);
      const audience = evaluated.get(text) ?? evaluate(each, context);
      evaluated.set(text, audience);
      return audience;
    };
    return (expression, collection) => {
      const limit: Terms = { owner: expression.owner, readers: { collection, at: 'all' }, tlp: 'clear' };
      return evaluateExpression(expression, { roster: known, audienceOf }).intersect(audienceOf(limit));
    };
  }

  function insert(
    expression: Expression,
    { text, key }: Text,
    collection: number,
    variant: string,
    seenBy: Audience,
    family?: number,
  ): number {
    const { owner } = expression;
    const tlp = tlpOfExpression(expression) ?? null;
    const { lastInsertRowid } = insertRow.run(collection, owner, tlp, text, key, variant, family ?? null);
    const terms = Number(lastInsertRowid);
    keep(rows, terms, { terms, collection, owner, family: family ?? terms, expression });
    dates.note(terms, expression);
    show(terms, seenBy);
    return terms;
  }

  function show(terms: number, to: Audience): void {
    generation += 1;
    database
      .prepare('INSERT OR IGNORE INTO visible (principal, terms) SELECT value, ? FROM json_each(?)')
      .run(terms, JSON.stringify(to.list()));
  }

  function hide(terms: number, from: Audience): void {
    if (from.isEmpty) return;
    generation += 1;
    sight.lost(terms, from.list());
    database
      .prepare('DELETE FROM visible WHERE terms = ? AND principal IN (SELECT value FROM json_each(?))')
      .run(terms, JSON.stringify(from.list()));
  }

  function find({ text, key }: Text, collection: number, variant: string): number | undefined {
    const row = findRow.get(key, collection, variant, text);
    return row === undefined ? undefined : Number(row.terms);
  }

  function seenBy(terms: number): number[] {
    return database
      .prepare('SELECT principal FROM visible WHERE terms = ?')
      .all(terms)
      .map((row) => Number(row.principal));
  }

  /** Who sees each terms now, of all principals or of these. */
  function seenNow(among: readonly number[] | undefined): ReadonlyMap<number, Audience> {
    const rows =
      among === undefined
        ? database.prepare('SELECT terms, json_group_array(principal) AS list FROM visible GROUP BY terms').all()
        : database
            .prepare(
              `SELECT terms, json_group_array(principal) AS list FROM visible
               WHERE principal IN (SELECT value FROM json_each(?)) GROUP BY terms`,
            )
            .all(JSON.stringify(among));
    return new Map(rows.map((row) => [Number(row.terms), Audience.of(JSON.parse(String(row.list)) as number[])]));
  }

  /** Everyone who sees these terms or a catch-up of them. */
  function reached(family: number): Audience {
    const rows = database
      .prepare('SELECT v.principal FROM terms t JOIN visible v ON v.terms = t.terms WHERE t.family = ?')
      .all(family);
    return Audience.of(rows.map((row) => Number(row.principal)));
  }

  /** Those who never read anything have no cursor to protect; the others get placements of their own. */
  function give(terms: number, gaining: Audience): Gain | undefined {
    if (gaining.isEmpty) return undefined;
    const readers = database
      .prepare(`SELECT p.principal FROM json_each(?) e JOIN principal p ON p.principal = e.value WHERE p.has_read = 1`)
      .all(JSON.stringify(gaining.list()));
    const waiting = Audience.of(readers.map((row) => Number(row.principal)));
    const atOnce = gaining.subtract(waiting);
    show(terms, atOnce);
    sight.gained(terms, atOnce.list());
    if (waiting.isEmpty) return undefined;
    const { collection, expression } = store.read(terms);
    const earlier = database.prepare('SELECT count(*) AS n FROM terms WHERE family = ?').get(terms)?.n;
    const text = textOf(expression);
    const catchUp = insert(expression, text, collection, `gain:${terms}:${earlier}`, waiting, terms);
    database.prepare('INSERT INTO catch_up (catch_up, terms) VALUES (?, ?)').run(catchUp, terms);
    // Those who wait never see this row: what is published from now on under the same expression needs another one.
    database.prepare("UPDATE terms SET variant = ? WHERE terms = ? AND variant = ''").run(`until:${catchUp}`, terms);
    interned.delete(internKey(text, collection));
    return { terms, catchUp };
  }

  /** Losses first, in this order: at no moment does anybody see too much. */
  function apply(terms: number, family: number, allowed: Audience): Gain[] {
    hide(terms, Audience.of(seenBy(terms)).subtract(allowed));
    if (family !== terms) return [];
    const gain = give(terms, allowed.subtract(reached(terms)));
    return gain === undefined ? [] : [gain];
  }

  const store: TermsStore = {
    intern(expression, collection, evaluation = createEvaluation()) {
      const text = textOf(expression);
      const key = internKey(text, collection);
      const known = interned.get(key) ?? find(text, collection, '');
      const terms = known ?? insert(expression, text, collection, '', evaluation(expression, collection));
      keep(interned, key, terms);
      return terms;
    },
    read(terms) {
      let row = rows.get(terms);
      if (row === undefined) {
        const stored = database
          .prepare('SELECT collection, owner, family, expression FROM terms WHERE terms = ?')
          .get(terms);
        if (stored === undefined) throw new Error(`No terms ${terms}`);
        row = {
          terms,
          collection: Number(stored.collection),
          owner: Number(stored.owner),
          family: Number(stored.family),
          expression: JSON.parse(String(stored.expression)) as Expression,
        };
        keep(rows, terms, row);
      }
      return row;
    },
    narrow(terms, limit) {
      const { expression, collection, family } = store.read(terms);
      if (isExpressionWithin(expression, limit)) return terms;
      const narrower = narrowExpression(expression, limit);
      const text = textOf(narrower);
      const variant = `narrowed:${terms}`;
      const known = find(text, collection, variant);
      if (known !== undefined) return known;
      const narrowedFamily = family === terms ? undefined : store.narrow(family, limit);
      const seenBefore = Audience.of(seenBy(terms));
      const seenBySome = seenBefore.intersect(audience(narrower, collection));
      return insert(narrower, text, collection, variant, seenBySome, narrowedFamily);
    },
    isWithin: (narrow, wide) =>
      narrow === wide || isExpressionWithin(store.read(narrow).expression, store.read(wide).expression),
    evaluation: () => createEvaluation(),
    wouldSee: audience,
    wouldSeeIfIn(member) {
      const evaluation = createEvaluation(roster.asIfIn(member));
      return (terms) => {
        const { expression, collection } = store.read(terms);
        return evaluation(expression, collection).has(member);
      };
    },
    visible(principal, collection) {
      const seen =
        collection === undefined
          ? database
              .prepare('SELECT t.terms, t.placements FROM visible v JOIN terms t USING (terms) WHERE v.principal = ?')
              .all(principal)
          : database
              .prepare(
                `SELECT t.terms, t.placements FROM visible v JOIN terms t USING (terms)
                 WHERE v.principal = ? AND t.collection = ?`,
              )
              .all(principal, collection);
      const counts = seen.map((row) => Number(row.placements));
      return {
        ids: seen.map((row) => Number(row.terms)),
        counts,
        placements: counts.reduce((sum, count) => sum + count, 0),
      };
    },
    audienceOf: seenBy,
    familyAudience: (family) => reached(family).list(),
    facts(terms) {
      const { collection, owner, expression } = store.read(terms);
      return { collection, owner, tlp: tlpOfExpression(expression) };
    },
    replace(terms, expression) {
      const { collection, family } = store.read(terms);
      const replaced = sight.replacing(terms);
      const text = textOf(expression);
      database
        .prepare('UPDATE terms SET expression = ?, expression_key = ?, tlp = ?, variant = ? WHERE terms = ?')
        .run(text.text, text.key, tlpOfExpression(expression) ?? null, `resolved:${terms}`, terms);
      rows.delete(terms);
      interned.clear();
      dates.note(terms, expression);
      replaced();
      return apply(terms, family, audience(expression, collection));
    },
    reevaluate(concerned) {
      if (concerned?.length === 0) return [];
      const seen = seenNow(concerned);
      const among = concerned === undefined ? undefined : Audience.of(concerned);
      const audienceAmong = createEvaluation(concerned && roster.among(concerned));
      const judged = database
        .prepare('SELECT terms FROM terms ORDER BY terms')
        .all()
        .map((row) => {
          const { terms, family, collection, expression } = store.read(Number(row.terms));
          const allowed = audienceAmong(expression, collection);
          return { terms, family, allowed: among === undefined ? allowed : allowed.intersect(among) };
        });
      const reachedBy = new Map<number, Audience>();
      for (const { terms, family, allowed } of judged) {
        const before = seen.get(terms) ?? Audience.none;
        hide(terms, before.subtract(allowed));
        reachedBy.set(family, before.intersect(allowed).union(reachedBy.get(family) ?? Audience.none));
      }
      return judged.flatMap(({ terms, family, allowed }) => {
        if (terms !== family) return [];
        return give(terms, allowed.subtract(reachedBy.get(terms) ?? Audience.none)) ?? [];
      });
    },
    reconsider(due) {
      const audienceNow = createEvaluation();
      return due.flatMap((each) => {
        const { family, expression, collection } = store.read(each);
        return apply(each, family, audienceNow(expression, collection));
      });
    },
    containing(owner, text) {
      return database
        .prepare('SELECT terms FROM terms WHERE owner = ? AND instr(expression, ?) > 0')
        .all(owner, text)
        .map((row) => Number(row.terms));
    },
    get generation() {
      return generation;
    },
  };
  return store;
}

/** An expression as text, with its digest, and the 48 bits of that by which it is looked for. */
type Text = { readonly text: string; readonly digest: string; readonly key: number };

/** By the expressions themselves: all that one batch brings under the same markings shares one. */
const texts = new WeakMap<Expression, Text>();

function textOf(expression: Expression): Text {
  const known = texts.get(expression);
  if (known !== undefined) return known;
  const text = JSON.stringify(expression);
  const digest = hash('sha256', text);
  const made = { text, digest, key: Number.parseInt(digest.slice(0, 12), 16) };
  texts.set(expression, made);
  return made;
}

/** Remembers what can be read again, so much at most. */
function keep<Key, Value>(known: Map<Key, Value>, key: Key, value: Value): void {
  if (known.size >= mostKept) known.clear();
  known.set(key, value);
}

function internKey({ digest }: Text, collection: number): string {
  return `${collection} ${digest}`;
}
