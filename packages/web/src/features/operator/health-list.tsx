import type { OperatorReport } from '@entente/server/api-types';
import { classNames } from '../../ui/class-names.ts';
import { Icon } from '../../ui/icon.tsx';

export function HealthList({ health }: { health: OperatorReport['health'] }) {
  return (
    <ul className="divide-y divide-line rounded-lg border border-line bg-sheet">
      {health.map(({ check, ok, message }) => (
        <li key={check} className="flex items-start gap-3 px-4 py-2.5 text-sm">
          <Icon name={ok ? 'check' : 'warning'} className={classNames('mt-0.5', ok ? 'text-good' : 'text-danger')} />
          <div className="min-w-0">
            <p className="font-medium first-letter:uppercase">
              {check}
              <span className="sr-only">{ok ? ': in order' : ': needs attention'}</span>
            </p>
            <p className="text-ink-soft">{message}</p>
          </div>
        </li>
      ))}
    </ul>
  );
}
