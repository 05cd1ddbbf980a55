import { releaseExtensionId, writeReleaseMarking } from '@entente/release';
import { type JsonObject, nameBasedUuid, tlpMarkings } from '@entente/stix';
import type { SampleObject } from './sample-data.ts';

/** Before anything that it marks. */
const created = '2014-09-10T00:00:00.000Z';

/** The id of the standard's TLP 2.0 marking of the object's level; undefined where it carries none. */
export function tlpMarkingOf({ tlp }: SampleObject): string | undefined {
  return [...tlpMarkings.values()].find(({ version, level }) => version === 2 && level === tlp)?.definition.id;
}

/**
 * The marking definition that says an object's lists, undefined where it has none. Equal lists of one author are one
 * marking, whatever their order. `identityOf` gives the identity id of a member or group by its name.
 */
export function releaseMarkingOf(
  { by, to, not }: SampleObject,
  identityOf: (name: string) => string,
): JsonObject | undefined {
  if (to.length === 0 && not.length === 0) return undefined;
  const lists = { to: to.map(identityOf).sort(), not: not.map(identityOf).sort() };
  const createdBy = identityOf(by);
  const namespace = releaseExtensionId.slice('extension-definition--'.length);
  return writeReleaseMarking(
    { ...(to.length > 0 ? { to: lists.to } : {}), ...(not.length > 0 ? { not: lists.not } : {}) },
    {
      id: `marking-definition--${nameBasedUuid(namespace, JSON.stringify([createdBy, lists.to, lists.not]))}`,
      created,
      createdBy,
    },
  );
}
