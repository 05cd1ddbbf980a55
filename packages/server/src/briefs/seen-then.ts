import type { Viewer } from '../accounts/viewer.ts';
import type { Core } from '../core.ts';
import type { Seen } from '../positions/held-pictures.ts';
import { ownSight } from './own-sight.ts';

/**
 * Who stood where as of a day, from what the node had for the viewer until the end of another: by the dates at which it
 * came to him, whatever day its authors write. What was replaced since counts in its newest form.
 */
export function seenThen(core: Core, viewer: Viewer, day: string, known: string): Seen {
  const sight = ownSight(core, viewer);
  const until = endOfDay(known);
  const had = (added: number): boolean => sight.wasKnown({ added }, until);
  return core.positions.pictures.asKnown(viewer, day, { by: `${known}T23:59:59.999Z`, had });
}

/** The last microsecond of a day, as dates added count. */
export function endOfDay(day: string): number {
  return (Date.parse(`${day}T00:00:00Z`) + 86_400_000) * 1000 - 1;
}
