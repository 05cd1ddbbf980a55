import { useBlocker } from '@tanstack/react-router';
import { ConfirmDialog } from './confirm-dialog.tsx';

/** Asks before a page is left on which something was written that is stored nowhere yet. */
export function LeaveGuard({ isWritten }: { isWritten: () => boolean }) {
  const { status, proceed, reset } = useBlocker({
    shouldBlockFn: ({ current, next }) => current.pathname !== next.pathname && isWritten(),
    enableBeforeUnload: isWritten,
    withResolver: true,
  });
  return (
    <ConfirmDialog
      open={status === 'blocked'}
      onOpenChange={(open) => !open && reset?.()}
      title="Leave this page?"
      action="Leave"
      onConfirm={async () => proceed?.()}
    >
      What you wrote here is stored nowhere yet, and is lost when you leave.
    </ConfirmDialog>
  );
}
