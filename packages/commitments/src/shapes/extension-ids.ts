/** The new-sdo extensions that define the types of this package. The ids are fixed: what was written stays readable. */
export const extensionIds = {
  commitment: 'extension-definition--7a429290-bef7-4dba-8785-17fed09373c7',
  'commitment-event': 'extension-definition--2f107305-b912-41f8-9517-e6fe00d03af1',
  expectation: 'extension-definition--0d552e88-cae7-4119-96ef-9a462a3574e1',
  'expectation-outcome': 'extension-definition--31e3cf72-2dfd-403e-b734-a085326b72b9',
  condition: 'extension-definition--62932d82-9bf0-4a60-832b-3b570474309b',
  'condition-answer': 'extension-definition--6411c465-fab5-4ec6-bb5a-ae3b9a97fda9',
} as const;
export type TypeName = keyof typeof extensionIds;

/** What marks an object as one of these types. */
export function extensionsOf(type: TypeName) {
  return { [extensionIds[type]]: { extension_type: 'new-sdo' } };
}
