import { handlingOf, type Tlp, tlpOf } from '@entente/release';
import type { Viewer } from '../accounts/viewer.ts';
import type { Rendition } from '../objects/object-reader.ts';
import { wholeOf } from '../terms/expression.ts';
import type { TermsStore } from '../terms/terms-store.ts';
import type { Found } from './found.ts';

const order: readonly Tlp[] = ['clear', 'green', 'amber', 'amber+strict', 'red'];

/**
 * Whether the title of what a viewer has may leave the node by a channel: only where the operator said up to which level,
 * and each object of which it tells is at that level or wider, to be passed on, for other systems too, and nobody's alone.
 */
export type MayLeave = (viewer: Viewer, found: Found, widest: Tlp | undefined) => boolean;

export function createMayLeave(
  reader: { renditions(viewer: Viewer, id: string): readonly Pick<Rendition, 'terms'>[] },
  terms: { read(terms: number): Pick<ReturnType<TermsStore['read']>, 'expression'> },
): MayLeave {
  function allows(viewer: Viewer, id: string, widest: Tlp): boolean {
    // Each rendition that the viewer has counts: he is shown one, and quotes may come from another.
    const renditions = reader.renditions(viewer, id);
    return (
      renditions.length > 0 &&
      renditions.every((rendition) => {
        const expression = wholeOf(terms.read(rendition.terms).expression);
        const level = tlpOf(expression);
        const isClosed = [expression, ...(expression.and ?? [])].some(({ closed }) => closed !== undefined);
        if (level === undefined || level === 'red' || isClosed) return false;
        const { noOnwardRelease, nodesOnly } = handlingOf(expression);
        return order.indexOf(level) <= order.indexOf(widest) && noOnwardRelease !== true && nodesOnly !== true;
      })
    );
  }

  return (viewer, { tellsOf = [] }, widest) =>
    widest !== undefined && tellsOf.length > 0 && tellsOf.every((id) => allows(viewer, id, widest));
}
