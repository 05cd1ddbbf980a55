import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { meQuery, signOut, useMe } from '../../api/session.ts';
import { usePageTitle } from '../../lib/use-page-title.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { SafeText } from '../../ui/safe-text.tsx';
import { PasswordForm } from './password-form.tsx';

/** For who came with a password that is to be changed. `next` is the path to go on to. */
export function NewPasswordPage({ next }: { next: string }) {
  usePageTitle('Choose a password');
  const me = useMe();
  const queryClient = useQueryClient();
  const router = useRouter();
  const goOn = async (path: string) => {
    // Who is signed in is asked again: what may be done has changed.
    queryClient.removeQueries({ queryKey: meQuery.queryKey });
    router.history.push(path);
  };
  const leave = useMutation({ mutationFn: signOut, onSuccess: () => goOn('/sign-in') });
  return (
    <main className="mx-auto flex min-h-dvh max-w-sm flex-col justify-center px-5 py-10">
      <p className="eyebrow mb-2">Entente</p>
      <h1 className="border-b-3 border-double border-line pb-4 font-serif text-3xl leading-tight font-semibold">
        Choose a password
      </h1>
      <p className="mt-4 mb-6 text-sm text-ink-soft">
        Somebody else set the password of{' '}
        <SafeText className="font-medium text-ink">{me?.account?.email ?? 'this account'}</SafeText>, and so knows it.
        Choose one that only you know; then you go on.
      </p>
      <PasswordForm onChanged={() => goOn(next)} />
      {leave.isError && <ErrorState error={leave.error} />}
      <Button tone="quiet" className="mt-4 self-start" busy={leave.isPending} onClick={() => leave.mutate()}>
        Sign out instead
      </Button>
    </main>
  );
}
