import { withinSight } from '../terms/nodes-only.ts';

/**
 * The join by which rows keyed by placement are read, in the sight of a viewer (`sightOf`): `FROM position_row r` + this.
 * Of the columns, `p.added` and `p.flags` are what `ObjectReader.isShown` asks for; rows of contested objects must pass
 * it. `sight` and `row` are SQL: a parameter, and the alias of the rows.
 */
export function visibleTo(sight: string, row = 'r'): string {
  // Crossed: the planner, left alone, would read everything that the principal sees and look for its rows.
  return `CROSS JOIN placement p ON p.added = ${row}.added
    CROSS JOIN visible s ON s.terms = p.terms AND ${withinSight(sight)}`;
}

/** The same of rows that have their terms, in the index by which they are found too: what is hidden costs one step there. */
export function visibleByTerms(sight: string, row = 'r'): string {
  return `CROSS JOIN visible s ON s.terms = ${row}.terms AND ${withinSight(sight)}
    CROSS JOIN placement p ON p.added = ${row}.added`;
}
