import type { Holders } from '@entente/server/api-types';
import { tookInHref } from '../../../api/release.ts';
import { buttonClass } from '../../../ui/button.tsx';
import { Time } from '../../../ui/time.tsx';

/** Who has said under its signature that it has the object on its own node, and who has not yet. */
export function ReceiptsList({ id, receipts }: { id: string; receipts: NonNullable<Holders['receipts']> }) {
  const { confirmed, waiting } = receipts;
  if (confirmed.length + waiting.length === 0) return null;
  return (
    <section aria-labelledby="receipts-heading" className="space-y-2">
      <h2 id="receipts-heading" className="text-sm font-medium">
        On other nodes
      </h2>
      <ul className="divide-y divide-line text-sm">
        {confirmed.map(({ member, since, node }) => (
          <li key={member.id} className="flex flex-wrap justify-between gap-x-4 py-1.5">
            <span>
              <span aria-hidden="true">✓ </span>
              {member.name} has it
            </span>
            <span className="text-ink-soft">
              since <Time value={since} />, signed, on the node {node}
            </span>
          </li>
        ))}
        {waiting.map(({ id: member, name }) => (
          <li key={member} className="flex flex-wrap justify-between gap-x-4 py-1.5">
            <span>
              <span aria-hidden="true">… </span>
              {name}
            </span>
            <span className="text-ink-soft">may have it; has not confirmed yet</span>
          </li>
        ))}
      </ul>
      {confirmed.length > 0 && (
        <a href={tookInHref(id)} download="receipts.json" className={buttonClass('secondary', 'sm')}>
          Their receipts
        </a>
      )}
    </section>
  );
}
