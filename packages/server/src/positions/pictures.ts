import { type Claim, type ClaimSignal, findSignals, type Picture, pictureOf } from '@entente/positions';
import type { Viewer } from '../accounts/viewer.ts';
import { Problem } from '../http/problem.ts';
import type { MemberStore } from '../members/member-store.ts';
import type { PositionReader, Shown } from './position-reader.ts';

/** A picture of what one viewer may see, with when each part of it came into his sight. */
export type Seen = {
  readonly picture: Picture;
  readonly claims: readonly Shown<Claim>[];
  /** By id of a claim, position or statement: the date added (microseconds) of what the viewer has of it. */
  readonly added: ReadonlyMap<string, number>;
  /** From what was known by then, a timestamp. */
  readonly known?: string;
  /** Where it is of one claim only. */
  readonly ofClaim?: string;
};

export type Pictures = {
  /** All claims: of each voice the last statements with a stance, and for signals those without one too. */
  whole(viewer: Viewer, day: string, forSignals?: boolean): Seen;
  /** One claim, with everything said on it, up to a limit. Throws `not-found`. */
  ofClaim(viewer: Viewer, id: string, day: string): Seen & { readonly claim: Shown<Claim>; readonly more: boolean };
  signals(picture: Picture): readonly ClaimSignal[];
};

/** More statements on one claim than these are not drawn; the newest are. */
const mostStatements = 2000;

export function createPictures(positions: PositionReader, members: MemberStore): Pictures {
  const identities = (): string[] =>
    members.all().flatMap(({ identity, left }) => (left === undefined ? [identity] : []));

  function see(
    claims: readonly Shown<Claim>[],
    held: ReturnType<PositionReader['positions']>,
    said: ReturnType<PositionReader['statementsOn']>,
    day: string,
  ): Seen {
    return {
      picture: pictureOf(
        {
          claims: claims.map(({ value }) => value),
          positions: held.map(({ value }) => value),
          statements: said.map(({ value }) => value),
          members: identities(),
        },
        day,
      ),
      claims,
      added: new Map([...claims, ...held, ...said].map(({ value, added }) => [value.id, added])),
    };
  }

  return {
    whole: (viewer, day, forSignals = false) =>
      see(positions.claims(viewer), positions.positions(viewer), positions.lastOfVoices(viewer, day, forSignals), day),
    ofClaim(viewer, id, day) {
      const claim = positions.claim(viewer, id);
      if (claim === undefined) throw new Problem('not-found', 'There is no such claim, or it is not released to you.');
      const said = positions.statementsOn(viewer, id, day, mostStatements + 1);
      const seen = see([claim], positions.positions(viewer, id), said.slice(0, mostStatements), day);
      return { ...seen, ofClaim: id, claim, more: said.length > mostStatements };
    },
    signals: findSignals,
  };
}
