import type { NewClaim } from '@entente/server/api-types';
import type { FormEvent } from 'react';
import { publishClaim } from '../../api/positions.ts';
import { Choice, Input, Textarea } from '../../ui/controls.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Field } from '../../ui/field.tsx';
import { FormActions } from '../../ui/form-actions.tsx';
import { TermsEditor } from '../publish/terms-editor.tsx';
import { usePublication } from './use-publication.ts';

/** Puts a claim: who may have it, and one neutral sentence. */
export function ClaimDialog({ onClose }: { onClose: () => void }) {
  const { save, given, editor } = usePublication<NewClaim>({
    publish: (claim) => publishClaim(claim),
    done: 'The claim is put.',
    onClose,
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (!given) return;
    const form = new FormData(event.currentTarget);
    const text = (name: string) => String(form.get(name) ?? '').trim();
    save.mutate({
      ...given,
      name: text('name'),
      ...(text('description') === '' ? {} : { description: text('description') }),
      aliases: text('aliases')
        .split('\n')
        .map((alias) => alias.trim())
        .filter(Boolean),
      ...(text('from') === '' ? {} : { from: text('from') }),
      ...(text('until') === '' ? {} : { until: text('until') }),
      asked: form.get('asked') === 'on',
    });
  };
  return (
    <Dialog open onOpenChange={onClose} title="New claim">
      <form onSubmit={submit} className="space-y-4">
        <Field label="Claim" required hint="One neutral sentence that one can agree or disagree with.">
          {(control) => <Input {...control} name="name" required maxLength={1000} />}
        </Field>
        <Field label="What it means">
          {(control) => <Textarea {...control} name="description" rows={2} maxLength={5000} />}
        </Field>
        <Field label="Other ways of putting it" hint="One on each line; they are found too.">
          {(control) => <Textarea {...control} name="aliases" rows={2} maxLength={5000} />}
        </Field>
        <div className="grid gap-3 sm:grid-cols-2">
          <Field label="About the days from">{(control) => <Input {...control} type="date" name="from" />}</Field>
          <Field label="To">{(control) => <Input {...control} type="date" name="until" />}</Field>
        </div>
        <Choice name="asked" label="We ask everybody" hint="Who has no position after a week shows as silent." />
        <TermsEditor {...editor} />
        {save.isError && <ErrorState error={save.error} />}
        <FormActions action="Put the claim" onCancel={onClose} busy={save.isPending} disabled={given === undefined} />
      </form>
    </Dialog>
  );
}
