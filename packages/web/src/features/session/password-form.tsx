import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { changePassword } from '../../api/session.ts';
import { Button } from '../../ui/button.tsx';
import { Input } from '../../ui/controls.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Field } from '../../ui/field.tsx';

/** The present password and a new one, twice. */
export function PasswordForm({ onChanged }: { onChanged: () => void }) {
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
          onChanged();
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
