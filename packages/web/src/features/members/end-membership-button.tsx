import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { endMembership } from '../../api/members.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { SafeText } from '../../ui/safe-text.tsx';

export function EndMembershipButton({ id, name }: { id: string; name: string }) {
  const [open, setOpen] = useState(false);
  const queryClient = useQueryClient();
  return (
    <>
      <Button onClick={() => setOpen(true)}>End membership</Button>
      <ConfirmDialog
        open={open}
        onOpenChange={setOpen}
        title="End this membership"
        action="End membership"
        onConfirm={async () => {
          await endMembership(id);
          await queryClient.invalidateQueries({ queryKey: ['members'] });
        }}
      >
        From now on nothing goes to <SafeText className="font-semibold">{name}</SafeText>, from anyone, and its accounts
        and tokens end. What it already holds stays with it.
      </ConfirmDialog>
    </>
  );
}
