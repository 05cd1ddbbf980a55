import { type Statement, withStatements } from '@entente/positions';
import type { Viewer } from '../accounts/viewer.ts';
import type { LedgerReader } from '../commitments/ledger-reader.ts';
import type { Database } from '../database/open-database.ts';
import type { ObjectReader } from '../objects/object-reader.ts';
import type { Summaries } from '../objects/object-summary.ts';
import type { Pictures } from '../positions/pictures.ts';
import type { PositionReader, Shown } from '../positions/position-reader.ts';
import type { PrincipalNames } from '../positions/principal-names.ts';
import { sightOf, withinSight } from '../terms/nodes-only.ts';
import { saidQuery } from './said-query.ts';
import type { Sight } from './sight.ts';

/** More statements than these are not read for one brief; the newest are. */
export const mostStatements = 1000;

type Parts = {
  readonly database: Database;
  readonly reader: ObjectReader;
  readonly summaries: Summaries;
  readonly positions: {
    readonly reader: PositionReader;
    readonly names: PrincipalNames;
    readonly pictures: Pick<Pictures, 'whole' | 'asKnown'>;
  };
  readonly ledger: { readonly reader: LedgerReader };
};

type Row = { added: number; content: string; terms: number; flags: number; version: number; body: number };

/** When the first version of what stands there came to a viewer. */
const firstQuery = `SELECT min(b.added) AS added FROM placement p
  CROSS JOIN version n ON n.version = p.version
  CROSS JOIN version o ON o.id = n.id AND o.owner = n.owner
  CROSS JOIN placement b ON b.version = o.version
  CROSS JOIN visible s ON s.terms = b.terms AND ${withinSight('?1')}
  WHERE p.added = ?2`;

/** What a viewer himself has. */
export function ownSight({ database, reader, summaries, positions, ledger }: Parts, viewer: Viewer): Sight {
  const name = positions.names(viewer);

  function saidIn(from: string, until: string): readonly Shown<Statement>[] {
    const rows = database.prepare(saidQuery).all(sightOf(viewer), from, until, mostStatements) as unknown as Row[];
    return rows
      .filter((row) => reader.isShown(viewer, row))
      .map(({ added, terms, content }) => ({ value: JSON.parse(content) as Statement, added, terms }));
  }

  function wasKnown({ added }: { readonly added: number }, until: number): boolean {
    if (added <= until) return true;
    const first = database.prepare(firstQuery).get(sightOf(viewer), added)?.added;
    return typeof first === 'number' && first <= until;
  }

  return {
    claims: (only) => positions.reader.claims(viewer).filter(({ value }) => only?.has(value.id) ?? true),
    positions: (claims) =>
      claims === undefined
        ? positions.reader.positions(viewer)
        : [...claims].flatMap((claim) => positions.reader.positions(viewer, claim)),
    statements({ claim, principal, from }, day) {
      if (claim !== undefined) return positions.reader.statementsOn(viewer, claim, day, mostStatements);
      if (principal !== undefined) return positions.reader.statementsFor(viewer, principal, day, mostStatements);
      return saidIn(from ?? day, day);
    },
    everybody(day, said, _, until) {
      const seen =
        until === undefined
          ? positions.pictures.whole(viewer, day, true)
          : positions.pictures.asKnown(viewer, day, { by: '', had: (added) => wasKnown({ added }, until) });
      return { picture: withStatements(seen.picture, said), ...(seen.details && { details: seen.details }) };
    },
    wasKnown,
    ledger: (known) => ledger.reader.of(viewer, known),
    object(id) {
      const current = reader.current(viewer, id);
      if (current === undefined) return undefined;
      return { object: summaries.parse(current), terms: current.terms, version: current.version };
    },
    name: (identity, called) => name(identity, called).name,
  };
}
