import { canonicalize, type JsonValue, type StixObject, timestampKey, tlpMarkings } from '@entente/stix';

/** A row of the table `version`. */
export type StoredVersion = {
  readonly version: number;
  readonly owner: number;
  readonly modified: string;
  readonly terms: number;
  readonly body: number;
  readonly createdByOwner: number;
  readonly inParts: number;
  readonly saysWithheld: number;
  /** Who wrote it for its owner and sees less than it; null where the owner did. */
  readonly writtenBy: number | null;
  /** The latest modified that a rendition of it was given, where that is not its own. */
  readonly issued: string | null;
};

/** Its columns, of a table named `v`. */
export const versionColumns = `v.version, v.owner, v.modified, v.terms, v.body, v.created_by_owner AS createdByOwner,
  v.in_parts AS inParts, v.issued, v.says_withheld AS saysWithheld, v.written_by AS writtenBy`;

/** The version as the object writes it: `modified`, else `created`, else ''. */
export function stampOf(object: StixObject): string {
  const version = object.modified ?? object.created;
  return typeof version === 'string' ? version : '';
}

/**
 * Whether this is one of the standard's TLP markings (validated), which differ in nothing but whether they give their
 * name: files bring them in either form, and mean the same.
 */
export function isStandardTlp(object: StixObject): boolean {
  const standard = tlpMarkings.get(object.id);
  return standard?.version === 2 || (standard?.version === 1 && object.definition_type === 'tlp');
}

/** The same as a text that sorts by time. */
export function versionKey(object: StixObject): string {
  const stamp = stampOf(object);
  return stamp === '' ? '' : timestampKey(stamp);
}

/** The key of a further content of what has no versions. */
export function nextChange(contents: readonly StoredVersion[]): string {
  const last = newestOf(contents)?.modified ?? '';
  return `change ${String(Number(last.slice('change '.length)) + 1).padStart(9, '0')}`;
}

/** Whether two texts of an object say the same. */
export function isSameContent(bytes: Uint8Array, value: JsonValue, stored: unknown): boolean {
  const before = stored as Uint8Array;
  if (Buffer.compare(bytes, before) === 0) return true;
  return canonicalize(value) === canonicalize(parse(before) as JsonValue);
}

/** Undefined where there is none. */
export function newestOf(versions: readonly StoredVersion[]): StoredVersion | undefined {
  return versions.reduce<StoredVersion | undefined>(
    (newest, each) => (newest === undefined || each.modified > newest.modified ? each : newest),
    undefined,
  );
}

/** The object of which a column `bytes` holds the text. */
export function parse(bytes: unknown): StixObject {
  return JSON.parse(Buffer.from(bytes as Uint8Array).toString()) as StixObject;
}
