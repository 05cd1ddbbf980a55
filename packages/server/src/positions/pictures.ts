import type { Claim, ClaimSignal, Picture } from '@entente/positions';
import type { Viewer } from '../accounts/viewer.ts';
import { Problem } from '../http/problem.ts';
import type { MemberStore } from '../members/member-store.ts';
import { type Board, type HeldPictures, identitiesOf, type Seen, seenOf } from './held-pictures.ts';
import type { Known, PastPictures } from './past-pictures.ts';
import type { PositionReader, Shown } from './position-reader.ts';

export type Pictures = {
  /**
   * Resolves when pictures as of a day (absent: today) take no longer than others may wait: the first takes seconds, and
   * is read here while others have their turn.
   */
  prepare(viewer: Viewer, day?: string): Promise<void>;
  /** All claims: of each voice the last statements with a stance, and those without one too, of other days for signals. */
  whole(viewer: Viewer, day: string, forSignals?: boolean): Seen;
  /** The same for signals, of what was known then. */
  asKnown(viewer: Viewer, day: string, known: Known): Seen;
  /** Where everybody stands, without the lines behind it: as of another day than today a fraction of the work. */
  board(viewer: Viewer, day: string): Board;
  /** One claim, with everything said on it, up to a limit. Throws `not-found`. */
  ofClaim(viewer: Viewer, id: string, day: string): Seen & { readonly claim: Shown<Claim>; readonly more: boolean };
  signals(picture: Picture): readonly ClaimSignal[];
};

/** More statements on one claim than these are not drawn; the newest are. */
const mostStatements = 2000;

export function createPictures(
  positions: PositionReader,
  members: MemberStore,
  held: HeldPictures,
  past: PastPictures,
  today: () => string,
): Pictures {
  const whole = (viewer: Viewer, day: string, forSignals = false): Seen =>
    day === today() ? held.whole(viewer, day) : past.of(viewer, day, today(), { forSignals });

  return {
    async prepare(viewer, day = today()) {
      await held.prepare(viewer, today());
      if (day !== today()) await past.prepare(viewer, day);
    },
    whole,
    asKnown: (viewer, day, known) => past.of(viewer, day, today(), { forSignals: true, known }),
    board: whole,
    ofClaim(viewer, id, day) {
      const claim = positions.claim(viewer, id);
      if (claim === undefined) throw new Problem('not-found', 'There is no such claim, or it is not released to you.');
      const said = positions.statementsOn(viewer, id, day, mostStatements + 1);
      const own = positions.positions(viewer, id);
      const seen = seenOf([claim], own, said.slice(0, mostStatements), identitiesOf(members, day), day);
      return { ...seen, ofClaim: id, claim, more: said.length > mostStatements };
    },
    signals: (picture) => held.signals(picture),
  };
}
