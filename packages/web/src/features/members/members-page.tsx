import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, useMemo, useState } from 'react';
import { membersQuery } from '../../api/members.ts';
import { useMe } from '../../api/session.ts';
import { countOf } from '../../lib/format-number.ts';
import { plainText } from '../../lib/hostile-text.ts';
import { usePageTitle } from '../../lib/use-page-title.ts';
import { Button } from '../../ui/button.tsx';
import { Input } from '../../ui/controls.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Icon } from '../../ui/icon.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { Panel } from '../../ui/panel.tsx';
import { QueryState } from '../../ui/query-state.tsx';
import { AddMemberDialog } from './add-member-dialog.tsx';
import { GroupsPanel } from './groups-panel.tsx';
import { memberColumns } from './member-columns.tsx';

const WorldMap = lazy(() => import('../../ui/map/world-map.tsx').then((file) => ({ default: file.WorldMap })));

/** Who the coalition is: on a map, in a table, and in named groups. */
export function MembersPage() {
  usePageTitle('Members');
  const me = useMe();
  const navigate = useNavigate();
  const members = useQuery(membersQuery);
  const [adding, setAdding] = useState(false);
  const [words, setWords] = useState('');
  const all = members.data;
  const points = useMemo(
    () =>
      (all ?? []).flatMap(({ id, name, latitude, longitude, left }) =>
        latitude === undefined || longitude === undefined || left
          ? []
          : [{ id, latitude, longitude, label: plainText(name) }],
      ),
    [all],
  );
  const tinted = useMemo(() => (all ?? []).filter((member) => member.kind === 'country' && !member.left), [all]);
  const shown = useMemo(() => {
    const wanted = words.trim().toLowerCase();
    return (all ?? []).filter((member) => `${member.name} ${member.region ?? ''}`.toLowerCase().includes(wanted));
  }, [all, words]);
  const countries = tinted.length;
  const present = (all ?? []).filter((member) => !member.left).length;
  return (
    <>
      <PageHeader
        title="Members"
        lead={
          all &&
          `${countOf(countries, 'country', 'countries')} and ${countOf(present - countries, 'organisation')}. A member sees what is released to it, and keeps control of what it releases.`
        }
        actions={
          me?.roles.includes('coalition-admin') && (
            <Button tone="primary" onClick={() => setAdding(true)}>
              <Icon name="plus" /> Add a member
            </Button>
          )
        }
      />
      <QueryState query={members} lines={12}>
        {(list) =>
          list.length === 0 ? (
            <EmptyState title="No members yet">A coalition admin adds the first one.</EmptyState>
          ) : (
            <div className="grid gap-8 2xl:grid-cols-2 2xl:grid-rows-[auto_1fr]">
              <Suspense fallback={<div className="skeleton aspect-[960/440]" />}>
                <WorldMap
                  label="Members"
                  points={points}
                  tinted={tinted}
                  onOpen={(id) => void navigate({ to: '/members/$id', params: { id } })}
                />
              </Suspense>
              <Panel
                title="All members"
                bare
                className="2xl:row-span-2"
                aside={
                  <Input
                    type="search"
                    aria-label="Find a member"
                    placeholder="Find by name or region"
                    value={words}
                    onChange={(event) => setWords(event.target.value)}
                    className="max-w-56 text-sm"
                  />
                }
              >
                <DataTable caption="Members" columns={memberColumns} rows={shown} rowId={(member) => member.id} />
              </Panel>
              <GroupsPanel />
            </div>
          )
        }
      </QueryState>
      {adding && <AddMemberDialog onClose={() => setAdding(false)} />}
    </>
  );
}
