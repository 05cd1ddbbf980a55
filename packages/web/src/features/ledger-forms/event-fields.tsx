import type { CommitmentEvent, NewCommitmentEvent } from '@entente/server/api-types';
import { Input, Select } from '../../ui/controls.tsx';
import { Field } from '../../ui/field.tsx';
import { eventNames } from '../commitments/words.ts';
import { DayField, EvidenceFields, WordsField } from './evidence-fields.tsx';
import type { FormValues } from './form-values.ts';
import { ObjectsField } from './objects-field.tsx';
import { givenQuantity, QuantityFields } from './quantity-fields.tsx';

type GivenEvent = NewCommitmentEvent['event'];

/** What happened to a commitment, when, how much of it, and who says so. `events` are those that can be corrected. */
export function EventFields({ events = [] }: { events?: readonly CommitmentEvent[] }) {
  return (
    <>
      <Field label="What happened" required>
        {(control) => (
          <Select {...control} name="event" required defaultValue="announced">
            {Object.entries(eventNames).map(([value, words]) => (
              <option key={value} value={value}>
                {words}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <QuantityFields />
      <div className="grid gap-3 sm:grid-cols-3">
        <DayField name="said" label="Said on" />
        <Field label="Effective" hint="None: when it was said.">
          {(control) => <Input {...control} type="date" name="effective" />}
        </Field>
        <Field label="Until" hint="Where it is a window.">
          {(control) => <Input {...control} type="date" name="effectiveUntil" />}
        </Field>
      </div>
      <EvidenceFields />
      <ObjectsField name="document" label="Documents" types="report,note" several />
      <div className="grid gap-3 sm:grid-cols-2">
        <Field label="A document elsewhere" hint="Its title.">
          {(control) => <Input {...control} name="referenceName" maxLength={300} />}
        </Field>
        <Field label="Its address">
          {(control) => <Input {...control} type="url" name="referenceUrl" maxLength={2000} />}
        </Field>
      </div>
      {events.length > 0 && (
        <div className="grid gap-3 sm:grid-cols-2">
          <EventChoice name="corrects" label="It corrects" events={events} />
          <EventChoice name="denies" label="It denies" events={events} />
        </div>
      )}
      <Field label="Confidence, 0 to 100">
        {(control) => <Input {...control} type="number" name="confidence" min={0} max={100} className="w-28" />}
      </Field>
      <WordsField name="eventDescription" />
    </>
  );
}

function EventChoice({ name, label, events }: { name: string; label: string; events: readonly CommitmentEvent[] }) {
  return (
    <Field label={label}>
      {(control) => (
        <Select {...control} name={name} defaultValue="">
          <option value="">nothing in particular</option>
          {events.map(({ id, kind, said, quantity = '', source }) => (
            <option key={id} value={id}>
              {said} {eventNames[kind]} {quantity} ({source.name})
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}

/** What the fields say. */
export function givenEvent(form: FormValues): GivenEvent {
  const quantity = givenQuantity(form);
  const { referenceName, referenceUrl, eventDescription } = form.texts(
    'referenceName',
    'referenceUrl',
    'eventDescription',
  );
  const confidence = form.number('confidence');
  return {
    kind: form.must('event') as GivenEvent['kind'],
    said: form.must('said'),
    ...(form.texts('effective', 'effectiveUntil', 'source', 'statement', 'reading') as Partial<GivenEvent>),
    documents: form.all('document'),
    corrects: form.all('corrects'),
    denies: form.all('denies'),
    ...(quantity === undefined ? {} : { quantity }),
    ...(confidence === undefined ? {} : { confidence }),
    ...(eventDescription === undefined ? {} : { description: eventDescription }),
    ...(referenceName === undefined
      ? {}
      : { reference: { name: referenceName, ...(referenceUrl === undefined ? {} : { url: referenceUrl }) } }),
  };
}
