export type { DocumentFormat, FileHint } from './detect-format.ts';
export * from './document.ts';
export { bandsOf, isNearDuplicate, type Likeness, likenessOf, type Sketch, sketchOf } from './likeness.ts';
export { type DocumentLimits, DocumentRefused, documentLimits } from './limits.ts';
export { type ReadDocument, type ReadFile, readDocument } from './read-document.ts';
