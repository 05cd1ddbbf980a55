import type { JsonObject, StixObject } from '@entente/stix';
import { asObject, asText, isSet, objectsIn } from '../../json/json-access.ts';
import { stableId } from '../../stable-id.ts';
import type { Conversion } from '../conversion.ts';
import { TLP_CLEAR } from '../markings.ts';
import { timeOfText } from '../misp-time.ts';
import { isLater, markedWith, readUuid } from '../origin.ts';
import { timeOfVersion, UNDATED } from '../undated.ts';
import { clusterProperties } from './cluster-properties.ts';
import { typeOfClusters } from './cluster-types.ts';
import { relationshipType } from './relationship-type.ts';

/** The tags that stand for the clusters which an event, attribute or object carries in full. */
export function tagsOfClusters(owner: JsonObject): Set<string> {
  return new Set(clustersOf(owner, '').flatMap(({ cluster }) => asText(cluster.tag_name) ?? []));
}

/** Converts the galaxy clusters of an event, attribute or object. Answers the objects that they became. */
export function convertGalaxies(conversion: Conversion, owner: JsonObject, path: string): StixObject[] {
  return clustersOf(owner, path).flatMap(({ galaxy, cluster, path: place }) => {
    const value = asText(cluster.value);
    if (value === undefined) {
      conversion.refuse(place, 'a galaxy cluster without a value');
      return [];
    }
    const standard = clusterObject(conversion, galaxy, cluster, value);
    if (standard !== undefined && conversion.add([standard]) === undefined) return [standard];
    const custom = customCluster(conversion, galaxy, cluster, value);
    const reason = conversion.add([custom]);
    if (reason === undefined) return [custom];
    conversion.refuse(place, reason);
    return [];
  });
}

/** Converts the galaxies of an attribute or object, each related to the object that speaks for it. */
export function relateGalaxies(conversion: Conversion, owner: JsonObject, path: string, speaker: StixObject): void {
  for (const target of convertGalaxies(conversion, owner, path)) {
    const type = relationshipType(speaker.type, target.type);
    const reason = conversion.add([
      {
        type: 'relationship',
        spec_version: '2.1',
        id: stableId('relationship', `${speaker.id} ${type} ${target.id}`),
        created_by_ref: conversion.creator,
        created: asText(speaker.modified) ?? conversion.timestamp,
        modified: asText(speaker.modified) ?? conversion.timestamp,
        relationship_type: type,
        source_ref: speaker.id,
        target_ref: target.id,
        ...('object_marking_refs' in speaker ? { object_marking_refs: speaker.object_marking_refs ?? [] } : {}),
      },
    ]);
    if (reason !== undefined) conversion.refuse(`${path}.Galaxy`, reason);
  }
}

type Placed = { readonly galaxy: JsonObject; readonly cluster: JsonObject; readonly path: string };

function clustersOf(owner: JsonObject, path: string): Placed[] {
  return objectsIn(owner.Galaxy).flatMap(({ index, object: galaxy }) =>
    objectsIn(galaxy.GalaxyCluster).map(({ index: at, object: cluster }) => ({
      galaxy,
      cluster,
      path: `${path}.Galaxy[${index}].GalaxyCluster[${at}]`,
    })),
  );
}

function clusterObject(
  conversion: Conversion,
  galaxy: JsonObject,
  cluster: JsonObject,
  value: string,
): StixObject | undefined {
  const type = typeOfClusters(asText(cluster.type) ?? asText(galaxy.type) ?? '');
  if (type === undefined) return undefined;
  const meta = asObject(cluster.meta) ?? {};
  const description = [asText(galaxy.description), asText(cluster.description)].filter((text) => text !== undefined);
  return {
    ...common(conversion, type, cluster, meta),
    ...(description.length > 0 ? { description: description.join(' | ') } : {}),
    ...clusterProperties(type, value, meta),
    ...labelled(galaxy, cluster),
  };
}

function customCluster(conversion: Conversion, galaxy: JsonObject, cluster: JsonObject, value: string): StixObject {
  const meta = asObject(cluster.meta) ?? {};
  const description = asText(cluster.description);
  return {
    ...common(conversion, 'x-misp-galaxy-cluster', cluster, meta),
    ...(description === undefined ? {} : { x_misp_description: description }),
    ...(Object.keys(meta).length > 0 ? { x_misp_meta: meta } : {}),
    x_misp_name: asText(galaxy.name) ?? asText(galaxy.type) ?? 'Galaxy',
    x_misp_type: asText(cluster.type) ?? asText(galaxy.type) ?? 'unknown',
    x_misp_value: value,
    ...labelled(galaxy, cluster),
  };
}

/**
 * Clusters name no creator: they are everybody's. Those that come with MISP are public and the same in every event, which
 * is said with TLP:CLEAR and a date that is not the event's: the narrowest event that mentions one would else hide it from
 * the readers of the others. Clusters of an organisation's own go where their event goes.
 */
function common(conversion: Conversion, type: string, cluster: JsonObject, meta: JsonObject): StixObject {
  const isPublic = isSet(cluster.default);
  const modified = timeOfText(meta.modified) ?? (isPublic ? timeOfVersion(cluster.version) : conversion.timestamp);
  const created = timeOfText(meta.created) ?? (isPublic ? UNDATED : conversion.timestamp);
  return {
    type,
    spec_version: '2.1',
    id: `${type}--${readUuid(cluster)}`,
    created: isLater(modified, created) ? modified : created,
    modified,
    ...markedWith(isPublic ? [TLP_CLEAR] : conversion.markings),
  };
}

function labelled(galaxy: JsonObject, cluster: JsonObject): JsonObject {
  const name = asText(galaxy.name);
  const type = asText(cluster.type) ?? asText(galaxy.type);
  const labels = [
    ...(name === undefined ? [] : [`misp:galaxy-name="${name}"`]),
    ...(type === undefined ? [] : [`misp:galaxy-type="${type}"`]),
  ];
  return labels.length > 0 ? { labels } : {};
}
