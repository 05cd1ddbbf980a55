import type { Group } from '@entente/server/api-types';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { groupsQuery } from '../../api/members.ts';
import { useMe } from '../../api/session.ts';
import { countOf } from '../../lib/format-number.ts';
import { plainText } from '../../lib/hostile-text.ts';
import { compareNames } from '../../lib/name-order.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Panel } from '../../ui/panel.tsx';
import { QueryState } from '../../ui/query-state.tsx';
import { SafeText } from '../../ui/safe-text.tsx';
import { GroupDialog } from './group-dialog.tsx';

/** Named groups, which can be released to like members. */
export function GroupsPanel() {
  const me = useMe();
  const groups = useQuery(groupsQuery);
  const [edited, setEdited] = useState<Group | 'new'>();
  const mayChange = me?.roles.includes('coalition-admin') ?? false;
  return (
    <Panel
      title="Groups"
      bare
      aside={
        mayChange && (
          <Button size="sm" onClick={() => setEdited('new')}>
            <Icon name="plus" className="size-3" /> New group
          </Button>
        )
      }
    >
      <QueryState query={groups} lines={3}>
        {(list) =>
          list.length === 0 ? (
            <p className="text-sm text-ink-soft">
              None yet. A group lets authors release to several members by one name.
            </p>
          ) : (
            <ul className="divide-y divide-line rounded-lg border border-line bg-sheet">
              {list.map((group) => (
                <li key={group.id} className="flex items-start gap-3 px-4 py-2.5">
                  <div className="min-w-0 flex-1">
                    <p className="text-sm font-semibold">
                      <SafeText>{group.name}</SafeText>{' '}
                      <span className="font-normal text-ink-faint">{countOf(group.members.length, 'member')}</span>
                    </p>
                    <p className="text-sm text-ink-soft">
                      <SafeText>
                        {group.members
                          .map((member) => member.name)
                          .toSorted(compareNames)
                          .join(', ')}
                      </SafeText>
                    </p>
                  </div>
                  {mayChange && (
                    <IconButton label={`Change ${plainText(group.name)}`} onClick={() => setEdited(group)}>
                      <Icon name="edit" />
                    </IconButton>
                  )}
                </li>
              ))}
            </ul>
          )
        }
      </QueryState>
      {edited && <GroupDialog group={edited === 'new' ? undefined : edited} onClose={() => setEdited(undefined)} />}
    </Panel>
  );
}
