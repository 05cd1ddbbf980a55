import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { leadsQuery } from '../../api/leads.ts';
import { objectTitle } from '../../stix/object-title.ts';
import { Badge } from '../../ui/badge.tsx';
import { Panel } from '../../ui/panel.tsx';
import { SafeText } from '../../ui/safe-text.tsx';
import { Time } from '../../ui/time.tsx';

const shown = 5;

/** Leads that wait for somebody; nothing at all where there are none. */
export function LeadsPanel() {
  const { data: leads = [] } = useQuery(leadsQuery);
  const waiting = leads.filter(({ state, withdrawn }) => state !== 'closed' && !withdrawn);
  if (waiting.length === 0) return null;
  return (
    <Panel
      title="Leads"
      bare
      aside={
        <Link to="/leads" className="inline-block py-1 text-accent hover:underline">
          All leads
        </Link>
      }
    >
      <ul className="divide-y divide-line text-sm">
        {waiting.slice(0, shown).map(({ id, unit, from, summary, state, overdue, deadline }) => (
          <li key={id} className="flex items-start justify-between gap-3 py-2">
            <span className="min-w-0">
              <Link to="/leads" search={{ lead: id }}>
                <SafeText>{summary ? objectTitle(summary) : 'A lead'}</SafeText>
              </Link>
              <span className="block text-xs text-ink-soft">
                <SafeText>{from.name}</SafeText> to <SafeText>{unit.name}</SafeText>
                {deadline && (
                  <>
                    {' '}
                    · by <Time value={deadline} form="date" />
                  </>
                )}
              </span>
            </span>
            <span className="shrink-0 whitespace-nowrap">
              <Badge tone={overdue ? 'warn' : 'plain'}>{overdue ? 'Overdue' : state}</Badge>
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
