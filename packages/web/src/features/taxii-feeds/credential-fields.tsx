import { useState } from 'react';
import { Input, Select } from '../../ui/controls.tsx';
import { Field } from '../../ui/field.tsx';

type Login = 'none' | 'basic' | 'bearer';
export type Credential =
  | { readonly login: 'none' }
  | { readonly login: 'basic'; readonly user: string; readonly password: string }
  | { readonly login: 'bearer'; readonly token: string };

/** How one signs in over there. What is typed is sent once, and never shown again. */
export function CredentialFields() {
  const [login, setLogin] = useState<Login>('none');
  return (
    <>
      <Field label="Sign in there">
        {(control) => (
          <Select {...control} name="login" value={login} onChange={(event) => setLogin(event.target.value as Login)}>
            <option value="none">Without a credential</option>
            <option value="basic">With a name and a password</option>
            <option value="bearer">With a token</option>
          </Select>
        )}
      </Field>
      {login === 'basic' && (
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label="Name" required>
            {(control) => <Input {...control} name="user" required />}
          </Field>
          <Field label="Password" required>
            {(control) => <Input {...control} name="password" type="password" autoComplete="new-password" required />}
          </Field>
        </div>
      )}
      {login === 'bearer' && (
        <Field label="Token" required>
          {(control) => <Input {...control} name="token" type="password" autoComplete="new-password" required />}
        </Field>
      )}
    </>
  );
}

/** What the fields hold. */
export function credentialOf(form: FormData): Credential {
  const login = String(form.get('login'));
  if (login === 'basic') return { login, user: String(form.get('user')), password: String(form.get('password')) };
  if (login === 'bearer') return { login, token: String(form.get('token')) };
  return { login: 'none' };
}
