import { isTimestamp, type StixObject } from '@entente/stix';
import { stampOf, versionKey } from '../objects/stored-version.ts';
import type { TombstoneStore } from './tombstone-store.ts';

/** Whether this says what was recalled or has expired, whoever sends it and in whose name. */
export function isOfPurged(tombstones: Pick<TombstoneStore, 'isOfPurged'>, value: unknown): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const object = value as StixObject;
  const stamp = stampOf(object);
  if (typeof object.id !== 'string' || (stamp !== '' && !isTimestamp(stamp))) return false;
  return tombstones.isOfPurged(object.id, versionKey(object), object);
}
