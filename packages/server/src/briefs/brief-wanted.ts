import type { z } from '@hono/zod-openapi';
import type { BriefQuery } from './messages.ts';

type Query = z.output<typeof BriefQuery>;

/** What a what-if takes away. */
type Taken = 'member' | 'place' | 'line';

/** What a brief is to be about, as of when, from what was known when, and for whom. */
export type BriefWanted = Pick<Query, 'about'> & {
  readonly [key in 'of' | 'asOf' | 'known' | 'audience' | Taken | `${Taken}2`]?: string | undefined;
};
