import { useQuery } from '@tanstack/react-query';
import { accountsQuery } from '../../api/accounts.ts';
import { membersQuery } from '../../api/members.ts';
import { useMe } from '../../api/session.ts';
import { usePageTitle } from '../../lib/use-page-title.ts';
import { PageHeader } from '../../ui/page-header.tsx';
import { type TabItem, Tabs } from '../../ui/tabs.tsx';
import type { AuditSearch } from './audit-search.ts';
import { CheckpointPanel } from './checkpoint-panel.tsx';
import { HoldersTab } from './holders-tab.tsx';
import { LogTab } from './log-tab.tsx';
import { ReceiptsTab } from './receipts-tab.tsx';
import { TermsTab } from './terms-tab.tsx';

interface AuditPageProps {
  search: AuditSearch;
  onSearch: (search: AuditSearch) => void;
}

/** What crossed a boundary, as far as the viewer may know, and the proof that nobody changed the record of it. */
export function AuditPage({ search, onSearch }: AuditPageProps) {
  usePageTitle('Audit');
  const me = useMe();
  const asksAboutOthers =
    me?.roles.some((role) => ['auditor', 'coalition-admin', 'member-admin'].includes(role)) ?? false;
  const audits = me?.roles.includes('auditor') ?? false;
  const { data: members = [] } = useQuery(membersQuery);
  const { data: accounts = [] } = useQuery({ ...accountsQuery, enabled: asksAboutOthers });
  const { tab = 'log', object = '', of = '', person = me?.account?.email ?? '', ...filters } = search;
  const set = (change: AuditSearch) => onSearch({ ...search, ...change });
  const items: TabItem[] = [
    {
      value: 'log',
      label: 'The log',
      content: <LogTab filters={filters} onFilters={(next) => onSearch({ tab, object, of, person, ...next })} />,
    },
    {
      value: 'holders',
      label: 'Who has this?',
      content: <HoldersTab about={object} onAbout={(id) => set({ object: id })} asksWhy={audits} />,
    },
    ...(asksAboutOthers
      ? [
          {
            value: 'received',
            label: 'What has it had?',
            content: (
              <ReceiptsTab
                of="members"
                label="What has this member had?"
                placeholder="name of a member"
                about={of}
                onAbout={(name) => set({ of: name })}
                options={members}
              />
            ),
          },
        ]
      : []),
    {
      value: 'opened',
      label: 'What did they open?',
      content: (
        <ReceiptsTab
          of="persons"
          label="What did this person open?"
          placeholder="e-mail address"
          about={person}
          onAbout={(email) => set({ person: email })}
          options={accounts.map(({ id, email }) => ({ id, name: email }))}
        />
      ),
    },
    {
      value: 'terms',
      label: 'What changed?',
      content: <TermsTab about={object} onAbout={(id) => set({ object: id })} />,
    },
  ];
  return (
    <>
      <PageHeader
        title="Audit"
        lead="What was released to whom, what went out, what was opened and what was taken back. The log only grows, and its signed checkpoints prove it."
      />
      <div className="space-y-6">
        <CheckpointPanel />
        <Tabs value={tab} onChange={(next) => set({ tab: next })} items={items} />
      </div>
    </>
  );
}
