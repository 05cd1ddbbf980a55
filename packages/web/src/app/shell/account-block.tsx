import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { actedFor, signOut, useMe } from '../../api/session.ts';
import { showToast } from '../../lib/toast-store.ts';
import { IconButton } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { SafeText } from '../../ui/safe-text.tsx';
import { ThemeToggle } from './theme-toggle.tsx';

/** Who reads, for whom, and the way out. */
export function AccountBlock() {
  const me = useMe();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const leave = async () => {
    try {
      await signOut();
    } catch (error) {
      showToast({ tone: 'danger', title: `Not signed out. ${error instanceof Error ? error.message : ''}` });
      return;
    }
    queryClient.clear();
    await navigate({ to: '/sign-in' });
  };
  if (!me) return null;
  return (
    <div className="flex items-center gap-1">
      <div className="min-w-0 flex-1">
        <p className="truncate text-sm font-semibold">
          <SafeText>{actedFor(me)}</SafeText>
        </p>
        {me.account && (
          <p className="truncate text-xs text-ink-faint">
            <SafeText>{me.account.name}</SafeText>
          </p>
        )}
      </div>
      <ThemeToggle />
      <IconButton label="Sign out" onClick={leave}>
        <Icon name="signout" />
      </IconButton>
    </div>
  );
}
