import { useQuery } from '@tanstack/react-query';
import { leadsQuery } from '../../api/leads.ts';
import { CountBadge } from '../../ui/count-badge.tsx';

/** How many leads wait for the word of a unit’s person that he has them. */
export function NewLeads({ className }: { className: string }) {
  const { data: leads = [] } = useQuery(leadsQuery);
  const fresh = leads.filter(({ state, withdrawn, may }) => state === 'new' && !withdrawn && may.acknowledge);
  return <CountBadge count={fresh.length} what="new" className={className} />;
}
