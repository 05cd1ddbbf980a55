import type { NewTaxiiFeed, TlpLevel } from '@entente/server/api-types';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { collectionsQuery } from '../../api/collections.ts';
import { addTaxiiFeed } from '../../api/taxii-feeds.ts';
import { useReleaseOptions } from '../../api/use-release-options.ts';
import { TargetCollection } from '../../stix/target-collection.tsx';
import { tlpAppearance, tlpLevels } from '../../stix/tlp.ts';
import { Choice, Input, Select } from '../../ui/controls.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Field } from '../../ui/field.tsx';
import { FormActions } from '../../ui/form-actions.tsx';
import { Icon } from '../../ui/icon.tsx';
import { NamePicker } from '../../ui/name-picker.tsx';
import { CredentialFields, credentialOf } from './credential-fields.tsx';
import { ProofFields, proofsOf } from './proof-fields.tsx';

interface AddTaxiiFeedDialogProps {
  direction: 'pull' | 'push';
  /** What is to be said before anything is pushed. */
  warning: string;
  onClose: () => void;
}

/** Asks for the server, the collections on both sides, and the terms. */
export function AddTaxiiFeedDialog({ direction, warning, onClose }: AddTaxiiFeedDialogProps) {
  const queryClient = useQueryClient();
  const { data: collections = [] } = useQuery(collectionsQuery);
  const [releasableTo, setReleasableTo] = useState<string[]>([]);
  const add = useMutation({
    mutationFn: addTaxiiFeed,
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: ['taxii-feeds'] });
      onClose();
    },
  });
  const isPull = direction === 'pull';

  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (name: string): string => String(form.get(name)).trim();
    const common = {
      url: text('url'),
      source: text('source'),
      collection: text('collection'),
      credential: credentialOf(form),
      minutes: Number(text('minutes')),
      ...(isPull ? {} : proofsOf(form, text('source'))),
    };
    const wanted: NewTaxiiFeed = isPull
      ? {
          direction: 'pull',
          ...common,
          version: text('version') === '2.0' ? '2.0' : '2.1',
          terms: { tlp: text('tlp') as TlpLevel, releasableTo },
        }
      : {
          direction: 'push',
          ...common,
          level: form.has('green') ? 'green' : 'clear',
          confirmed: form.has('green'),
          earlier: form.has('earlier'),
        };
    add.mutate(wanted);
  }

  return (
    <Dialog open onOpenChange={onClose} title={isPull ? 'Pull from a TAXII server' : 'Push to a TAXII server'}>
      <form className="space-y-4" onSubmit={submit}>
        {!isPull && (
          <p className="flex gap-2 rounded-md bg-warn-soft p-3 text-sm text-warn">
            <Icon name="warning" className="mt-0.5 shrink-0" />
            {warning}
          </p>
        )}
        <Field label="API root" hint="As the server’s people name it, not its discovery address" required>
          {(control) => <Input {...control} name="url" type="url" required placeholder="https://taxii.example/api1" />}
        </Field>
        <Field label="Collection there" hint="Its id or alias" required>
          {(control) => <Input {...control} name="source" required maxLength={300} />}
        </Field>
        <CredentialFields />
        <TargetCollection label="Collection here" collections={collections} />
        {isPull ? (
          <PullTerms releasableTo={releasableTo} onChange={setReleasableTo} />
        ) : (
          <fieldset>
            <legend className="mb-1 text-sm font-medium">What is sent</legend>
            <p className="mb-1.5 text-sm text-ink-soft">
              Your member’s own TLP:CLEAR objects that every member may have, whole, from now on. Nothing narrower ever.
            </p>
            <Choice name="earlier" label="Also what is in the collection already" />
            <Choice
              name="green"
              label="Also TLP:GREEN"
              hint="I know that nobody there is bound by the label, and that it cannot be recalled."
            />
          </fieldset>
        )}
        {!isPull && <ProofFields direction={direction} />}
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label="Every … minutes" required>
            {(control) => (
              <Input {...control} name="minutes" type="number" min={1} max={10080} defaultValue={60} required />
            )}
          </Field>
          {isPull && (
            <Field label="TAXII version">
              {(control) => (
                <Select {...control} name="version" defaultValue="2.1">
                  <option value="2.1">2.1</option>
                  <option value="2.0">2.0</option>
                </Select>
              )}
            </Field>
          )}
        </div>
        {add.isError && <ErrorState error={add.error} />}
        <FormActions action={isPull ? 'Pull' : 'Push'} onCancel={onClose} busy={add.isPending} />
      </form>
    </Dialog>
  );
}

function PullTerms({ releasableTo, onChange }: { releasableTo: string[]; onChange: (ids: string[]) => void }) {
  const options = useReleaseOptions();
  return (
    <>
      <Field label="Terms of what comes in" hint="They hold beside its own markings; the narrowest wins." required>
        {(control) => (
          <Select {...control} name="tlp" defaultValue="amber">
            {tlpLevels.map((level) => (
              <option key={level} value={level}>
                {tlpAppearance(level).label}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <NamePicker
        legend="Release to"
        hint="Nobody named: as the level says."
        options={options}
        chosen={releasableTo}
        onChange={onChange}
      />
    </>
  );
}
