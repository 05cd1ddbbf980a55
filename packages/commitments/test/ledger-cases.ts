import { readFileSync } from 'node:fs';
import type { JsonValue } from '@entente/stix';
import type { Commitment, CommitmentEvent, EventKind, Link, LinkKind } from '../src/index.ts';
import { readQuantity } from '../src/shapes/quantity-shape.ts';

export type CaseEvent = {
  readonly id?: string;
  readonly of: string;
  readonly event: EventKind;
  readonly said: string;
  readonly effective?: string;
  readonly source?: string;
  readonly owner?: string;
  readonly quantity?: Readonly<Record<string, JsonValue>>;
  readonly corrects?: readonly string[];
  readonly denies?: readonly string[];
  readonly reading?: 'level' | 'change';
  readonly statement?: string;
  /** When it came to the reader; absent: when it was recorded. */
  readonly added?: string;
};

export function readCases<Case>(file: string): readonly Case[] {
  return JSON.parse(readFileSync(new URL(`./fixtures/${file}`, import.meta.url), 'utf8')) as Case[];
}

export function commitment(given: Partial<Commitment> & { readonly id: string }): Commitment {
  const { by = 'us' } = given;
  return {
    name: given.id,
    kind: 'forces',
    by,
    counterparts: [],
    dependsOn: [],
    owner: by,
    recorded: '2014-01-01T00:00:00Z',
    ...given,
  };
}

/** Recorded on the day it was said; by the source itself unless it says otherwise. */
export function event(given: CaseEvent, place: number): CommitmentEvent {
  const {
    id = `e${String(place).padStart(3, '0')}`,
    of,
    event: kind,
    said,
    effective,
    source = 'us',
    owner = source,
  } = given;
  const quantity = given.quantity && readQuantity(withIds(given.quantity));
  if (given.quantity !== undefined && quantity === undefined) throw new Error(`${of}: this is no quantity`);
  return {
    id,
    commitment: of,
    kind,
    said,
    source: { key: source, name: source },
    owner,
    recorded: `${said}T12:00:00Z`,
    corrects: given.corrects ?? [],
    denies: given.denies ?? [],
    documents: [],
    ...(effective === undefined ? {} : { effective }),
    ...(given.reading === undefined ? {} : { reading: given.reading }),
    ...(given.statement === undefined ? {} : { statement: given.statement }),
    ...(given.added === undefined ? {} : { added: given.added }),
    ...(quantity === undefined ? {} : { quantity: withoutIds(quantity) }),
  };
}

export function link([kind, from, to]: readonly [LinkKind, string, string]): Link {
  return { kind, from, to };
}

/** On the wire a commitment's id says what it is; the cases are easier to read without. */
function withIds(quantity: Readonly<Record<string, JsonValue>>) {
  return typeof quantity.of_ref === 'string' ? { ...quantity, of_ref: `commitment--${quantity.of_ref}` } : quantity;
}

function withoutIds(quantity: NonNullable<CommitmentEvent['quantity']>) {
  if (quantity.kind !== 'share' || quantity.of === undefined) return quantity;
  return { ...quantity, of: quantity.of.replace('commitment--', '') };
}
