import type { Expectation } from '@entente/server/api-types';
import { formatDate } from '../../lib/format-time.ts';

/** `11 Feb 2019 to 17 Feb 2019`, `from 11 Feb 2019 on`, `11 Feb 2019`. */
export function windowWords({ from, to }: Expectation['window']): string {
  if (to === undefined) return `from ${formatDate(from)} on`;
  return to === from ? formatDate(from) : `${formatDate(from)} to ${formatDate(to)}`;
}
