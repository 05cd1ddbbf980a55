import fc from 'fast-check';
import { createRoster, type Group, type Principal, type Roster } from '../src/roster.ts';
import { identity, stranger } from './sample-roster.ts';

/** Ids of members, units, persons and groups in every arbitrary roster; some may have left. */
export const memberIds = [1, 2, 3, 4] as const;
const unitIds = [11, 12, 21, 22, 31];
const personIds = [101, 102, 103, 201, 202, 301, 401];
const groupIds = [901, 902, 903];
/** Whom a list can name. */
export const nameable: readonly string[] = [
  ...[...memberIds, ...unitIds, ...personIds, ...groupIds].map(identity),
  stranger,
];

const flag = fc.boolean();
const mostly = fc.integer({ min: 0, max: 7 }).map((n) => n > 0);
const names = fc.subarray([...nameable], { maxLength: 4 });

const member = (id: number) =>
  mostly.map((active): Principal => ({ id, kind: 'member', identity: identity(id), member: id, active }));

const unit = (id: number) =>
  fc.record({ internal: flag, active: mostly, amberStrict: flag, amberServed: flag }).map(
    ({ internal, active, ...clearances }): Principal => ({
      id,
      kind: 'unit',
      identity: identity(id),
      member: Math.floor(id / 10),
      unitKind: internal ? 'internal' : 'served',
      active,
      clearances,
    }),
  );

const person = (id: number) => {
  const member = Math.floor(id / 100);
  const sides = [undefined, ...unitIds.filter((side) => Math.floor(side / 10) === member)];
  return fc.record({ unit: fc.constantFrom(...sides), active: mostly, red: flag }).map(
    ({ unit, active, red }): Principal => ({
      id,
      kind: 'person',
      identity: identity(id),
      member,
      ...(unit === undefined ? {} : { unit }),
      active,
      clearances: { red },
    }),
  );
};

const group = (id: number) => names.map((members): Group => ({ identity: identity(id), members }));

/** Four members with units and people of all kinds; groups that may nest, contain each other, strangers or nobody. */
export const arbitraryRoster: fc.Arbitrary<Roster> = fc
  .tuple(
    fc.tuple(...memberIds.map(member)),
    fc.tuple(...unitIds.map(unit)),
    fc.tuple(...personIds.map(person)),
    fc.tuple(...groupIds.map(group)),
  )
  .map(([members, units, persons, groups]) => createRoster([...members, ...units, ...persons], groups));

/** A releasable-to or not-releasable-to list. */
export const arbitraryList = names;
