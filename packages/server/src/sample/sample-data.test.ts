import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { findSignals, isObject, pictureOf, readClaim, readPosition, readStatement } from '@entente/positions';
import { createRoster, evaluate, type PrincipalId, paragraphsExtensionId, type Tlp } from '@entente/release';
import { type JsonObject, validateObject } from '@entente/stix';
import { roles } from '../accounts/viewer.ts';

type Named = { id: string; name: string };
type Member = Named & { kind: string; isoNumeric: string | null; joined: string | null };
type Group = Named & { members: string[] };
type Access = 'all' | string[];
type Collection = { alias: string; readers: Access; writers: Access; unmarked: Tlp | null };
type Account = { email: string; member: string; roles: string[] };
type StixObject = JsonObject & { type: string; id: string; created?: string; modified?: string };
type Item = { by: string; collection: string; tlp: Tlp | null; to: string[]; not: string[]; object: StixObject };

const folder = new URL('../../sample/', import.meta.url);
const text = (file: string): string => readFileSync(new URL(file, folder), 'utf8');
const members: Member[] = JSON.parse(text('members.json'));
const groups: Group[] = JSON.parse(text('groups.json'));
const collections: Collection[] = JSON.parse(text('collections.json'));
const accounts: Account[] = JSON.parse(text('accounts.json'));
const items: Item[] = readdirSync(new URL('objects/', folder)).flatMap((file) => JSON.parse(text(`objects/${file}`)));

const names = members.map(({ name }) => name);
const numbers = new Map<string, PrincipalId>(names.map((name, index) => [name, index + 1]));
const identities = new Map([...members, ...groups].map(({ id, name }) => [name, id]));
const newest = new Map<string, Item>();
for (const item of items) {
  const known = newest.get(item.object.id);
  if (known === undefined || (known.object.modified ?? '') < (item.object.modified ?? '')) {
    newest.set(item.object.id, item);
  }
}

const roster = createRoster(
  members.map(({ id, name }) => ({
    id: number(name),
    kind: 'member',
    identity: id,
    member: number(name),
    active: true,
  })),
  groups.map(({ id, members: inside }) => ({ identity: id, members: inside.map(identity) })),
);

test('79 members, 74 countries and 5 organisations, none like another', () => {
  assert.equal(members.length, 79);
  assert.equal(members.filter(({ kind }) => kind === 'country').length, 74);
  assertDistinct(names);
  assertDistinct([...members, ...groups].map(({ id }) => id));
  assertDistinct(members.flatMap(({ isoNumeric }) => isoNumeric ?? []));
  for (const { joined } of members) assert.match(joined ?? '2014', /^20(1[4-8]|19)(-\d\d)?$/);
});

test('groups, collections and accounts name members, and roles that exist', () => {
  for (const group of groups) for (const name of group.members) assert.ok(numbers.has(name), `${group.name}: ${name}`);
  for (const { alias, readers, writers } of collections) {
    for (const name of [readers, writers].flatMap(everyOne)) assert.ok(numbers.has(name), `${alias}: ${name}`);
  }
  for (const account of accounts) {
    assert.ok(numbers.has(account.member), account.email);
    for (const role of account.roles)
      assert.ok((roles as readonly string[]).includes(role), `${account.email}: ${role}`);
  }
});

test('every object is valid STIX in the name of its member', () => {
  for (const { by, object } of items) {
    const complete = object.created === undefined ? object : { ...object, created_by_ref: identity(by) };
    assert.deepEqual(validateObject(complete), [], object.id);
    assert.ok(!('object_marking_refs' in object), `${object.id}: terms stand beside the object`);
  }
});

test('every member writes where it may write, and names nobody who cannot read there', () => {
  for (const item of items) {
    const { writers, readers } = collectionOf(item);
    assert.ok(
      everyOne(writers).includes(item.by),
      `${item.object.id}: ${item.by} does not write to ${item.collection}`,
    );
    const named = [...item.to, ...item.not].flatMap(
      (name) => groups.find((group) => group.name === name)?.members ?? name,
    );
    for (const name of named) assert.ok(everyOne(readers).includes(name), `${item.object.id}: ${name}`);
    const needsList = item.tlp !== null && item.tlp !== 'clear' && item.tlp !== 'green';
    assert.equal(item.to.length > 0, needsList, `${item.object.id}: a list goes with AMBER and narrower`);
  }
});

