import type { Lead } from '@entente/server/api-types';
import { HandlingBadges } from '../../stix/handling-badges.tsx';
import { TlpLabel } from '../../stix/tlp-label.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Time } from '../../ui/time.tsx';

const states = {
  new: <Badge tone="accent">New</Badge>,
  acknowledged: <Badge>Acknowledged</Badge>,
  answered: <Badge tone="good">Answered</Badge>,
  closed: <Badge>Closed</Badge>,
};

/** How far it is, until when it should be answered, and how it must be treated. */
export function LeadBadges({ lead }: { lead: Lead }) {
  return (
    <div className="flex flex-wrap items-center gap-1.5">
      {lead.withdrawn ? <Badge tone="warn">Withdrawn</Badge> : states[lead.state]}
      {lead.deadline && (
        <Badge tone={lead.overdue ? 'danger' : 'plain'}>
          {lead.overdue ? 'Overdue since' : 'Answer by'} <Time value={lead.deadline} form="full" />
        </Badge>
      )}
      {lead.summary && <TlpLabel level={lead.summary.tlp} />}
      {lead.handling && <HandlingBadges handling={lead.handling} />}
    </div>
  );
}
