import type { Mandate } from '@entente/server/api-types';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { membersQuery } from '../../api/members.ts';
import { giveMandate, mandatesQuery, withdrawMandate } from '../../api/policy.ts';
import { useMe } from '../../api/session.ts';
import { plainText } from '../../lib/hostile-text.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { Select } from '../../ui/controls.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Field } from '../../ui/field.tsx';
import { Panel } from '../../ui/panel.tsx';
import { QueryState } from '../../ui/query-state.tsx';
import { SafeText } from '../../ui/safe-text.tsx';
import { Time } from '../../ui/time.tsx';

/** Who may publish in the name of the own member, and in whose name it may. */
export function MandatesTab() {
  const me = useMe();
  const mandates = useQuery(mandatesQuery);
  const mayGive = me?.mayWrite === true && me.roles.includes('member-admin');
  return (
    <div className="max-w-3xl space-y-8">
      <QueryState query={mandates} lines={6}>
        {(list) => {
          const given = list.filter(({ giver }) => giver.id === me?.member.id);
          const held = list.filter(({ giver }) => giver.id !== me?.member.id);
          const inForce = given.filter(({ withdrawn }) => !withdrawn).map(({ holder }) => holder.id);
          return (
            <>
              <Panel title="Given by your member" bare>
                <div className="space-y-5">
                  <p className="text-sm text-ink-soft">
                    The holder publishes in your name: what it writes is yours, under your policy. Every mandate and its
                    withdrawal is in the audit log.
                  </p>
                  {mayGive && <GiveMandate taken={[me.member.id, ...inForce]} />}
                  {given.length === 0 ? (
                    <EmptyState title="None given">Nobody else publishes in your member’s name.</EmptyState>
                  ) : (
                    <MandateList mandates={given} names="holder" mayWithdraw={mayGive} />
                  )}
                </div>
              </Panel>
              <Panel title="Held by your member" bare>
                {held.length === 0 ? (
                  <EmptyState title="None held">Your member publishes in its own name alone.</EmptyState>
                ) : (
                  <MandateList mandates={held} names="giver" mayWithdraw={false} />
                )}
              </Panel>
            </>
          );
        }}
      </QueryState>
    </div>
  );
}

function GiveMandate({ taken }: { taken: readonly string[] }) {
  const queryClient = useQueryClient();
  const { data: members = [] } = useQuery(membersQuery);
  const [holder, setHolder] = useState('');
  const give = useMutation({
    mutationFn: giveMandate,
    onSuccess: async () => {
      setHolder('');
      await queryClient.invalidateQueries({ queryKey: mandatesQuery.queryKey });
    },
  });
  return (
    <form
      className="space-y-3"
      onSubmit={(event) => {
        event.preventDefault();
        give.mutate(holder);
      }}
    >
      <div className="flex flex-wrap items-end gap-2">
        <Field label="Let publish in our name" className="min-w-56 flex-1">
          {(control) => (
            <Select {...control} value={holder} onChange={(event) => setHolder(event.target.value)}>
              <option value="">Choose a member</option>
              {members
                .filter(({ id, left }) => !left && !taken.includes(id))
                .map(({ id, name }) => (
                  <option key={id} value={id}>
                    {plainText(name)}
                  </option>
                ))}
            </Select>
          )}
        </Field>
        <Button type="submit" tone="primary" busy={give.isPending} disabled={holder === ''}>
          Give the mandate
        </Button>
      </div>
      {give.isError && <ErrorState error={give.error} />}
    </form>
  );
}

interface MandateListProps {
  mandates: readonly Mandate[];
  names: 'holder' | 'giver';
  mayWithdraw: boolean;
}

function MandateList({ mandates, names, mayWithdraw }: MandateListProps) {
  const queryClient = useQueryClient();
  const [ending, setEnding] = useState<Mandate>();
  return (
    <>
      <ul className="divide-y divide-line rounded-lg border border-line bg-sheet">
        {mandates.map((mandate) => (
          <li key={mandate.id} className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2.5 text-sm">
            <SafeText className="font-medium">{mandate[names].name}</SafeText>
            {mandate.withdrawn ? <Badge>Withdrawn</Badge> : <Badge tone="good">In force</Badge>}
            <span className="text-xs text-ink-faint">
              since <Time value={mandate.given} form="date" />
              {mandate.withdrawn && (
                <>
                  {' until '}
                  <Time value={mandate.withdrawn} form="date" />
                </>
              )}
            </span>
            {mayWithdraw && !mandate.withdrawn && (
              <Button
                size="sm"
                className="ml-auto"
                aria-label={`Withdraw from ${plainText(mandate.holder.name)}`}
                onClick={() => setEnding(mandate)}
              >
                Withdraw
              </Button>
            )}
          </li>
        ))}
      </ul>
      <ConfirmDialog
        open={ending !== undefined}
        onOpenChange={() => setEnding(undefined)}
        title="Withdraw the mandate"
        action="Withdraw"
        onConfirm={async () => {
          if (ending) await withdrawMandate(ending.id);
          await queryClient.invalidateQueries({ queryKey: mandatesQuery.queryKey });
        }}
      >
        <p>
          <SafeText>{`${ending?.holder.name ?? ''} publishes nothing more in your name. What it has published stays yours.`}</SafeText>
        </p>
      </ConfirmDialog>
    </>
  );
}
