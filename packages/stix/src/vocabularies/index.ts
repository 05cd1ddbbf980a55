/** The vocabularies of chapter 10, for who offers their terms without reading objects. */
export * from './enumerations.ts';
export * from './open-vocabularies.ts';
