import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { rosterFileHref, rosterQuery } from '../../api/roster.ts';
import { usePageTitle } from '../../lib/use-page-title.ts';
import { Button, buttonClass } from '../../ui/button.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { Icon } from '../../ui/icon.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { QueryState } from '../../ui/query-state.tsx';
import { RefusalNotice } from '../../ui/refusal-notice.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { InForce } from './in-force.tsx';
import { keyColumns, keyRows } from './key-columns.tsx';
import { ProposalCard } from './proposal-card.tsx';
import { ProposeDialog } from './propose-dialog.tsx';
import { StandingNotice } from './standing-notice.tsx';
import { TakeFileButton } from './take-file-button.tsx';
import { VersionList } from './version-list.tsx';

/** The signed list of members, keys and nodes: what is in force, what is proposed, and how it came to be. */
export function RosterPage() {
  usePageTitle('Roster');
  const roster = useQuery(rosterQuery);
  const [tab, setTab] = useState('in-force');
  const [isProposing, setProposing] = useState(false);
  return (
    <>
      <PageHeader
        title="Roster"
        lead="Who belongs to the coalition, what they sign with and where they are: signed by its administrators, version after version."
        actions={
          <>
            <a className={buttonClass()} href={rosterFileHref} download="coalition.roster">
              Download
            </a>
            {roster.data?.mayChange && (
              <>
                <TakeFileButton />
                <Button tone="primary" onClick={() => setProposing(true)}>
                  <Icon name="plus" /> Propose a change
                </Button>
              </>
            )}
          </>
        }
      />
      <QueryState query={roster} lines={12}>
        {(view) => (
          <>
            <StandingNotice roster={view} />
            <RefusalNotice refusals={view.refusals} />
            {view.proposals.length > 0 && (
              <ul aria-label="Proposals" className="mb-8 max-w-4xl space-y-4">
                {view.proposals.map((proposal) => (
                  <li key={proposal.hash}>
                    <ProposalCard proposal={proposal} />
                  </li>
                ))}
              </ul>
            )}
            <Tabs
              value={tab}
              onChange={setTab}
              items={[
                { value: 'in-force', label: 'In force', content: <InForce roster={view} /> },
                {
                  value: 'keys',
                  label: 'Members’ keys',
                  count: keyRows(view.members).length,
                  content: (
                    <DataTable
                      caption="Keys"
                      columns={keyColumns}
                      rows={keyRows(view.members)}
                      rowId={(row) => row.id}
                    />
                  ),
                },
                { value: 'versions', label: 'Versions', count: view.current.version, content: <VersionList /> },
              ]}
            />
            {isProposing && <ProposeDialog roster={view} onClose={() => setProposing(false)} />}
          </>
        )}
      </QueryState>
    </>
  );
}
