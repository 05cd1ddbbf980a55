import type { ObjectFilters } from '../api/objects.ts';

const names = ['q', 'type', 'member', 'tlp', 'collection', 'since'] as const;

/** The filters in an address, whatever somebody has typed there; numbers and lists become the text the API takes. */
export function readBrowseSearch(search: Record<string, unknown>): ObjectFilters {
  const filters: ObjectFilters = {};
  for (const name of names) {
    const value = search[name];
    const text = Array.isArray(value) ? value.join(',') : typeof value === 'number' ? String(value) : value;
    if (typeof text === 'string' && text.trim() !== '') filters[name] = text;
  }
  return filters;
}
