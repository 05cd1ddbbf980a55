import type { Viewer } from '../accounts/viewer.ts';
import type { Watch } from './messages.ts';

/** Something that a subscription may tell of, as one viewer has it now. */
export type Found = {
  /** Ids and digests only: by it the alert is remembered. */
  readonly key: string;
  readonly what: string;
  /** Where it is in the web application. */
  readonly path: string;
  readonly title: string;
  /** All objects of which the title tells; absent where it tells of more than objects, and so never leaves the node. */
  readonly tellsOf?: readonly string[];
};

/**
 * Where the news of one sort come from. Everything is asked on behalf of the viewer, at the moment: nothing that he may
 * not see makes news, and nothing of it is remembered.
 */
export type Source<About extends Watch['about'] = Watch['about']> = {
  /**
   * arrivals: what came after a date added is news, a new version too. state: what is there now and was not there when
   * it was last looked.
   */
  readonly news: 'arrivals' | 'state';
  /** What the subscription is called to its person; undefined where what it names is not there for him. */
  nameOf(viewer: Viewer, watch: Extract<Watch, { about: About }>): string | undefined;
  /** Resolves when looking takes no longer than others may wait; absent: it never does. */
  ready?(viewer: Viewer): Promise<void>;
  /** News after `since` (microseconds; for arrivals), the newest few hundred. */
  look(viewer: Viewer, watch: Extract<Watch, { about: About }>, since: number): readonly Found[];
  /** What the viewer has now of these. */
  have(viewer: Viewer, watch: Extract<Watch, { about: About }>, keys: readonly string[]): readonly Found[];
};
export type Sources = { readonly [About in Watch['about']]: Source<About> };

/** More at once are not told one by one. */
export const mostNews = 300;
