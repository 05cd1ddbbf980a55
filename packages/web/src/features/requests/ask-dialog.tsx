import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { membersQuery } from '../../api/members.ts';
import { askForInformation, requestsQuery } from '../../api/requests.ts';
import { useMe } from '../../api/session.ts';
import { keepEnter } from '../../lib/keep-enter.ts';
import { Input, Select, Textarea } from '../../ui/controls.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Field } from '../../ui/field.tsx';
import { FormActions } from '../../ui/form-actions.tsx';
import { NamePicker } from '../../ui/name-picker.tsx';

const levels = ['green', 'amber', 'amber+strict'] as const;

/** Asks members for information, under terms of its own. */
export function AskDialog({ onClose }: { onClose: () => void }) {
  const me = useMe();
  const queryClient = useQueryClient();
  const { data: members = [] } = useQuery(membersQuery);
  const [to, setTo] = useState<string[]>([]);
  const ask = useMutation({
    mutationFn: (fields: FormData) => {
      const day = String(fields.get('deadline'));
      return askForInformation({
        question: String(fields.get('question')),
        to,
        terms: { tlp: levels.find((level) => level === fields.get('tlp')) ?? 'amber' },
        ...(day === '' ? {} : { deadline: `${day}T23:59:59Z` }),
      });
    },
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: requestsQuery.queryKey });
      onClose();
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    ask.mutate(new FormData(event.currentTarget));
  };
  return (
    <Dialog open onOpenChange={onClose} title="Ask for information">
      <form onSubmit={submit} onKeyDown={keepEnter} className="space-y-4">
        <Field label="Question" required hint="Released to those you choose, and to nobody else.">
          {(control) => <Textarea {...control} name="question" required maxLength={10_000} />}
        </Field>
        <NamePicker
          legend="Whom to ask"
          options={members.filter((member) => member.id !== me?.member.id && !member.left)}
          chosen={to}
          onChange={setTo}
        />
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label="TLP level">
            {(control) => (
              <Select {...control} name="tlp" defaultValue="amber">
                {levels.map((level) => (
                  <option key={level} value={level}>
                    TLP:{level.toUpperCase()}
                  </option>
                ))}
              </Select>
            )}
          </Field>
          <Field label="Answer by">{(control) => <Input {...control} name="deadline" type="date" />}</Field>
        </div>
        {ask.isError && <ErrorState error={ask.error} />}
        <FormActions action="Ask" onCancel={onClose} busy={ask.isPending} disabled={to.length === 0} />
      </form>
    </Dialog>
  );
}
