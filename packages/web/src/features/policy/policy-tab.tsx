import { useQuery } from '@tanstack/react-query';
import { policyQuery } from '../../api/policy.ts';
import { useMe } from '../../api/session.ts';
import { QueryState } from '../../ui/query-state.tsx';
import { PolicyForm } from './policy-form.tsx';

/** What the own member decides once for all that it publishes. */
export function PolicyTab() {
  const me = useMe();
  const member = me?.member.id ?? '';
  const policy = useQuery({ ...policyQuery(member), enabled: member !== '' });
  const mayChange = me?.mayWrite === true && me.roles.includes('member-admin');
  return (
    <QueryState query={policy} lines={10}>
      {(present) => <PolicyForm key={JSON.stringify(present)} member={member} policy={present} mayChange={mayChange} />}
    </QueryState>
  );
}
