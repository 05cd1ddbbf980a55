import type { z } from '@hono/zod-openapi';
import type { Viewer } from '../accounts/viewer.ts';
import { seenThen } from '../briefs/seen-then.ts';
import type { Core } from '../core.ts';
import type { Seen } from '../positions/held-pictures.ts';
import { connectionsOf } from './connections.ts';
import { forcesOf } from './forces.ts';
import type { PictureMessage, PictureQuery } from './picture-messages.ts';

type Message = z.infer<typeof PictureMessage>;
type Wanted = z.output<typeof PictureQuery>;

const mostSignals = 6;
const mostDue = 6;
/** Stops of the slider: the last of them where there are more. */
const mostDays = 2000;
const open = ['upcoming', 'due', 'slipped', 'lapsed'];

/** The picture of the coalition as one viewer has it: as of a day, from what is known now or was recorded by then. */
export function pictureFor(core: Core, viewer: Viewer, { asOf, known, claim: chosen }: Wanted): Message {
  const today = core.now().slice(0, 10);
  const day = asOf ?? today;
  const { views, looks } = core.positions;
  const view = views(viewer, looks.get(viewer));
  const seen =
    known === undefined ? core.positions.pictures.whole(viewer, day, true) : seenThen(core, viewer, day, known);
  const claims = seen.claims.map((_, place) => view.claim(seen, place));
  const byChange = claims.toSorted((a, b) => ((a.changed ?? '') > (b.changed ?? '') ? -1 : 1));
  const claim = claims.find(({ id }) => id === chosen) ?? byChange[0];
  const signals = view.signals(seen, false);
  const own = core.members.get(viewer.member).identity;
  const weight = ({ fresh, parties }: (typeof signals)[number]): number =>
    (fresh ? 2 : 0) + (parties.some(({ principal }) => principal.id === own) ? 1 : 0);
  const time = { valid: day, ...(known === undefined ? {} : { known }) };
  const ledger = core.ledger.service.view(viewer, time);
  const expected = core.ledger
    .expectations(viewer, time)
    .expectations.filter(({ stage, overdue }) => overdue || open.includes(stage));
  const due = ledger.commitments
    .flatMap((commitment) => {
      const state = ledger.states.get(commitment.id);
      const isDue = state !== undefined && (state.isOverdue || (state.due !== undefined && state.due >= day));
      return isDue ? [{ commitment, state }] : [];
    })
    .sort((a, b) => ((a.state.due ?? '') < (b.state.due ?? '') ? -1 : 1));
  return {
    day,
    ...(known === undefined ? {} : { known }),
    days: daysOf(core, viewer, asOf === undefined && known === undefined ? seen : undefined, today),
    claims: byChange.map(({ id, name }) => ({ id, name })),
    ...(claim === undefined ? {} : { claim }),
    cells: seen.picture.cells.filter((cell) => cell.claim === claim?.id).map((cell) => view.cell(seen, cell)),
    signals: signals.toSorted((a, b) => weight(b) - weight(a)).slice(0, mostSignals),
    signalCount: signals.length,
    ...forcesOf(core.ledger.service.view(viewer, { ...time, kind: 'forces' }), (identity) =>
      core.names.nameOf(viewer, identity),
    ),
    connections: connectionsOf(ledger, (identity) => core.ledger.words.named(viewer, identity).name),
    expectations: expected
      .toSorted((a, b) => Number(b.overdue) - Number(a.overdue) || (a.window.from < b.window.from ? -1 : 1))
      .slice(0, mostDue),
    commitments: due
      .slice(0, mostDue)
      .map(({ commitment, state }) => core.ledger.words.summary(viewer, commitment, state)),
    overdue: expected.filter(({ overdue }) => overdue).length + due.filter(({ state }) => state.isOverdue).length,
  };
}

/** Days on which something came about, as far as the viewer may know; today is the last. */
function daysOf(core: Core, viewer: Viewer, now: Seen | undefined, today: string): string[] {
  const { picture } = now ?? core.positions.pictures.whole(viewer, today);
  const { events, expectations } = core.ledger.reader.of(viewer);
  const days = [
    ...picture.lines.flatMap(({ points }) => points.map(({ since }) => since)),
    ...events.map(({ said, effective = said }) => effective),
    ...[...expectations.values()].flatMap(({ window }) => [window.from, window.to ?? window.from]),
  ];
  return [...new Set([...days.filter((day) => day <= today), today])].sort().slice(-mostDays);
}
