import { useMe } from '../../api/session.ts';
import { showToast } from '../../lib/toast-store.ts';
import { Panel } from '../../ui/panel.tsx';
import { SafeText } from '../../ui/safe-text.tsx';
import { PasswordForm } from '../session/password-form.tsx';
import { roleLabel } from './role-names.ts';

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
          <PasswordForm onChanged={() => showToast({ tone: 'good', title: 'The password is changed.' })} />
        </Panel>
      )}
    </div>
  );
}
