import type { ObjectSummary, Reference } from '@entente/server/api-types';
import { createContext, use } from 'react';

/** What the viewer may see of the objects that the shown one names, by id. */
export const ReferencesContext = createContext<ReadonlyMap<string, ObjectSummary>>(new Map());

export function summariesOf(references: Reference[]): ReadonlyMap<string, ObjectSummary> {
  return new Map(references.flatMap(({ target, summary }) => (summary ? [[target, summary]] : [])));
}

export function useReference(id: string): ObjectSummary | undefined {
  return use(ReferencesContext).get(id);
}
