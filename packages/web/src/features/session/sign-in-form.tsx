import type { FormEvent } from 'react';
import { Button } from '../../ui/button.tsx';
import { Input } from '../../ui/controls.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Field } from '../../ui/field.tsx';

interface SignInFormProps {
  busy: boolean;
  failure: Error | null;
  onSubmit: (email: string, password: string) => void;
}

export function SignInForm({ busy, failure, onSubmit }: SignInFormProps) {
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    onSubmit(String(form.get('email')), String(form.get('password')));
  };
  return (
    <form onSubmit={submit} className="space-y-4">
      <Field label="E-mail address">
        {(control) => <Input {...control} name="email" type="email" autoComplete="username" required />}
      </Field>
      <Field label="Password">
        {(control) => <Input {...control} name="password" type="password" autoComplete="current-password" required />}
      </Field>
      {failure && <ErrorState error={failure} />}
      <Button type="submit" tone="primary" busy={busy} className="w-full">
        Sign in
      </Button>
    </form>
  );
}
