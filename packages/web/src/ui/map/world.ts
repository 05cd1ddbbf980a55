import { geoCentroid, geoContains, geoEqualEarth, geoPath } from 'd3-geo';
import type { Feature, FeatureCollection, Geometry } from 'geojson';
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import countries from 'world-atlas/countries-110m.json' with { type: 'json' };

export const mapWidth = 960;
export const mapHeight = 440;

const topology = countries as unknown as Topology<{ countries: GeometryCollection<{ name: string }> }>;
const world = feature(topology, topology.objects.countries) as FeatureCollection<Geometry, { name: string }>;
/** Antarctica has no members and would take a fifth of the picture. */
const lands = world.features.filter((land) => land.properties.name !== 'Antarctica');

export const projection = geoEqualEarth().fitExtent(
  [
    [4, 4],
    [mapWidth - 4, mapHeight - 4],
  ],
  { type: 'FeatureCollection', features: lands },
);
const path = geoPath(projection);

/** A country: its outline in the map's coordinates, and its shape on the globe. */
export interface Land {
  key: string;
  outline: string;
  shape: Feature<Geometry, { name: string }>;
}

export const countryLands: readonly Land[] = lands.map((shape, index) => ({
  key: `${shape.id ?? ''}-${index}`,
  outline: path(shape) ?? '',
  shape,
}));

/** A position on the globe, in degrees; absent where it is not known. */
export interface Position {
  latitude?: number | undefined;
  longitude?: number | undefined;
}

/** Where the country of that name lies, in degrees. */
export function positionOfLand(name: string): { latitude: number; longitude: number } | undefined {
  const land = lands.find(({ properties }) => properties.name.toLowerCase() === name.trim().toLowerCase());
  if (land === undefined) return undefined;
  const [longitude, latitude] = geoCentroid(land);
  return { latitude, longitude };
}

/** The countries in which one of the positions lies. */
export function landsOf(positions: readonly Position[]): Set<string> {
  const found = new Set<string>();
  for (const { latitude, longitude } of positions) {
    if (latitude === undefined || longitude === undefined) continue;
    const land = countryLands.find(({ shape }) => geoContains(shape, [longitude, latitude]));
    if (land) found.add(land.key);
  }
  return found;
}
