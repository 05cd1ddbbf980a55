import type { Picture } from '@entente/positions';
import { formatMicroseconds } from '@entente/stix';
import type { z } from '@hono/zod-openapi';
import type { Viewer } from '../accounts/viewer.ts';
import { Problem } from '../http/problem.ts';
import type { MemberStore } from '../members/member-store.ts';
import { byName } from '../members/name-order.ts';
import type { Board, Seen } from './held-pictures.ts';
import type { LookStore } from './look-store.ts';
import type * as messages from './messages.ts';
import type { Pictures } from './pictures.ts';
import { changesSince, lastChangedFirst, memberPositions } from './position-pages.ts';
import type { PositionReader } from './position-reader.ts';
import type { PositionViews } from './position-views.ts';

type Message<Name extends keyof typeof messages> = z.infer<(typeof messages)[Name]>;

/** What the API and the command line answer, each for one viewer and as of a day; without one, of today. */
export type PositionAnswers = {
  claims(viewer: Viewer, asOf?: string): Message<'ClaimMessage'>[];
  /** Throws `not-found`. */
  claim(viewer: Viewer, id: string, asOf?: string): Message<'ClaimView'>;
  /** `seen`: of what was known then, in place of all that is known now. */
  matrix(viewer: Viewer, asOf?: string, seen?: Board): Message<'Matrix'>;
  /** Throws `not-found`. */
  member(viewer: Viewer, nameOrId: string, asOf?: string): Message<'MemberPositions'>;
  signals(viewer: Viewer, asOf: string | undefined, withDismissed: boolean): Message<'SignalMessage'>[];
  changes(viewer: Viewer): Message<'PositionChanges'>;
  /** The newest date added (microseconds) of what the viewer sees of all this. */
  newest(viewer: Viewer): number;
};

type Parts = {
  readonly pictures: Pictures;
  readonly views: PositionViews;
  readonly looks: LookStore;
  readonly members: MemberStore;
  readonly positions: PositionReader;
  readonly today: () => string;
};

const statementsOfMember = 100;

export function createPositionAnswers({ pictures, views, looks, members, positions, today }: Parts): PositionAnswers {
  const viewFor = (viewer: Viewer) => views(viewer, looks.get(viewer));

  return {
    claims(viewer, asOf = today()) {
      const seen = pictures.board(viewer, asOf);
      const view = viewFor(viewer);
      return seen.claims.map((_, place) => view.claim(seen, place)).sort(lastChangedFirst);
    },
    claim(viewer, id, asOf = today()) {
      const seen = pictures.ofClaim(viewer, id, asOf);
      const view = viewFor(viewer);
      const { picture, more } = seen;
      return {
        day: picture.day,
        claim: view.claim(seen, 0),
        lines: picture.lines.map((line) => view.line(seen, line)),
        cells: picture.cells.map((cell) => view.cell(seen, cell)),
        statements: picture.statements
          .toSorted((a, b) => (a.said === b.said ? 0 : a.said > b.said ? -1 : 1))
          .map((each) => view.statement(each)),
        more,
        signals: view.signals(seen, true),
        mayEdit: view.mayEdit(seen),
      };
    },
    matrix(viewer, asOf = today(), seen = pictures.board(viewer, asOf)) {
      const view = viewFor(viewer);
      const { day, cells } = seen.picture;
      const called = new Map(
        cells.map(({ principal, shown, isOfficial }) => [principal, isOfficial ? shown.holderName : undefined]),
      );
      const present = members.all().filter(({ left }) => left === undefined || left > day);
      const ids = new Set([...present.map(({ identity }) => identity), ...called.keys()]);
      const principals = [...ids].map((id) => view.name(id, called.get(id)));
      principals.sort((a, b) => (a.kind === b.kind ? byName(a, b) : a.kind === 'member' ? -1 : 1));
      return {
        day,
        claims: seen.claims.map((_, place) => view.claim(seen, place)).sort(lastChangedFirst),
        principals,
        cells: cells.map((cell) => view.cell(seen, cell)),
        ...(seen.known === undefined ? {} : { known: seen.known.slice(0, 10) }),
        days: daysOf(pictures.whole(viewer, today()), today()),
      };
    },
    member(viewer, nameOrId, asOf = today()) {
      const member = members.find(nameOrId);
      if (member === undefined) throw new Problem('not-found', 'There is no such member.');
      const said = positions.statementsFor(viewer, member.identity, asOf, statementsOfMember);
      return memberPositions(
        pictures.whole(viewer, asOf, true),
        viewFor(viewer),
        member.identity,
        said.map(({ value }) => value),
      );
    },
    signals: (viewer, asOf = today(), withDismissed) =>
      viewFor(viewer).signals(pictures.whole(viewer, asOf, true), withDismissed),
    changes(viewer) {
      const looked = looks.get(viewer);
      const since = looked === 0 ? {} : { since: formatMicroseconds(looked) };
      return { ...since, ...changesSince(pictures.whole(viewer, today(), true), views(viewer, looked), looked) };
    },
    newest: (viewer) => Math.max(0, ...pictures.whole(viewer, today(), true).added.values()),
  };
}

/** Stops of the slider: the last of them where there are more. */
const mostDays = 2000;

const daysOfPicture = new WeakMap<Picture, string[]>();

function daysOf({ picture }: Seen, today: string): string[] {
  const known = daysOfPicture.get(picture);
  if (known !== undefined) return known;
  const since = picture.lines.flatMap(({ points }) => points.map((point) => point.since));
  const days = [...new Set([...since.filter((day) => day < today), today])].sort().slice(-mostDays);
  daysOfPicture.set(picture, days);
  return days;
}