test('versions differ in their date, and in nothing that decides who sees them', () => {
  assertDistinct(items.map(({ object }) => `${object.id} ${object.modified}`));
  for (const { object, ...terms } of items) {
    const { object: last, ...termsOfLast } = found(newest.get(object.id), object.id);
    assert.deepEqual(terms, termsOfLast, object.id);
    assert.equal(object.created, last.created, object.id);
  }
});

test('references lead to what every reader of an object may see, and to nothing later than it', () => {
  const free = new Set(identities.values());
  for (const item of items) {
    for (const target of referencesOf(item.object)) {
      if (free.has(target)) continue;
      const other = found(newest.get(target), `${item.object.id} refers to ${target}`);
      assert.ok(audienceOf(item).isSubsetOf(audienceOf(other)), `${item.object.id}: ${target} is hidden from a reader`);
      const [created, modified] = [other.object.created ?? '', item.object.modified ?? '9'];
      assert.ok(created <= modified, `${item.object.id} of ${modified} refers to ${target} of ${created}`);
    }
  }
});

test('every claim, position and statement is read whole; what is quoted stands where the statement says', () => {
  const count = { claim: 0, position: 0, statement: 0 };
  for (const { object } of items) {
    if (object.type === 'claim') {
      const claim = readClaim(object);
      assert.ok(claim.ok, `${object.id}: ${claim.ok ? '' : claim.problems}`);
      count.claim += 1;
    } else if (object.type === 'opinion') {
      const position = readPosition(object);
      assert.ok(position.ok, `${object.id}: ${position.ok ? '' : position.problems}`);
      count.position += 1;
    } else if (object.type === 'statement') {
      const statement = readStatement(object);
      assert.ok(statement.ok, `${object.id}: ${statement.ok ? '' : statement.problems}`);
      const { report = '', contentSpans, quote } = statement.value;
      const text = textOf(found(newest.get(report), `${object.id} was found in ${report}`).object);
      const quoted = contentSpans.map(({ start, end }) => text.slice(start, end));
      assert.deepEqual(quoted, [quote], object.id);
      count.statement += 1;
    }
  }
  assert.ok(count.claim >= 12 && count.position >= 40 && count.statement >= 70, JSON.stringify(count));
});

test('a dozen members and more have positions; some have voices that differ', () => {
  const positions = items.flatMap(({ object }) => {
    const position = readPosition(object);
    return position.ok ? [position.value] : [];
  });
  const members = new Set(positions.map(({ holder, speaksFor = holder }) => speaksFor));
  assert.ok(members.size >= 12, `${members.size} members`);
  const statements = items.flatMap(({ object }) => {
    const statement = readStatement(object);
    return statement.ok ? [statement.value] : [];
  });
  const claims = items.flatMap(({ object }) => {
    const claim = readClaim(object);
    return claim.ok ? [claim.value] : [];
  });
  const picture = pictureOf({ claims, positions, statements, members: [...identities.values()] }, '2019-03-31');
  const kinds = new Set(findSignals(picture).map(({ kind }) => kind));
  for (const kind of ['contradiction', 'divided', 'shift', 'numbers', 'silence', 'assessment'] as const) {
    assert.ok(kinds.has(kind), `${kind} is not among ${[...kinds].join(', ')}`);
  }
});

test('indicators and observables are marked as made up, and use addresses reserved for documentation', () => {
  const reserved = /example\.(com|net|org)|198\.51\.100\.\d+|192\.0\.2\.\d+/;
  for (const { object } of items) {
    if ('pattern' in object) {
      assert.match(String(object.pattern), reserved);
      assert.deepEqual(object.labels, ['exercise']);
    }
    if ('value' in object) assert.match(String(object.value), reserved);
  }
});

