import { propertyLabel } from '../../stix/property-label.ts';
import type { FormField, ObjectForm } from './form-types.ts';

const fixed = ['type', 'id', 'created', 'modified', 'created_by_ref', 'object_marking_refs', 'spec_version', 'revoked'];

function fieldOf(property: string, value: unknown): FormField | undefined {
  const label = propertyLabel(property);
  if (typeof value === 'number') return { property, label, kind: 'number' };
  if (typeof value === 'string') {
    const long = value.length > 80 || property === 'description';
    return { property, label, kind: long ? 'text' : 'line' };
  }
  if (Array.isArray(value) && value.every((item) => typeof item === 'string'))
    return { property, label, kind: 'words' };
  return undefined;
}

/** A form for a type that has none of its own: its plain texts, numbers and lists. The rest stays as it is. */
export function genericForm(object: Record<string, unknown>): ObjectForm {
  const fields = Object.entries(object)
    .filter(([property]) => !fixed.includes(property))
    .map(([property, value]) => fieldOf(property, value))
    .filter((field) => field !== undefined);
  return { type: String(object.type), purpose: '', fields };
}
