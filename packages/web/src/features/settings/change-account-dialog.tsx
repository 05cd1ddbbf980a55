import type { Account, AccountChange } from '@entente/server/api-types';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { accountsQuery, changeAccount } from '../../api/accounts.ts';
import { useMe } from '../../api/session.ts';
import { plainText } from '../../lib/hostile-text.ts';
import { showToast } from '../../lib/toast-store.ts';
import { Button } from '../../ui/button.tsx';
import { Choice, Input } from '../../ui/controls.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Field } from '../../ui/field.tsx';
import { SafeText } from '../../ui/safe-text.tsx';
import { changeHint, redHint } from './new-account-dialog.tsx';
import { RolesField } from './roles-field.tsx';

/** Roles, a new password, and disabling, which ends the account's sessions and tokens at once. */
export function ChangeAccountDialog({ account, onClose }: { account: Account; onClose: () => void }) {
  const queryClient = useQueryClient();
  const me = useMe();
  // Only its own member appoints somebody.
  const mayAppoint = account.member.id === me?.member.id;
  const [roles, setRoles] = useState(account.roles);
  const change = useMutation({
    mutationFn: (message: AccountChange) => changeAccount(account.id, message),
    onSuccess: async (_, { password, disabled }) => {
      const what =
        disabled === undefined
          ? password
            ? 'changed, with a new password'
            : 'changed'
          : disabled
            ? 'disabled'
            : 'enabled';
      showToast({ tone: 'good', title: `The account of ${plainText(account.name)} is ${what}.` });
      await queryClient.invalidateQueries({ queryKey: accountsQuery.queryKey });
      onClose();
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    const password = String(fields.get('password') ?? '');
    const clearedForRed = fields.get('red') !== null;
    change.mutate({
      roles,
      ...(mayAppoint && clearedForRed !== account.clearedForRed ? { clearedForRed } : {}),
      ...(password ? { password, passwordToChange: fields.get('change') !== null } : {}),
    });
  };
  return (
    <Dialog open onOpenChange={onClose} title="Change the account">
      <form onSubmit={submit} className="space-y-4">
        <p className="text-sm">
          <SafeText className="font-semibold">{account.name}</SafeText> <SafeText>{account.email}</SafeText>
        </p>
        <RolesField value={roles} ofUnit={account.unit !== undefined} onChange={setRoles} />
        {mayAppoint && (
          <Choice name="red" label="Appointed for TLP:RED" hint={redHint} defaultChecked={account.clearedForRed} />
        )}
        <Field label="New password" hint="Leave empty to keep the present one. A new one ends all sessions and tokens.">
          {(control) => (
            <Input {...control} name="password" type="password" autoComplete="new-password" minLength={12} />
          )}
        </Field>
        <Choice name="change" label="To be changed at the next sign-in" hint={changeHint} defaultChecked />
        {change.isError && <ErrorState error={change.error} />}
        <div className="flex flex-wrap justify-end gap-2">
          <Button
            tone={account.disabled ? 'secondary' : 'danger'}
            className="mr-auto"
            busy={change.isPending}
            onClick={() => change.mutate({ disabled: !account.disabled })}
          >
            {account.disabled ? 'Enable again' : 'Disable'}
          </Button>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" tone="primary" busy={change.isPending}>
            Save
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
