import { extensionDefinitionObject } from './meta/extension-definition.ts';
import { languageContentObject } from './meta/language-content.ts';
import { markingDefinitionObject } from './meta/marking-definition.ts';
import type { ObjectType } from './object-type.ts';
import { observableTypes } from './sco/observable-types.ts';
import { domainTypes } from './sdo/domain-types.ts';
import { relationshipObject } from './sro/relationship.ts';
import { sightingObject } from './sro/sighting.ts';

/** Every object type of STIX 2.1 by name. */
export const objectTypes: ReadonlyMap<string, ObjectType> = new Map(
  [
    ...domainTypes,
    relationshipObject,
    sightingObject,
    ...observableTypes,
    languageContentObject,
    markingDefinitionObject,
    extensionDefinitionObject,
  ].map((definition) => [definition.type, definition]),
);