test('the README tells how many objects of each type members see', () => {
  const viewers = ['United States', 'France', 'Germany', 'Iraq', 'INTERPOL', 'NATO'];
  const types = [...new Set(items.map(({ object }) => object.type))].sort();
  const count = (viewer: string, type?: string) =>
    [...newest.values()].filter(
      (item) => (type ?? item.object.type) === item.object.type && audienceOf(item).has(number(viewer)),
    ).length;
  const counted = [
    ['type', ...viewers],
    ...types.map((type) => [`\`${type}\``, ...viewers.map((viewer) => String(count(viewer, type)))]),
    ['all', ...viewers.map((viewer) => String(count(viewer)))],
  ];
  const told = text('README.md')
    .split('\n')
    .map((line) => line.split('|').map((cell) => cell.trim()))
    .filter((cells) => cells.length === viewers.length + 3 && !cells[1]?.startsWith('--'))
    .map((cells) => cells.slice(1, -1));
  assert.deepEqual(told, counted);
});

test('what is retold cites its source, by an address wherever one is known', () => {
  // A broadcast, and words that were found in writing only with another date.
  const without = ['CGTN', 'CBC News'];
  for (const { object } of items.filter(({ object }) => (object.labels as string[] | undefined)?.includes('retold'))) {
    const cited = (object.external_references ?? []) as { source_name: string; url?: string }[];
    assert.ok(cited.length > 0, String(object.name));
    const isAddressed = cited.some(({ url }) => /^https?:\/\/[^/]+\/./.test(url ?? ''));
    assert.ok(isAddressed || cited.some((each) => without.includes(each.source_name)), String(object.name));
  }
});

/** Who sees an object by the rules of release; RED reaches appointed persons, of whom the sample has none. */
function audienceOf(item: Item) {
  const { readers, unmarked } = collectionOf(item);
  const tlp = item.tlp ?? unmarked;
  const at = readers === 'all' ? readers : readers.map(number);
  return evaluate(
    {
      owner: number(item.by),
      ...(tlp === null ? { closed: ['unmarked'] } : { tlp }),
      ...(item.to.length === 0 ? {} : { to: [item.to.map(identity)] }),
      not: item.not.map(identity),
      readers: { collection: collections.indexOf(collectionOf(item)) + 1, at },
    },
    { roster },
  );
}

/** What an object names, in its extensions too. */
function referencesOf(object: JsonObject): string[] {
  return Object.entries(object).flatMap(([key, value]) => {
    if (key.endsWith('_refs') && Array.isArray(value)) return value.map(String);
    if (key.endsWith('_ref')) return [String(value)];
    return isObject(value) ? referencesOf(value) : [];
  });
}

/** The text of a report, as its paragraphs have it. */
function textOf({ extensions }: StixObject): string {
  const { paragraphs } =
    (extensions as Record<string, { paragraphs: { text: string }[] }>)[paragraphsExtensionId] ?? {};
  return (paragraphs ?? []).map(({ text }) => text).join('\n\n');
}

function collectionOf(item: Item): Collection {
  return found(
    collections.find(({ alias }) => alias === item.collection),
    item.collection,
  );
}

function everyOne(access: Access): string[] {
  return access === 'all' ? names : access;
}

function identity(name: string): string {
  return found(identities.get(name), name);
}

function number(name: string): PrincipalId {
  return found(numbers.get(name), name);
}

function found<T>(value: T | undefined, what: string): T {
  assert.ok(value !== undefined, `Not found: ${what}`);
  return value;
}

function assertDistinct(values: readonly string[]): void {
  const repeated = values.filter((value, index) => values.indexOf(value) !== index);
  assert.deepEqual(repeated, []);
}

test('every commitment, and what became of it, cites an address, or the statement that it rests on; money says its day', () => {
  const ledger = items.filter(({ object: { type } }) => type.startsWith('commitment'));
  for (const { object } of ledger) {
    const cited = (object.external_references ?? []) as readonly { url?: string }[];
    const isAddressed = cited.some(({ url }) => /^https?:\/\/[^/]+\/./.test(url ?? ''));
    assert.ok(isAddressed || typeof object.statement_ref === 'string', `${object.id} cites no address`);
    const { quantity } = object as { quantity?: { currency?: string; priced_on?: string } };
    assert.equal(quantity?.currency === undefined, quantity?.priced_on === undefined, object.id);
  }
});
