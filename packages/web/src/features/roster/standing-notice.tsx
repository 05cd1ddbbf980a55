import type { Roster } from '@entente/server/api-types';
import { Icon } from '../../ui/icon.tsx';
import { Time } from '../../ui/time.tsx';

/** Loud where the roster expires or has expired: without one in force nothing new is taken from other nodes. */
export function StandingNotice({ roster: { standing, current } }: { roster: Roster }) {
  if (standing === 'in-force') return null;
  const isExpired = standing === 'expired';
  return (
    <div
      role={isExpired ? 'alert' : 'status'}
      className={
        isExpired
          ? 'mb-6 flex gap-3 border-l-3 border-danger bg-danger-soft px-4 py-3'
          : 'mb-6 flex gap-3 border-l-3 border-warn bg-warn-soft px-4 py-3'
      }
    >
      <Icon name="warning" className="mt-0.5" />
      <p className="text-sm">
        <strong>{isExpired ? 'The roster has expired' : 'The roster expires soon'}</strong> (
        <Time value={current.expires} form="date" />
        ). {isExpired ? 'Nothing new is taken from other nodes until' : 'Before then'} the administrators sign a next
        version: propose a renewal.
      </p>
    </div>
  );
}
