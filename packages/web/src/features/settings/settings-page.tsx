import { useMe } from '../../api/session.ts';
import { usePageTitle } from '../../lib/use-page-title.ts';
import { PageHeader } from '../../ui/page-header.tsx';
import { type TabItem, Tabs } from '../../ui/tabs.tsx';
import { MandatesTab } from '../policy/mandates-tab.tsx';
import { PolicyTab } from '../policy/policy-tab.tsx';
import { UnitsTab } from '../units/units-tab.tsx';
import { AccountTab } from './account-tab.tsx';
import { AccountsTab } from './accounts-tab.tsx';
import { TokensTab } from './tokens-tab.tsx';

export function SettingsPage({ tab, onTab }: { tab: string; onTab: (tab: string) => void }) {
  usePageTitle('Settings');
  const me = useMe();
  const administers = me?.roles.some((role) => role === 'member-admin' || role === 'coalition-admin') ?? false;
  const items: TabItem[] = [
    { value: 'account', label: 'Your account', content: <AccountTab /> },
    { value: 'tokens', label: 'Tokens', content: <TokensTab mayMakeForMember={administers} /> },
    ...(administers
      ? [
          { value: 'accounts', label: 'Accounts', content: <AccountsTab /> },
          { value: 'units', label: 'Units', content: <UnitsTab /> },
        ]
      : []),
    ...(me && !me.unit
      ? [
          { value: 'policy', label: 'Release policy', content: <PolicyTab /> },
          { value: 'mandates', label: 'Mandates', content: <MandatesTab /> },
        ]
      : []),
  ];
  const shown = items.some((item) => item.value === tab) ? tab : 'account';
  return (
    <>
      <PageHeader title="Settings" />
      <Tabs value={shown} onChange={onTab} items={items} />
    </>
  );
}
