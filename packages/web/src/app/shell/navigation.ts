import type { Me } from '@entente/server/api-types';
import { mayPublish } from '../../api/session.ts';
import type { IconName } from '../../ui/icon.tsx';

export interface NavItem {
  to:
    | '/'
    | '/browse'
    | '/publish'
    | '/import'
    | '/reports'
    | '/members'
    | '/roster'
    | '/collections'
    | '/positions'
    | '/commitments'
    | '/expectations'
    | '/conditions'
    | '/what-if'
    | '/leads'
    | '/requests'
    | '/approvals'
    | '/reviews'
    | '/recalls'
    | '/alerts'
    | '/settings'
    | '/operator'
    | '/nodes'
    | '/taxii-feeds'
    | '/audit';
  label: string;
  icon: IconName;
}

export interface NavGroup {
  title: string;
  items: NavItem[];
}

/** What this viewer can go to. Hiding is a kindness; the node refuses by itself. */
export function navigationFor(me: Me | undefined): NavGroup[] {
  const writes: NavItem[] = mayPublish(me)
    ? [
        { to: '/publish', label: 'Publish', icon: 'publish' },
        { to: '/import', label: 'Import', icon: 'import' },
      ]
    : [];
  // A unit owns nothing that it could look at again, or take back.
  const reviews: NavItem[] = me?.unit ? [] : [{ to: '/reviews', label: 'Reviews', icon: 'filter' }];
  const recalls: NavItem[] = me?.unit ? [] : [{ to: '/recalls', label: 'Recalls', icon: 'lock' }];
  const operates: NavItem[] = me?.roles.includes('coalition-admin')
    ? [{ to: '/operator', label: 'Operator', icon: 'operator' }]
    : [];
  const nodes: NavItem[] =
    operates.length > 0 || me?.roles.includes('auditor') ? [{ to: '/nodes', label: 'Nodes', icon: 'graph' }] : [];
  const decides = (['release-officer', 'member-admin', 'coalition-admin'] as const).some((role) =>
    me?.roles.includes(role),
  );
  const taxiiFeeds: NavItem[] =
    decides && !me?.unit ? [{ to: '/taxii-feeds', label: 'TAXII feeds', icon: 'import' }] : [];
  return [
    {
      title: 'What they know',
      items: [
        { to: '/', label: 'Overview', icon: 'overview' },
        { to: '/browse', label: 'Browse', icon: 'browse' },
        ...writes,
      ],
    },
    {
      title: 'What they say',
      items: [
        { to: '/positions', label: 'Where they stand', icon: 'stand' },
        { to: '/reports', label: 'Reports', icon: 'report' },
      ],
    },
    {
      title: 'What they do',
      items: [
        { to: '/commitments', label: 'Commitments', icon: 'ledger' },
        { to: '/expectations', label: 'Expectations', icon: 'clock' },
        { to: '/conditions', label: 'Conditions', icon: 'condition' },
        { to: '/what-if', label: 'What if', icon: 'what-if' },
      ],
    },
    {
      title: 'To do',
      items: [
        { to: '/alerts', label: 'Alerts', icon: 'bell' },
        { to: '/leads', label: 'Leads', icon: 'bookmark' },
        { to: '/requests', label: 'Requests', icon: 'info' },
        { to: '/approvals', label: 'Approvals', icon: 'check' },
        ...reviews,
      ],
    },
    {
      title: 'Coalition',
      items: [
        { to: '/members', label: 'Members', icon: 'members' },
        { to: '/roster', label: 'Roster', icon: 'roster' },
        { to: '/collections', label: 'Collections', icon: 'collections' },
        ...nodes,
        ...taxiiFeeds,
      ],
    },
    {
      title: 'Yours',
      items: [
        { to: '/settings', label: 'Settings', icon: 'settings' },
        ...recalls,
        { to: '/audit', label: 'Audit', icon: 'eye' },
        ...operates,
      ],
    },
  ];
}
