import { listOf } from '../../values/collections.ts';
import { has } from '../../values/rules.ts';
import { string, stringOfForm } from '../../values/scalars.ts';
import { isList, type Rule, required } from '../../values/value-type.ts';
import { extensionType } from '../../vocabularies/enumerations.ts';
import { coreProperties, notApplicable, notModifiedBeforeCreated } from '../common-properties.ts';
import { objectType } from '../object-type.ts';

const PROPERTY_NAME = /^[a-z0-9_]{3,250}$/;

const propertyName = stringOfForm('string', '7.3.2', '3 to 250 of the characters a-z, 0-9, underscore', (text) =>
  PROPERTY_NAME.test(text),
);

const propertiesOnlyForTopLevel: Rule = (object, report) => {
  const { extension_types: types } = object;
  if (!has(object, 'extension_properties') || (isList(types) && types.includes('toplevel-property-extension'))) return;
  const message = 'Only a toplevel-property-extension lists extension_properties.';
  report.refuse('depends-on', report.section, message, 'extension_properties');
};

export const extensionDefinitionObject = objectType(
  'extension-definition',
  'meta',
  '7.3.1',
  {
    ...coreProperties,
    ...notApplicable('7.3.1', 'confidence', 'lang', 'extensions'),
    ...(coreProperties.created_by_ref && { created_by_ref: required(coreProperties.created_by_ref) }),
    name: required(string),
    description: string,
    schema: required(string),
    version: required(string),
    extension_types: required(listOf(extensionType)),
    extension_properties: listOf(propertyName),
  },
  [notModifiedBeforeCreated, propertiesOnlyForTopLevel],
);
