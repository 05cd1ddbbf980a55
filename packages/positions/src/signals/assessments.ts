import { sideOfPoint } from '../lines/cells.ts';
import { sideOf } from '../shapes/scale.ts';
import type { Statement } from '../shapes/statement.ts';
import { partyOf, speakerOf } from './party.ts';
import { type ClaimSignal, latest, type Party, type Picture, signal } from './signal.ts';

/** What somebody does who tells what he takes to be so, or to be coming, and not what he wants. */
const assessing: ReadonlySet<string> = new Set(['assessed', 'warned', 'reported', 'fears', 'expects', 'knows']);

/**
 * Assessments against what principals hold, of others and of their own: "beaten", and "may be back within a year". One
 * signal for each claim and side, with the last assessment of each who made one.
 */
export function assessments({ statements, cells, day }: Picture): ClaimSignal[] {
  const cellsByClaim = Map.groupBy(cells, ({ claim }) => claim);
  const assessed = [...lastAssessments(statements, day).values()];
  return [...Map.groupBy(assessed, ({ claim, side }) => `${claim} ${side}`).values()].flatMap((made) => {
    const [first] = made;
    if (first === undefined) return [];
    const ids = new Set(made.map(({ id }) => id));
    const against = (cellsByClaim.get(first.claim) ?? [])
      .flatMap(({ voices }) => voices)
      .filter((point) => sideOfPoint(point) * first.side < 0 && !point.basis.some((id) => ids.has(id)));
    if (against.length === 0) return [];
    const assessors = made.map(({ party }) => party).sort(byRest);
    const holders = against.map(partyOf).sort(byRest);
    const on = latest(made.map(({ party }) => party.day ?? ''));
    return [signal('assessment', first.claim, [String(first.side)], [...assessors, ...holders], { day: on })];
  });
}

type Assessment = {
  readonly id: string;
  /** By which the last is told: day, when it was recorded, id. */
  readonly place: string;
  readonly claim: string;
  readonly side: number;
  readonly party: Party;
};

/** By claim and speaker; of one day the last that was recorded. */
function lastAssessments(statements: readonly Statement[], day: string): ReadonlyMap<string, Assessment> {
  const last = new Map<string, Assessment>();
  for (const statement of statements) {
    const { id, claim, stance, said, recorded = '' } = statement;
    const party = speakerOf(statement);
    if (claim === undefined || stance === undefined || party === undefined) continue;
    if (!isAssessment(statement) || said > day) continue;
    const key = `${claim} ${party.principal} ${party.holder}`;
    const before = last.get(key);
    const place = `${said} ${recorded} ${id}`;
    if (before !== undefined && before.place > place) continue;
    const side = sideOf(stance);
    last.set(key, { id, place, claim, side, party: { ...party, side } });
  }
  return last;
}

/** Whether a statement takes a side by telling what its speaker takes to be so. */
export function isAssessment({ kind, negated, stance = 'neutral' }: Statement): boolean {
  return assessing.has(kind) && !negated && sideOf(stance) !== 0;
}

function byRest(a: Party, b: Party): number {
  return (a.rests ?? '') < (b.rests ?? '') ? -1 : 1;
}
