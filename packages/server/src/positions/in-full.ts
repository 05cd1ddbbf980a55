import { type Party, type Point, pointOfStatement, type Signal, type Statement } from '@entente/positions';
import type { Seen } from './held-pictures.ts';

/** What is told of a picture, with the words, names and offices that it may lack (see `Seen.details`). */
export type InFull<S> = {
  /** The picture with all statements that are told of it. */
  readonly seen: S;
  point(point: Point): Point;
  signal<T extends Signal>(signal: T): T;
};

/** `told`: ids of the statements and positions that are told. */
export function inFull<S extends Pick<Seen, 'picture' | 'details'>>(seen: S, told: Iterable<string>): InFull<S> {
  if (seen.details === undefined) return { seen, point: (point) => point, signal: (signal) => signal };
  const statements = new Map(seen.details(new Set(told)).map((each) => [each.id, each]));
  return {
    seen: withPicture(seen, { ...seen.picture, statements: [...statements.values()] }),
    point(point) {
      const statement = statements.get(point.id);
      return (statement && pointOfStatement(statement)) ?? point;
    },
    signal: (signal) => ({ ...signal, parties: signal.parties.map((party) => partyInFull(party, statements)) }),
  };
}

/** What is added when is worked out where somebody asks for it, and so not copied. */
function withPicture<S extends Pick<Seen, 'picture'>>(seen: S, picture: Seen['picture']): S {
  return Object.create(seen, { picture: { value: picture } }) as S;
}

function partyInFull(party: Party, statements: ReadonlyMap<string, Statement>): Party {
  const statement = party.rests === undefined ? undefined : statements.get(party.rests);
  if (statement === undefined) return party;
  const { speakerName: name, office, quote } = statement;
  return {
    ...party,
    ...(name === undefined ? {} : { name }),
    ...(office === undefined ? {} : { office }),
    ...(quote === undefined ? {} : { quote }),
  };
}
