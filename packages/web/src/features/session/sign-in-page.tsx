import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import { meQuery, nodeQuery, signIn } from '../../api/session.ts';
import { usePageTitle } from '../../lib/use-page-title.ts';
import { SafeText } from '../../ui/safe-text.tsx';
import { DemoAccounts } from './demo-accounts.tsx';
import { SignInForm } from './sign-in-form.tsx';

/** `next` is the path to go on to; `ended` that a session was ended, and nobody signed out. */
export function SignInPage({ next, ended }: { next: string; ended: boolean }) {
  usePageTitle('Sign in');
  const node = useQuery(nodeQuery);
  const queryClient = useQueryClient();
  const router = useRouter();
  const [chosen, setChosen] = useState<string>();
  const enter = useMutation({
    mutationFn: ({ email, password }: { email: string; password: string }) => signIn(email, password),
    onSuccess: async (me) => {
      queryClient.removeQueries({ predicate: (query) => query.queryKey[0] !== 'node' });
      queryClient.setQueryData(meQuery.queryKey, me);
      router.history.push(next);
    },
  });
  const demo = node.data?.demo ? node.data : undefined;
  return (
    <main className="mx-auto flex min-h-dvh max-w-6xl flex-col justify-center gap-10 px-5 py-10 lg:flex-row lg:items-center lg:gap-20">
      <div className="w-full max-w-sm lg:shrink-0">
        <p className="eyebrow mb-2">Entente</p>
        <h1 className="border-b-3 border-double border-line pb-4 font-serif text-3xl leading-tight font-semibold">
          {node.data ? <SafeText>{node.data.coalition}</SafeText> : node.isError ? 'Sign in' : ' '}
        </h1>
        <p className="mt-4 mb-6 text-sm text-ink-soft">
          The shared picture of a coalition. What you see is what each owner has released to you.
        </p>
        {ended && !enter.isError && (
          <p role="status" className="mb-4 border-l-4 border-warn bg-warn-soft px-3 py-2 text-sm">
            Your session has ended. Sign in again to go on where you were.
          </p>
        )}
        <SignInForm
          busy={enter.isPending}
          failure={enter.error ?? node.error}
          onSubmit={(email, password) => {
            setChosen(undefined);
            enter.mutate({ email, password });
          }}
        />
        {!demo && node.data && (
          <p className="mt-4 text-sm text-ink-soft">
            No account, or the password forgotten? An administrator of your member makes the one and sets the other.
          </p>
        )}
      </div>
      {demo?.demoAccounts && (
        <DemoAccounts
          accounts={demo.demoAccounts}
          busy={enter.isPending ? chosen : undefined}
          onChoose={(email) => {
            setChosen(email);
            enter.mutate({ email, password: demo.demoPassword ?? '' });
          }}
        />
      )}
    </main>
  );
}
