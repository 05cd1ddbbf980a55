import type { Viewer } from '../../accounts/viewer.ts';
import type { Found, Source } from '../found.ts';
import type { Watch } from '../messages.ts';

/** A source of what is there or is not, over a function that finds all of it. */
export function stateSource<About extends Watch['about']>(
  nameOf: Source<About>['nameOf'],
  all: (viewer: Viewer, watch: Extract<Watch, { about: About }>) => readonly Found[],
): Source<About> {
  return {
    news: 'state',
    nameOf,
    look: all,
    have(viewer, watch, keys) {
      if (keys.length === 0) return [];
      const wanted = new Set(keys);
      return all(viewer, watch).filter(({ key }) => wanted.has(key));
    },
  };
}
