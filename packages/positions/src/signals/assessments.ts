import { sideOfPoint } from '../lines/cells.ts';
import { sideOf } from '../shapes/scale.ts';
import { partyOf, speakerOf } from './party.ts';
import { type Picture, type Signal, signal } from './signal.ts';

/** What somebody does who tells what he takes to be so, or to be coming, and not what he wants. */
const assessing: ReadonlySet<string> = new Set(['assessed', 'warned', 'reported', 'fears', 'expects', 'knows']);

/** An assessment against what principals hold, of others and of its own: "beaten", and "may be back within a year". */
export function assessments({ statements, cells, day }: Picture): Signal[] {
  const byClaim = Map.groupBy(cells, ({ claim }) => claim);
  return statements.flatMap((statement) => {
    const { claim, stance, kind, said, negated, id } = statement;
    const party = speakerOf(statement);
    if (claim === undefined || stance === undefined || party === undefined) return [];
    if (!assessing.has(kind) || negated || said > day) return [];
    const side = sideOf(stance);
    const against = (byClaim.get(claim) ?? [])
      .flatMap(({ voices }) => voices)
      .filter((point) => point.id !== id && !point.basis.includes(id) && sideOfPoint(point) * side < 0)
      .map(partyOf)
      .sort((a, b) => ((a.rests ?? '') < (b.rests ?? '') ? -1 : 1));
    if (against.length === 0) return [];
    return [signal('assessment', claim, [id], [{ ...party, side }, ...against], { day: said })];
  });
}
