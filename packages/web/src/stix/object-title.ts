import type { ObjectSummary } from '@entente/server/api-types';
import { objectType } from './object-types.ts';

/** Types whose title is a word of a vocabulary rather than a name that somebody gave. */
const byWord = ['opinion', 'relationship'];

/** What an object is called: `strongly-disagree` as `Strongly disagree`; its type and the start of its id where it has no name. */
export function objectTitle({ id, type, title }: Pick<ObjectSummary, 'id' | 'type' | 'title'>): string {
  if (title === '' || title === id) return `${objectType(type).singular} ${id.split('--')[1]?.slice(0, 8) ?? id}`;
  if (!byWord.includes(type)) return title;
  const words = title.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
