import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { changePassword, useMe } from '../../api/session.ts';
import { showToast } from '../../lib/toast-store.ts';
import { Button } from '../../ui/button.tsx';
import { Input } from '../../ui/controls.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Field } from '../../ui/field.tsx';
import { Panel } from '../../ui/panel.tsx';
import { SafeText } from '../../ui/safe-text.tsx';
import { roleLabel } from './role-names.ts';

function PasswordForm() {
  const [again, setAgain] = useState<string>();
  const change = useMutation({
    mutationFn: ({ current, next }: { current: string; next: string }) => changePassword(current, next),
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const element = event.currentTarget;
    const form = new FormData(element);
    const next = String(form.get('next'));
    if (next !== form.get('again')) {
      setAgain('The two new passwords differ.');
      return;
    }
    setAgain(undefined);
    change.mutate(
      { current: String(form.get('current')), next },
      {
        onSuccess: () => {
          element.reset();
          showToast({ tone: 'good', title: 'The password is changed.' });
        },
      },
    );
  };
  return (
    <form onSubmit={submit} className="space-y-4">
      <Field label="Present password">
        {(control) => <Input {...control} name="current" type="password" autoComplete="current-password" required />}
      </Field>
      <Field label="New password" hint="At least 12 characters">
        {(control) => (
          <Input {...control} name="next" type="password" autoComplete="new-password" required minLength={12} />
        )}
      </Field>
      <Field label="New password again" error={again}>
        {(control) => <Input {...control} name="again" type="password" autoComplete="new-password" required />}
      </Field>
      {change.isError && <ErrorState error={change.error} />}
      <Button type="submit" tone="primary" busy={change.isPending}>
        Change password
      </Button>
    </form>
  );
}

/** Who is signed in, for whom and with which roles; and the password. */
export function AccountTab() {
  const me = useMe();
  if (!me) return null;
  return (
    <div className="grid gap-8 lg:grid-cols-2 2xl:max-w-5xl">
      <Panel title="Who you are">
        <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-6 gap-y-2 text-sm">
          <dt className="text-ink-faint">Member</dt>
          <dd className="font-medium">
            <SafeText>{me.member.name}</SafeText>
          </dd>
          {me.unit && (
            <>
              <dt className="text-ink-faint">Unit</dt>
              <dd>
                <SafeText>{me.unit.name}</SafeText>
              </dd>
            </>
          )}
          {me.account && (
            <>
              <dt className="text-ink-faint">Name</dt>
              <dd>
                <SafeText>{me.account.name}</SafeText>
              </dd>
              <dt className="text-ink-faint">E-mail</dt>
              <dd>
                <SafeText>{me.account.email}</SafeText>
              </dd>
            </>
          )}
          <dt className="text-ink-faint">Roles</dt>
          <dd>{me.roles.map(roleLabel).join(', ') || 'none'}</dd>
        </dl>
      </Panel>
      {me.account && (
        <Panel title="Password">
          <PasswordForm />
        </Panel>
      )}
    </div>
  );
}
