import type { Lead } from '@entente/server/api-types';
import { classNames } from '../../ui/class-names.ts';
import { SafeText } from '../../ui/safe-text.tsx';
import { Time } from '../../ui/time.tsx';
import { LeadBadges } from './lead-badges.tsx';

interface LeadListProps {
  leads: Lead[];
  chosen: string | undefined;
  onChoose: (id: string) => void;
}

/** Each as a row that a thumb can hit. */
export function LeadList({ leads, chosen, onChoose }: LeadListProps) {
  return (
    <ul className="divide-y divide-line rounded-lg border border-line bg-sheet">
      {leads.map((lead) => (
        <li key={lead.id}>
          <button
            type="button"
            aria-current={lead.id === chosen || undefined}
            onClick={() => onChoose(lead.id)}
            className={classNames(
              'block w-full space-y-1.5 px-4 py-3 text-left hover:bg-sunk',
              lead.id === chosen && 'bg-accent-soft',
            )}
          >
            <span className={classNames('block', lead.state === 'new' && 'font-semibold')}>
              {lead.summary ? <SafeText>{lead.summary.title}</SafeText> : 'No longer released to you'}
            </span>
            <span className="flex flex-wrap gap-x-2 text-xs text-ink-faint">
              <SafeText>{`${lead.from.name} to ${lead.unit.name}`}</SafeText>
              <Time value={lead.sent} />
            </span>
            <LeadBadges lead={lead} />
          </button>
        </li>
      ))}
    </ul>
  );
}
