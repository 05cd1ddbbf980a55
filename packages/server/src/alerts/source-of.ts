import type { Source, Sources } from './found.ts';
import type { Watch } from './messages.ts';

/** The source of what a subscription watches. */
export type SourceOf = (watch: Watch) => Source;

export function createSourceOf(sources: Sources): SourceOf {
  // Each source is asked only with the watch by which it was found: their types agree, which no type can say.
  return ({ about }) => sources[about] as unknown as Source;
}
