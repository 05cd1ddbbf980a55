import { has, requires } from '../../values/rules.ts';
import { float, floatBetween, string } from '../../values/scalars.ts';
import type { Rule } from '../../values/value-type.ts';
import { region } from '../../vocabularies/open-vocabularies.ts';
import { coreProperties, notModifiedBeforeCreated } from '../common-properties.ts';
import { objectType } from '../object-type.ts';

const saysWhere: Rule = (object, report) => {
  const hasPoint = has(object, 'latitude') && has(object, 'longitude');
  if (!hasPoint && !has(object, 'region') && !has(object, 'country')) {
    const choices = 'region, country, or latitude and longitude';
    report.refuse('at-least-one', report.section, `At least one of ${choices} must be present.`);
  }
};

export const locationObject = objectType(
  'location',
  'sdo',
  '4.10',
  {
    ...coreProperties,
    name: string,
    description: string,
    latitude: floatBetween(-90, 90),
    longitude: floatBetween(-180, 180),
    precision: float,
    region,
    country: string,
    administrative_area: string,
    city: string,
    street_address: string,
    postal_code: string,
  },
  [
    notModifiedBeforeCreated,
    saysWhere,
    requires('latitude', 'longitude'),
    requires('longitude', 'latitude'),
    requires('precision', 'latitude'),
  ],
);
