import { createRoster, type Principal } from '../src/roster.ts';

/** A STIX id whose digits are only this number. */
export function identity(number: number): string {
  return `identity--00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
}

/** Principals by what they are; their ids are the last digits of their identities. */
export const who = {
  alpha: 1,
  bravo: 2,
  charlie: 3,
  /** Has left. */
  delta: 4,
  alphaBorder: 11,
  alphaCustoms: 12,
  alphaCity: 13,
  alphaTown: 14,
  bravoBorder: 21,
  /** An internal unit of the member that has left. */
  deltaBorder: 41,
  ana: 101,
  /** Appointed for RED. */
  abel: 102,
  /** Acts for the border service of alpha. */
  agnes: 103,
  /** Acts for the city police that alpha serves. */
  artur: 104,
  /** Acts for the city police and is appointed for RED. */
  alma: 105,
  bela: 201,
  /** Appointed for RED. */
  boris: 202,
  /** Account disabled. */
  bruno: 203,
  dora: 401,
} as const;

export const groups = { west: 901, east: 902, loopA: 903, loopB: 904, empty: 905 } as const;
/** In nobody's roster. */
export const stranger = identity(999);

const { alpha, bravo, charlie, delta, alphaBorder, alphaCustoms, alphaCity, alphaTown, bravoBorder, deltaBorder } = who;

export const principals: readonly Principal[] = [
  ...[alpha, bravo, charlie].map((id) => member(id, true)),
  member(delta, false),
  unit(alphaBorder, alpha, 'internal', { amberStrict: true }),
  unit(alphaCustoms, alpha, 'internal'),
  unit(alphaCity, alpha, 'served', { amberServed: true }),
  unit(alphaTown, alpha, 'served'),
  unit(bravoBorder, bravo, 'internal'),
  unit(deltaBorder, delta, 'internal', { amberStrict: true }),
  person(who.ana, alpha),
  person(who.abel, alpha, undefined, { red: true }),
  person(who.agnes, alpha, alphaBorder),
  person(who.artur, alpha, alphaCity),
  person(who.alma, alpha, alphaCity, { red: true }),
  person(who.bela, bravo),
  person(who.boris, bravo, undefined, { red: true }),
  { ...person(who.bruno, bravo, undefined, { red: true }), active: false },
  person(who.dora, delta, undefined, { red: true }),
];

/** Three members, one that left, their units and people; groups that nest, that contain each other, and an empty one. */
export const roster = createRoster(principals, [
  { identity: identity(groups.west), members: [identity(alpha), identity(groups.east)] },
  { identity: identity(groups.east), members: [identity(bravo), stranger] },
  { identity: identity(groups.loopA), members: [identity(groups.loopB), identity(charlie)] },
  { identity: identity(groups.loopB), members: [identity(groups.loopA)] },
  { identity: identity(groups.empty), members: [] },
]);

function member(id: number, active: boolean): Principal {
  return { id, kind: 'member', identity: identity(id), member: id, active };
}

function unit(
  id: number,
  of: number,
  unitKind: 'internal' | 'served',
  clearances: Principal['clearances'] = {},
): Principal {
  return { id, kind: 'unit', identity: identity(id), member: of, unitKind, active: true, clearances };
}

function person(id: number, of: number, unit?: number, clearances: Principal['clearances'] = {}): Principal {
  const where = unit === undefined ? {} : { unit };
  return { id, kind: 'person', identity: identity(id), member: of, ...where, active: true, clearances };
}
