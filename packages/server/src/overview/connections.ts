import type { Stage } from '@entente/commitments';
import type { z } from '@hono/zod-openapi';
import type { LedgerView } from '../commitments/ledger-service.ts';
import type { PictureMessage } from './picture-messages.ts';

type Connection = z.infer<typeof PictureMessage>['connections'][number];
type Found = { readonly by: string; readonly to: End; readonly kinds: Set<string>; count: number };
type End = { readonly place: string } | { readonly counterpart: string };

/** More lines than these cannot be told apart on a map. */
const mostConnections = 300;
/** What is over, or never was, connects nobody. */
const ended: ReadonlySet<Stage> = new Set(['none', 'withdrawn', 'expired', 'denied']);

/**
 * Who contributes where and with whom, by the commitments of a viewer's ledger that stand on its day. Each place and each
 * counterpart of a member is one connection; a commitment that names both counts for both.
 */
export function connectionsOf(
  { commitments, states }: Pick<LedgerView, 'commitments' | 'states'>,
  nameOf: (identity: string) => string,
): Connection[] {
  const found = new Map<string, Found>();
  const connect = (by: string, kind: string, to: End): void => {
    const key = JSON.stringify([by, to]);
    const known = found.get(key) ?? { by, to, kinds: new Set(), count: 0 };
    known.kinds.add(kind);
    known.count += 1;
    found.set(key, known);
  };
  for (const { id, by, kind, place, counterparts } of commitments) {
    if (ended.has(states.get(id)?.stage ?? 'none')) continue;
    if (place !== undefined) connect(by, kind, { place });
    for (const counterpart of new Set(counterparts)) if (counterpart !== by) connect(by, kind, { counterpart });
  }
  const named = (id: string) => ({ id, name: nameOf(id) });
  return [...found]
    .sort(([a, one], [b, other]) => other.count - one.count || (a < b ? -1 : 1))
    .slice(0, mostConnections)
    .map(([, { by, to, kinds, count }]) => ({
      member: named(by),
      ...('place' in to ? to : { counterpart: named(to.counterpart) }),
      kinds: [...kinds].sort(),
      commitments: count,
    }));
}
