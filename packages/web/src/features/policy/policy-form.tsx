import type { NewPublishingPolicy, PublishingPolicy, TlpLevel } from '@entente/server/api-types';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { membersQuery } from '../../api/members.ts';
import { policyQuery, setPolicy } from '../../api/policy.ts';
import { showToast } from '../../lib/toast-store.ts';
import { tlpName } from '../../stix/tlp.ts';
import { Button } from '../../ui/button.tsx';
import { Input, Select } from '../../ui/controls.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Field } from '../../ui/field.tsx';
import { NamePicker } from '../../ui/name-picker.tsx';
import { Panel } from '../../ui/panel.tsx';
import { SafeText } from '../../ui/safe-text.tsx';
import { DateDefaultsFields, readDateDefaults } from './date-defaults-fields.tsx';

/** Nothing is wider than CLEAR. */
const levels: readonly TlpLevel[] = ['green', 'amber', 'amber+strict', 'red'];

interface PolicyFormProps {
  member: string;
  policy: PublishingPolicy;
  mayChange: boolean;
}

/** When a second person is needed, and which dates objects get; a form for admins, a statement for the others. */
export function PolicyForm({ member, policy, mayChange }: PolicyFormProps) {
  const queryClient = useQueryClient();
  const { data: members = [] } = useQuery(membersQuery);
  const [partners, setPartners] = useState(policy.partners.map(({ id }) => id));
  const save = useMutation({
    mutationFn: (next: NewPublishingPolicy) => setPolicy(member, next),
    onSuccess: (saved) => {
      queryClient.setQueryData(policyQuery(member).queryKey, saved);
      showToast({ tone: 'good', title: 'The policy is saved, and in the audit log.' });
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    const widerThan = levels.find((level) => level === fields.get('widerThan'));
    const most = String(fields.get('moreMembersThan') ?? '');
    save.mutate({
      ...(widerThan ? { widerThan } : {}),
      ...(most === '' ? {} : { moreMembersThan: Number(most) }),
      partners,
      dates: readDateDefaults(fields),
    });
  };
  return (
    <form onSubmit={submit} className="max-w-3xl space-y-8">
      <fieldset disabled={!mayChange} className="space-y-8">
        {!mayChange && <p className="text-sm text-ink-soft">Only an admin of your member changes this.</p>}
        <Panel title="A second person is needed" bare>
          <div className="space-y-5">
            <p className="text-sm text-ink-soft">
              What one of these says waits under Approvals, until a release officer has looked at it who did not hand it
              in. New markings, definitions of extensions and your member’s own identity count as TLP:CLEAR: all who
              read the collection get their words.
            </p>
            <div className="grid gap-5 sm:grid-cols-2">
              <Field label="For what is wider than">
                {(control) => (
                  <Select {...control} name="widerThan" defaultValue={policy.widerThan ?? ''}>
                    <option value="">No level asks for it</option>
                    {levels.map((level) => (
                      <option key={level} value={level}>
                        {tlpName(level)}
                      </option>
                    ))}
                  </Select>
                )}
              </Field>
              <Field label="For what reaches more other members than" hint="Empty: no number asks for it">
                {(control) => (
                  <Input
                    {...control}
                    name="moreMembersThan"
                    type="number"
                    min={0}
                    max={100_000}
                    defaultValue={policy.moreMembersThan}
                  />
                )}
              </Field>
            </div>
            {mayChange ? (
              <NamePicker
                legend="For what one of these may have"
                options={members.filter(({ id, left }) => id !== member && !left)}
                chosen={partners}
                onChange={setPartners}
              />
            ) : (
              <div className="text-sm">
                <p className="font-medium">For what one of these may have</p>
                <p>
                  <SafeText>{policy.partners.map(({ name }) => name).join(', ') || 'No member is named'}</SafeText>
                </p>
              </div>
            )}
          </div>
        </Panel>
        <Panel title="Dates" bare>
          <DateDefaultsFields dates={policy.dates} />
        </Panel>
      </fieldset>
      {save.isError && <ErrorState error={save.error} />}
      {mayChange && (
        <Button type="submit" tone="primary" busy={save.isPending}>
          Save the policy
        </Button>
      )}
    </form>
  );
}
