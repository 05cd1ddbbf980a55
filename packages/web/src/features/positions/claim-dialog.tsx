import type { Claim, NewClaim } from '@entente/server/api-types';
import { type FormEvent, useState } from 'react';
import { changeClaim, publishClaim } from '../../api/positions.ts';
import { keepEnter } from '../../lib/keep-enter.ts';
import type { TermsDraft } from '../../release/terms-draft.ts';
import { TermsEditor } from '../../release/terms-editor.tsx';
import { Choice, Input, Textarea } from '../../ui/controls.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Field } from '../../ui/field.tsx';
import { FormActions } from '../../ui/form-actions.tsx';
import { MembersField } from '../ledger-forms/party-fields.tsx';
import { usePublication } from './use-publication.ts';

interface ClaimDialogProps {
  onClose: () => void;
  /** An own claim that is put differently, and the terms under which it stands. */
  before?: { claim: Claim; terms: TermsDraft };
}

/** Puts a claim: who may have it, and one neutral sentence. */
export function ClaimDialog({ onClose, before }: ClaimDialogProps) {
  const { save, given, editor } = usePublication<NewClaim>({
    publish: (claim) => (before ? changeClaim(before.claim.id, claim) : publishClaim(claim)),
    done: before ? 'The claim is changed.' : 'The claim is put.',
    onClose,
    ...(before ? { start: before.terms } : {}),
  });
  const [asked, setAsked] = useState(before?.claim.askedBy !== undefined);
  const {
    name = '',
    description = '',
    aliases = [],
    from = '',
    until = '',
    askedOf = [],
    places = [],
  } = before?.claim ?? {};
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
      places,
      asked,
      askedOf: asked ? form.getAll('askedOf').map(String) : [],
    });
  };
  return (
    <Dialog open onOpenChange={onClose} title={before ? 'Put the claim differently' : 'New claim'}>
      <form onSubmit={submit} onKeyDown={keepEnter} className="space-y-4">
        <Field label="Claim" required hint="One neutral sentence that one can agree or disagree with.">
          {(control) => <Input {...control} name="name" required maxLength={1000} defaultValue={name} />}
        </Field>
        <Field label="What it means">
          {(control) => (
            <Textarea {...control} name="description" rows={2} maxLength={5000} defaultValue={description} />
          )}
        </Field>
        <Field label="Other ways of putting it" hint="One on each line; they are found too.">
          {(control) => (
            <Textarea {...control} name="aliases" rows={2} maxLength={5000} defaultValue={aliases.join('\n')} />
          )}
        </Field>
        <div className="grid gap-3 sm:grid-cols-2">
          <Field label="About the days from">
            {(control) => <Input {...control} type="date" name="from" defaultValue={from} />}
          </Field>
          <Field label="To">{(control) => <Input {...control} type="date" name="until" defaultValue={until} />}</Field>
        </div>
        <Choice
          label="We ask where they stand"
          hint="Who has no position after a week shows as silent."
          checked={asked}
          onChange={(event) => setAsked(event.target.checked)}
        />
        {asked && (
          <MembersField
            name="askedOf"
            label="Who is asked"
            hint="None: every member."
            start={askedOf.map(({ id }) => id)}
          />
        )}
        <TermsEditor {...editor} />
        {save.isError && <ErrorState error={save.error} />}
        <FormActions
          action={before ? 'Save' : 'Put the claim'}
          onCancel={onClose}
          busy={save.isPending}
          disabled={given === undefined}
        />
      </form>
    </Dialog>
  );
}
