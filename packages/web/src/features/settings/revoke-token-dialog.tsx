import { useQueryClient } from '@tanstack/react-query';
import { revokeToken, tokensQuery } from '../../api/accounts.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';

export function RevokeTokenDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const queryClient = useQueryClient();
  return (
    <ConfirmDialog
      open
      onOpenChange={onClose}
      title="Revoke this token"
      action="Revoke"
      onConfirm={async () => {
        await revokeToken(id);
        await queryClient.invalidateQueries({ queryKey: tokensQuery.queryKey });
      }}
    >
      The program that uses it is refused from now on. A revoked token cannot be brought back.
    </ConfirmDialog>
  );
}
