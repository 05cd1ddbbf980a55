import type { Refusal } from '@entente/server/api-types';
import type { ObjectForm } from './form-types.ts';

/** An object as it is being written: only what the author decides, without dates and markings. */
export type Draft = Record<string, unknown>;

/** What the node fills in by itself, and the form does not send. */
const filledIn = ['created', 'modified', 'created_by_ref', 'object_marking_refs', 'spec_version', 'revoked'];

/** A new draft. `about` is an object that it is to name; `now` fills the dates that must be there. */
export function newDraft(form: ObjectForm, now: Date, about?: string): Draft {
  const draft: Draft = { type: form.type };
  for (const field of form.fields) {
    if (field.required && field.kind === 'moment') draft[field.property] = `${now.toISOString().slice(0, 16)}:00.000Z`;
    if (field.required && field.property === 'pattern_type') draft[field.property] = 'stix';
    if (about && field.kind === 'objects' && field.property === 'object_refs') draft[field.property] = [about];
    if (about && field.kind === 'object') draft[field.property] = about;
  }
  return draft;
}

/** An existing object as a draft of its next version; properties without a field stay as they are. */
export function draftOf(object: Record<string, unknown>): Draft {
  return Object.fromEntries(Object.entries(object).filter(([property]) => !filledIn.includes(property)));
}

/** The draft as it is sent: without what was left empty, and a report always about something. */
export function finishDraft(draft: Draft, ownIdentity: string): Draft {
  const finished = Object.fromEntries(
    Object.entries(draft).filter(
      ([, value]) => value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0),
    ),
  );
  if (finished.type === 'report' && !finished.object_refs) finished.object_refs = [ownIdentity];
  return finished;
}

/** Whether everything is there that the form asks for. */
export function isComplete(draft: Draft, form: ObjectForm): boolean {
  return form.fields.every(({ property, required }) => {
    const value = draft[property];
    return !required || (Array.isArray(value) ? value.length > 0 : value !== undefined && value !== '');
  });
}

/** Refusals by the property that they are about; those about none of the form's fields are under the empty name. */
export function refusalsByField(refusals: readonly Refusal[], form: ObjectForm): Map<string, string> {
  const fields = new Set(form.fields.map((field) => field.property));
  const messages = new Map<string, string>();
  for (const { path, message } of refusals) {
    const [property = ''] = path.replace(/^(\$|object)?[./]/, '').split(/[.[/]/, 1);
    const key = fields.has(property) ? property : '';
    const text = key === '' && path ? `${path}: ${message}` : message;
    messages.set(key, messages.has(key) ? `${messages.get(key)} ${text}` : text);
  }
  return messages;
}
