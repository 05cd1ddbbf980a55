import { commitmentKinds } from '@entente/commitments/commitment';
import type { NewCommitment } from '@entente/server/api-types';
import { useId, useState } from 'react';
import { recordCommitment } from '../../api/commitments.ts';
import { Choice, Input } from '../../ui/controls.tsx';
import { Field } from '../../ui/field.tsx';
import { EventFields, givenEvent } from './event-fields.tsx';
import { WordsField } from './evidence-fields.tsx';
import { LedgerDialog } from './ledger-dialog.tsx';
import { ObjectsField } from './objects-field.tsx';
import { MemberField, MembersField } from './party-fields.tsx';

/** Takes down who commits itself to what and, with it, what happened first. */
export function CommitmentDialog({ onClose }: { onClose: () => void }) {
  const list = useId();
  const [hasEvent, setHasEvent] = useState(true);
  return (
    <LedgerDialog
      title="Record a commitment"
      action="Record"
      onClose={onClose}
      record={(release, form) => {
        const given = form.texts('place', 'region', 'line', 'from', 'until', 'description');
        const commitment = {
          ...given,
          name: form.must('name'),
          kind: form.must('kind'),
          by: form.must('by'),
          counterparts: form.all('counterpart'),
          partOf: form.all('partOf'),
          replaces: form.all('replaces'),
          sameAs: form.all('sameAs'),
          dependsOn: form.all('dependsOn'),
        } as NewCommitment['commitment'];
        return recordCommitment({ ...release, commitment, ...(hasEvent ? { event: givenEvent(form) } : {}) });
      }}
    >
      <Field label="Name" required hint="As people call it: French artillery near Hajin">
        {(control) => <Input {...control} name="name" required maxLength={300} />}
      </Field>
      <div className="grid gap-3 sm:grid-cols-2">
        <MemberField name="by" label="Who commits itself" />
        <Field label="To what" required>
          {(control) => <Input {...control} name="kind" required maxLength={300} list={list} />}
        </Field>
        <datalist id={list}>
          {commitmentKinds.map((each) => (
            <option key={each} value={each} />
          ))}
        </datalist>
        <Field label="Place">{(control) => <Input {...control} name="place" maxLength={300} />}</Field>
        <Field label="Region">{(control) => <Input {...control} name="region" maxLength={300} />}</Field>
        <Field label="Line of effort">{(control) => <Input {...control} name="line" maxLength={300} />}</Field>
        <span />
        <Field label="From">{(control) => <Input {...control} type="date" name="from" />}</Field>
        <Field label="Until" hint="The last day that it is for.">
          {(control) => <Input {...control} type="date" name="until" />}
        </Field>
      </div>
      <WordsField />
      <details>
        <summary className="min-h-7 text-sm font-medium text-accent">
          Counterparts and ties to other commitments
        </summary>
        <div className="mt-2 space-y-3">
          <MembersField name="counterpart" label="Counterparts" />
          <ObjectsField
            name="partOf"
            label="Part of"
            types="commitment"
            several
            hint="So that it is not counted twice."
          />
          <ObjectsField name="replaces" label="Replaces" types="commitment" several />
          <ObjectsField name="sameAs" label="The same as, recorded by another" types="commitment" several />
          <ObjectsField name="dependsOn" label="Cannot do without" types="commitment" several />
        </div>
      </details>
      <Choice
        label="Say what happened first"
        checked={hasEvent}
        onChange={(event) => setHasEvent(event.target.checked)}
      />
      {hasEvent && <EventFields />}
    </LedgerDialog>
  );
}
