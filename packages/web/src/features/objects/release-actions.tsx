import type { ObjectView, Role } from '@entente/server/api-types';
import { useState } from 'react';
import { useMe } from '../../api/session.ts';
import { Button } from '../../ui/button.tsx';
import { AskReleaseDialog } from './ask-release-dialog.tsx';
import { SendLeadDialog } from './send-lead-dialog.tsx';

const leadTypes = ['report', 'note', 'grouping', 'incident', 'indicator'];
const common = ['marking-definition', 'extension-definition'];
const sending: readonly Role[] = ['analyst', 'release-officer'];

/** What can be done with somebody's word about who gets an object: ask for more, or ask a unit to act on it. */
export function ReleaseActions({ view }: { view: ObjectView }) {
  const me = useMe();
  const [open, setOpen] = useState<'release' | 'lead'>();
  const { summary } = view;
  if (!me?.mayWrite) return null;
  const isOwner = me.unit === undefined && summary.owner.id === me.member.id;
  const maySend =
    me.unit === undefined && leadTypes.includes(summary.type) && me.roles.some((role) => sending.includes(role));
  const close = () => setOpen(undefined);
  return (
    <>
      {!isOwner && !common.includes(summary.type) && (
        <Button onClick={() => setOpen('release')}>Ask for wider release</Button>
      )}
      {maySend && <Button onClick={() => setOpen('lead')}>Send as a lead</Button>}
      {open === 'release' && <AskReleaseDialog summary={summary} onClose={close} />}
      {open === 'lead' && <SendLeadDialog view={view} onClose={close} />}
    </>
  );
}
